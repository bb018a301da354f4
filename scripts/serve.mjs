// npm run serve: sets everything up, then runs the engine alone and prints its address.
import { say } from './setup/say.mjs';
import { startEngine } from './setup/engine.mjs';
import { setUp } from './setup/steps.mjs';

await setUp();
const engine = startEngine(process.argv.slice(2));
try {
  const { address, setupKey, alreadyRunning } = await engine.ready;
  console.log(say(alreadyRunning ? 'running' : setupKey ? 'first-account' : 'address'), setupKey ? `${address}#setup=${setupKey}` : address);
  process.exitCode = await engine.ended;
} catch (error) {
  process.exitCode = error.code;
}
