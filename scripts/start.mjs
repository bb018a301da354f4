// npm start: sets everything up, then opens the workstation. Options: --demo, --data FOLDER, --port N, --browser, --no-open.
import { say } from './setup/say.mjs';

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(say('old-node'));
  process.exit(1);
}
const { setUp } = await import('./setup/steps.mjs');
const { openInBrowser } = await import('./setup/browser.mjs');
const { startDesktop } = await import('./setup/desktop.mjs');
const { startEngine } = await import('./setup/engine.mjs');

const own = new Set(['--browser', '--no-open']);
const args = process.argv.slice(2);
const engineArgs = args.filter((arg) => !own.has(arg));

await setUp();

if (!args.includes('--browser') && !args.includes('--no-open')) {
  const desktop = await startDesktop(engineArgs);
  if (desktop.started) process.exit(await desktop.ended);
  console.log(say(desktop.reason));
}

const engine = startEngine(engineArgs);
try {
  const { address, setupKey, alreadyRunning } = await engine.ready;
  const url = setupKey ? `${address}#setup=${setupKey}` : address;
  console.log(say(alreadyRunning ? 'running' : setupKey ? 'first-account' : 'address'), url);
  if (!args.includes('--no-open') && !(await openInBrowser(url))) console.log(say('no-browser'), url);
  process.exitCode = await engine.ended;
} catch (error) {
  process.exitCode = error.code;
}
