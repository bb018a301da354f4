// npm run package [-- --dir] [--electron-dist FOLDER] [--out FOLDER]: sets everything up, then builds the installers.
import { environment, here, node24, run, setUp } from './setup/steps.mjs';

await setUp();
process.exit(await run(node24, [here('scripts/package/main.ts'), ...process.argv.slice(2)], { env: environment() }));
