/** A utility process: answers on ports, opens others, and says what it is. */
type Port = Electron.MessagePortMain;
const kept: Port[] = [];

function serve(port: Port): void {
  port.on('message', ({ data, ports }) => {
    const message = data as { kind: string; bytes?: number; count?: number };
    if (message.kind === 'keep') ports.forEach(serve);
    else if (message.kind === 'die') process.exit(3);
    else if (message.kind === 'frames') for (let index = 0; index < (message.count ?? 1); index++) port.postMessage({ index, at: Date.now(), frame: new Uint8Array(message.bytes ?? 1) });
    else port.postMessage({ from: process.argv[2], data: message });
  });
  port.on('close', () => process.parentPort.postMessage({ closed: process.argv[2] }));
  port.start();
}

process.parentPort.on('message', ({ data, ports }) => {
  const message = data as { kind: string };
  if (message.kind === 'serve') ports.forEach(serve);
  else if (message.kind === 'hold') kept.push(...ports);
  // Everything that has come for the ports meanwhile goes along with them.
  else if (message.kind === 'hand over') ports[0]?.postMessage({ kind: 'keep' }, kept.splice(0));
  else if (message.kind === 'exit') process.exit(0);
  else if (message.kind === 'fork') {
    void import('node:child_process').then(({ fork }) => {
      try {
        fork('nothing');
      } catch (error) {
        process.parentPort.postMessage(String(error));
      }
    });
  } else process.parentPort.postMessage({ send: typeof process.send, type: process.type, electron: process.versions.electron, args: process.argv.slice(2), path: process.argv[1] });
});
