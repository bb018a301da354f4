import type { PortEnd, PortMessage } from '../ports/port-end.ts';
import type { CarriedMessage, FromUtility, ToUtility } from './messages.ts';

let lastPort = 0;

/** The ends of channels that live in one utility process, seen from the main process. */
export class ProcessPorts {
  readonly #ends = new Map<number, PortEnd>();
  /** Ends that have left the process and may still get messages back from it. */
  readonly #leaving = new Map<number, PortEnd>();
  readonly #send: (message: ToUtility) => void;

  constructor(send: (message: ToUtility) => void) {
    this.#send = send;
  }

  /** Sends a message that carries ports: the process learns of them before anything arrives on them. */
  sendWith(ports: readonly PortEnd[], make: (numbers: readonly number[]) => ToUtility): void {
    const numbers = ports.map(() => ++lastPort);
    this.#send(make(numbers));
    ports.forEach((end, index) => this.#place(end, numbers[index] ?? 0));
  }

  #place(end: PortEnd, port: number): void {
    this.#ends.set(port, end);
    end.settle({
      receive: ({ data, ports }) => this.sendWith(ports, (numbers) => ({ kind: 'port', port, data, ports: numbers })),
      closed: () => {
        this.#ends.delete(port);
        this.#send({ kind: 'closed', port });
      },
    });
  }

  handle(message: Exclude<FromUtility, { kind: 'message' }>): void {
    const end = this.#ends.get(message.port);
    if (message.kind === 'port') end?.peer?.deliver(this.#carried(message));
    else if (message.kind === 'close') end?.close();
    else if (message.kind === 'lift') this.#lift(message.port, end, message.backlog);
    else if (message.kind === 'bounced') this.#leaving.get(message.port)?.giveBack(this.#carried(message.message));
    else this.#fenced(message.port);
  }

  #lift(port: number, end: PortEnd | undefined, backlog: readonly CarriedMessage[]): void {
    if (!end) return;
    end.lift();
    end.freeze();
    for (const message of backlog) end.giveBack(this.#carried(message));
    this.#leaving.set(port, end);
    this.#send({ kind: 'fence', port });
  }

  #fenced(port: number): void {
    this.#leaving.get(port)?.thaw();
    this.#leaving.delete(port);
    this.#ends.delete(port);
  }

  /** Ports inside a message that comes out of the process: the process has said `lift` for each before. */
  #carried({ data, ports }: CarriedMessage): PortMessage {
    return { data, ports: ports.map((port) => this.#ends.get(port)).filter((end) => end !== undefined) };
  }

  /** The process is gone: what it held closes. */
  closeAll(): void {
    for (const end of this.#leaving.values()) end.thaw();
    const ends = [...this.#ends.values()];
    this.#ends.clear();
    this.#leaving.clear();
    for (const end of ends) end.close();
  }
}
