import type { Page } from 'playwright/test';
import type { CallInput, CallName, CallOutput } from '../../../electron/contract/calls.ts';
import type { DesktopBridge, ShellCallInput, ShellCallName } from '../../../electron/contract/desktop.ts';

type Bridged = { readonly watchhouse: DesktopBridge };

/** A call to the shell as the page's own code makes it: the whole answer. */
export function callShell<N extends ShellCallName>(page: Page, name: N, input: ShellCallInput<N>): Promise<unknown> {
  return page.evaluate(({ name: call, input: given }) => (window as unknown as Bridged).watchhouse.calls[call](given as never), { name, input: input });
}

/** A call to the engine over a port of its own, asked for as the page's own code does. */
export async function callEngine<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await page.evaluate(
    async ({ call, given }) => {
      const id = `test-${Math.random().toString(36).slice(2)}`;
      const lent = new Promise<MessagePort>((resolve) => {
        const hear = (event: MessageEvent<{ type?: string; id?: string }>): void => {
          const [port] = event.ports;
          if (event.data.type !== 'watchhouse:port' || event.data.id !== id || port === undefined) return;
          window.removeEventListener('message', hear);
          resolve(port);
        };
        window.addEventListener('message', hear);
      });
      if (!(await (window as unknown as Bridged).watchhouse.connect({ kind: 'channel', id }))) throw new Error('no port');
      const port = await lent;
      return new Promise<{ ok: boolean; output?: unknown; error?: { kind: string; detail?: string } }>((resolve, reject) => {
        port.addEventListener('message', (event: MessageEvent<unknown>) => {
          if (typeof event.data !== 'string') return;
          const message = JSON.parse(event.data) as { id?: number; ok: boolean };
          if (message.id !== 1) return;
          resolve(message);
          port.close();
        });
        port.addEventListener('close', () => reject(new Error('the port closed')));
        port.start();
        port.postMessage(JSON.stringify({ id: 1, call, input: given }));
      });
    },
    { call: name, given: input },
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.error?.kind ?? ''} ${answer.error?.detail ?? ''}`);
  return answer.output as CallOutput<N>;
}
