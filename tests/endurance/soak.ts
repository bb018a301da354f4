/** `npm run -s soak -- [--minutes 30] [--cameras 8] [--seed N]`: one JSON line; exit status 1 when a worker died or a camera stays away. */
import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' }, cameras: { type: 'string', default: '8' }, seed: { type: 'string', default: '1' } } });
const result = await runSoak({
  minutes: Number(values.minutes),
  cameras: Number(values.cameras),
  seed: Number(values.seed),
  sampleEveryMs: 5000,
  disturbEveryMs: 30_000,
  log: (line) => console.error(line),
});
console.log(JSON.stringify(result));
process.exit(result.restarts === 0 && result.notLive === 0 ? 0 : 1);
