import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge, portMessageType } from '../contract/desktop.ts';
import { shellCallNames, shellChannels } from '../contract/shell-names.ts';
import { bridgeArguments } from './arguments.ts';

/** Equal to the contract's, which the type sees to; imported it would bring every schema into this script. */
const portMessage: typeof portMessageType = 'watchhouse:port';

const calls = Object.fromEntries(shellCallNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(shellChannels.call, name, input)])) as DesktopBridge['calls'];

const bridge: DesktopBridge = {
  platform: process.platform,
  ...bridgeArguments(process.argv),
  calls,
  connect: async (request) => (await ipcRenderer.invoke(shellChannels.connect, request)) === true,
  onPush: (listener) => {
    const heard = (_event: unknown, push: unknown): void => listener(push);
    ipcRenderer.on(shellChannels.push, heard);
    return () => void ipcRenderer.off(shellChannels.push, heard);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('watchhouse', bridge);

// Ports cannot cross the context bridge, but window messages can bring them. `app:` is registered as a standard scheme, so
// the page has an origin to name here; with any other scheme it would be the opaque 'null' and this would throw.
ipcRenderer.on(shellChannels.port, ({ ports }, id: unknown) => window.postMessage({ type: portMessage, id }, location.origin, [...ports]));
