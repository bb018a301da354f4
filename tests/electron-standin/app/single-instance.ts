import { createHash } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Call = { readonly argv: string[]; readonly cwd: string; readonly data: unknown };

/** When a process was started, so that a number that is used again is told apart; undefined when it is not running. */
function startedAt(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
    return fields?.[0] === 'Z' ? undefined : fields?.[19];
  } catch {
    return undefined;
  }
}

/** The lock of app.requestSingleInstanceLock: a file in userData that names its holder, and a socket to call it. */
export class SingleInstance {
  #server: Server | undefined;
  #file: string | undefined;
  /** Calls under way to the first instance: the process must not end before. */
  calling: Promise<void> = Promise.resolve();

  get held(): boolean {
    return this.#file !== undefined;
  }

  request(userData: string, call: Call, onSecond: (call: Call) => void): boolean {
    if (this.held) return true;
    mkdirSync(userData, { recursive: true });
    const file = join(userData, 'SingletonLock');
    const socket = join(tmpdir(), `electron-standin-${createHash('sha256').update(userData).digest('hex').slice(0, 24)}.sock`);
    for (let attempt = 0; attempt < 3; attempt++) {
      if (this.#take(file)) {
        this.#file = file;
        this.#listen(socket, onSecond);
        return true;
      }
      const [pid = '', start = ''] = readFileSync(file, 'utf8').split(' ');
      if (startedAt(Number(pid)) === start) {
        this.calling = this.#call(socket, call);
        return false;
      }
      rmSync(file, { force: true });
    }
    return false;
  }

  release(): void {
    if (this.#file !== undefined) rmSync(this.#file, { force: true });
    this.#file = undefined;
    this.#server?.close();
  }

  #take(file: string): boolean {
    try {
      const descriptor = openSync(file, 'wx');
      writeSync(descriptor, `${process.pid} ${startedAt(process.pid) ?? ''}`);
      closeSync(descriptor);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  #listen(socket: string, onSecond: (call: Call) => void): void {
    rmSync(socket, { force: true });
    this.#server = createServer((connection) => {
      let text = '';
      connection.on('data', (chunk) => (text += chunk.toString()));
      connection.on('error', () => undefined);
      connection.on('end', () => {
        connection.end('heard');
        onSecond(JSON.parse(text) as Call);
      });
    });
    this.#server.on('error', (error) => console.error(error));
    this.#server.listen(socket).unref();
  }

  #call(socket: string, call: Call): Promise<void> {
    return new Promise((resolve) => {
      const connection = connect(socket, () => connection.end(JSON.stringify(call)));
      connection.on('data', () => resolve());
      for (const event of ['error', 'close'] as const) connection.on(event, () => resolve());
      setTimeout(resolve, 2000);
    });
  }
}
