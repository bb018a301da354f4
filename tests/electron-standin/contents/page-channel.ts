import { randomUUID } from 'node:crypto';
import { codec } from '../page/codec.ts';
import type { FromPage, ToPage } from '../page/messages.ts';
import { MessagePortMain } from '../ports/message-port-main.ts';
import { PortEnd } from '../ports/port-end.ts';

type Send = (message: ToPage) => void;

/** The ends of channels that live in one document; they close with it. */
export class PageChannel {
  readonly #ends = new Map<string, PortEnd>();
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Sends a message that carries ports: the page learns of them before anything arrives on them. */
  sendWith(ports: readonly PortEnd[], make: (names: readonly string[]) => ToPage): void {
    const names = ports.map(() => randomUUID());
    this.#send(make(names));
    ports.forEach((end, index) => this.#place(end, names[index] ?? ''));
  }

  /** Ports that the page has given away: each becomes the near end of a new channel whose far end the program gets. */
  adopt(names: readonly string[]): PortEnd[] {
    return names.map((name) => {
      const [near, far] = PortEnd.pair();
      this.#place(near, name);
      return far;
    });
  }

  handle(message: FromPage & { kind: 'port' | 'close' }): void {
    const end = this.#ends.get(message.port);
    if (message.kind === 'close') end?.close();
    else end?.peer?.deliver({ data: codec.decode(message.data), ports: this.adopt(message.ports) });
  }

  closeAll(): void {
    const ends = [...this.#ends.values()];
    this.#ends.clear();
    for (const end of ends) end.close();
  }

  #place(end: PortEnd, port: string): void {
    this.#ends.set(port, end);
    end.settle({
      receive: ({ data, ports }) => this.sendWith(ports, (names) => ({ kind: 'port', port, data: codec.encode(data), ports: names })),
      closed: () => {
        if (this.#ends.delete(port)) this.#send({ kind: 'closed', port });
      },
    });
  }
}

export function portsOf(ends: readonly PortEnd[]): MessagePortMain[] {
  return ends.map((end) => new MessagePortMain(end));
}
