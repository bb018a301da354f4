import { shellCalls, ShellAnswer, type DesktopBridge, type ShellCallInput, type ShellCallName, type ShellCallOutput } from '../../electron/contract/desktop.ts';
import { CallError } from '../channel/channel.ts';

/** The way to the desktop shell; null in a browser. */
export function desktopBridge(): DesktopBridge | null {
  return (globalThis as { readonly watchhouse?: DesktopBridge }).watchhouse ?? null;
}

/** Asks the desktop shell for something. Rejects with `CallError`; in a browser always. */
export async function callShell<N extends ShellCallName>(name: N, input: ShellCallInput<N>): Promise<ShellCallOutput<N>> {
  const bridge = desktopBridge();
  if (bridge === null) throw new CallError('not-found', `${name}: not in a browser`);
  const told = await bridge.calls[name](input).catch((error: unknown) => {
    throw new CallError('internal', `${name}: ${String(error)}`);
  });
  const answer = ShellAnswer.safeParse(told);
  if (!answer.success) throw new CallError('not-understood', `${name}: ${answer.error.message}`);
  if (!answer.data.ok) throw new CallError(answer.data.error.kind, name, answer.data.error.retryAfterMs);
  const output = shellCalls[name].output.safeParse(answer.data.output);
  if (!output.success) throw new CallError('not-understood', `${name}: ${output.error.message}`);
  return output.data as ShellCallOutput<N>;
}
