/** Starts inside a utility process, before the product's module: arguments are the module and its own arguments. */
import { pathToFileURL } from 'node:url';
import { dressProcess } from '../start/dress-process.ts';
import { resolveElectron } from '../start/hooks.ts';
import { UtilityPort } from './child-ports.ts';
import type { FromUtility, ToUtility } from './messages.ts';
import { ParentPort } from './parent-port.ts';

const [modulePath = '', ...args] = process.argv.slice(2);
const channel = process.send?.bind(process);
const send = (message: FromUtility): void => {
  if (process.connected) channel?.(message, undefined, undefined, () => undefined);
};

dressProcess('utility', modulePath, args);
resolveElectron(new URL('electron-utility.ts', import.meta.url));
UtilityPort.sendThrough(send);
const parentPort = new ParentPort(send);
Object.defineProperty(process, 'parentPort', { value: parentPort, configurable: true, enumerable: true });
process.on('message', (message: ToUtility) => parentPort.handle(message));
// Real utility processes end with the main process, whatever they are doing.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
Object.defineProperty(process, 'send', { value: undefined, configurable: true });
Object.defineProperty(process, 'disconnect', { value: undefined, configurable: true });

await import(pathToFileURL(modulePath).href);
