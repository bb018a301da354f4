import { app } from 'electron';
import { passphraseOf } from '../engine/passphrase-file.ts';
import { systemKeyring } from './desk/keyring.ts';
import { EngineProcess } from './engine/engine-process.ts';
import type { StartOptions } from './start-options.ts';

/**
 * The engine without windows, for a service: it listens on loopback as in browser mode and says its address in one line.
 * When it ends, the program ends with it; whoever supervises it starts it again. On a machine without a display Electron
 * also wants `--ozone-platform=headless` on the command line, since it chooses before this script runs.
 */
export async function runEngineOnly({ engineArgs }: StartOptions): Promise<void> {
  app.disableHardwareAcceleration();
  await app.whenReady();
  let isStopping = false;
  const engine = new EngineProcess({ args: engineArgs, passphrase: passphraseOf(process.env), giveUpKey: false, isOpen: true }, await systemKeyring(), {
    onReady: ({ setupKey }) => console.log(JSON.stringify({ address: engine.door, setupKey, alreadyRunning: false })),
    onFailed: (_kind, words) => {
      console.error(`${words['zh-CN']}\n${words.en}`);
      void stop(3);
    },
    onPush: () => undefined,
    onChildExit: () => undefined,
    onExit: (code) => {
      if (!isStopping) app.exit(code === 0 ? 1 : code);
    },
  });
  const stop = async (code: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await engine.stop();
    app.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  app.on('before-quit', (event) => {
    event.preventDefault();
    void stop(0);
  });
}
