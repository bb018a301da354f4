import { tellAddress } from './address-file.ts';
import { makeHost, tellPushes } from './host/host.ts';
import { parseOptions } from './options.ts';
import { endOnUnhandledRejection, type HostParent } from './process/host-port.ts';
import { run, type Place } from './run.ts';
import { startProblem } from './start-problem.ts';

/** The engine as the desktop shell's utility process: it is told what to do, and lets in whom the shell wants. */
export async function runHosted({ root, sharedFootage }: Place, parent: HostParent): Promise<void> {
  endOnUnhandledRejection();
  const host = makeHost(parent);
  const { args, doorKey, hasKeyring, passphrase, giveUpKey } = await host.start;
  const ending = { stop: (): void => process.exit() };
  host.onStop(() => ending.stop());
  try {
    const options = parseOptions(args, process.env, sharedFootage);
    const engine = run({ ...options, ...(doorKey === null ? {} : { port: 0 }), root, launch: host.launch, keys: { keyring: hasKeyring ? host.keyring : null, passphrase, sealsBare: doorKey === null, giveUp: giveUpKey }, doorKey });
    ending.stop = () => void engine.stop();
    const running = await engine.running;
    if (running === null) return;
    const { assembly, setupKey } = running;
    if (doorKey === null) tellAddress(options.data, assembly.address());
    host.serve(assembly.duties);
    tellPushes(host, assembly.house.hub);
    host.tell({ type: 'ready', door: assembly.address(), setupKey, guard: assembly.house.key.guard() });
  } catch (error) {
    const { kind, words } = startProblem(error);
    host.tell({ type: 'failed', kind, words });
  }
}
