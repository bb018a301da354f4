const { contextBridge, ipcRenderer, webUtils } = require('electron');
const { EventEmitter } = require('events');

const emitter = new EventEmitter();
let port;

contextBridge.exposeInMainWorld('fixture', {
  version: 7,
  nested: { list: [1, { deep: true }] },
  double: (value) => value * 2,
  later: (value) => Promise.resolve(value),
  fail: () => {
    throw new Error('from the preload');
  },
  callBack: (run) => run('called'),
  pathOf: (file) => webUtils.getPathForFile(file),
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  onTold: (listener) => emitter.on('told', listener),
  has: { process: typeof process.versions.electron, argv: process.argv.at(-1), sandboxed: process.sandboxed },
  /** Gives one end of a new channel to the program and keeps the other for `portCall`. */
  openChannel: () => {
    const channel = new MessageChannel();
    port = channel.port1;
    ipcRenderer.postMessage('channel', { hello: true }, [channel.port2]);
  },
  portCall: (message) =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage(message);
    }),
});
ipcRenderer.on('told', (_event, ...args) => emitter.emit('told', ...args));
ipcRenderer.on('port', (event, name) => window.postMessage({ port: name }, '*', event.ports));
