/** The main process: dresses Node up as Electron, loads the program, starts Chromium, makes `app` ready. */
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { dressProcess } from './dress-process.ts';
import { resolveElectron } from './hooks.ts';
import { namedProgram, packagedProgram, type Program } from './program.ts';

/** Options of Electron's that take the next argument. */
const withValue = new Set(['-r', '--require']);

/** The program's place on the command line and the modules to load before it. */
function readArguments(args: readonly string[]): { readonly required: readonly string[]; readonly program: string | undefined } {
  const required: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (withValue.has(argument)) required.push(args[++index] ?? '');
    else if (!argument.startsWith('-')) return { required, program: argument };
  }
  return { required, program: undefined };
}

/** As Electron does: an error that nobody catches is told, and the program goes on. */
function tellErrors(): void {
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error('A JavaScript error occurred in the main process\nUncaught Exception:', error);
  });
  process.on('unhandledRejection', (reason) => {
    if (process.listenerCount('unhandledRejection') === 1) console.error('UnhandledPromiseRejectionWarning:', reason);
  });
}

async function startChromium(): Promise<void> {
  const [{ app }, { startBrowser }, { browserIs }, { startSchemeServer }, { findScheme }, { FetchGate }, { watchPopups }, { appIsReady }] = await Promise.all([
    import('../app/app.ts'), import('../chromium/browser.ts'), import('../chromium/current.ts'), import('../sessions/scheme-server.ts'), import('../sessions/session.ts'), import('../sessions/fetch-gate.ts'), import('../windows/popups.ts'), import('../sessions/protocol.ts'),
  ]);
  const hostRules = await startSchemeServer(findScheme);
  const profile = app.userDataIsGiven ? join(app.getPath('userData'), 'standin-chromium') : undefined;
  const browser = await startBrowser({ profile, switches: app.switches, language: app.getLocale(), hostRules });
  await Promise.all([new FetchGate(browser.cdp).enable(), watchPopups(browser.cdp)]);
  browserIs(browser);
  appIsReady();
  process.stderr.write(`\nDevTools listening on ${browser.endpoint}\n\n`);
  app.becomeReady();
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  dressProcess('browser', undefined, args);
  resolveElectron(new URL('../electron-main.ts', import.meta.url));
  const packaged = packagedProgram(process.execPath);
  const { required, program: named } = readArguments(args);
  const program: Program = packaged ?? namedProgram(named ?? '.', join(dirname(process.execPath), 'resources'));
  Object.defineProperty(process, 'resourcesPath', { value: program.resources, configurable: true });
  if (!packaged) Object.defineProperty(process, 'defaultApp', { value: true, configurable: true });
  const { app } = await import('../app/app.ts');
  app.is(program.facts);
  const require = createRequire(import.meta.url);
  for (const file of packaged ? [] : required) require(resolve(file));
  app.ignoreAppended('password-store');
  tellErrors();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

  const slow = setTimeout(() => console.error('stand-in: the program is still loading; as in Electron, app is not ready before (a top-level await of app.whenReady() never ends)'), 10_000);
  await import(pathToFileURL(program.entry).href);
  clearTimeout(slow);
  await startChromium();
}

main().catch((error: unknown) => {
  console.error('App threw an error during load\n', error);
  process.exit(1);
});
