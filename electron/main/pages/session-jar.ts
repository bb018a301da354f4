import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { sessionCookieName } from '../../contract/http.ts';
import type { WrapKey } from '../engine/engine-process.ts';

const unwrapWithinMs = 5000;
const Token = /^[\w-]{1,128}$/;

/**
 * Who is signed in at this workstation: the session's token, for all windows together. Pages never see it. Between runs
 * it is kept under the system's keyring; where there is none it is not kept, and people sign in again.
 */
export class SessionJar {
  readonly #file: string;
  readonly #keyring: WrapKey | null;
  readonly #changed: () => void;
  #token: string | null;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: string, keyring: WrapKey | null, changed: () => void, token: string | null) {
    this.#file = file;
    this.#keyring = keyring;
    this.#changed = changed;
    this.#token = token;
  }

  /**
   * Nobody waits long for it: a keyring that does not answer means that people sign in again.
   * @param changed called after somebody signed in or out
   */
  static async open(file: string, keyring: WrapKey | null, changed: () => void): Promise<SessionJar> {
    const wrapped = keyring === null ? null : await readFile(file).catch(() => null);
    const late = new Promise<null>((resolve) => void setTimeout(() => resolve(null), unwrapWithinMs).unref());
    const token = wrapped === null ? null : ((await Promise.race([keyring?.unwrap(wrapped), late])) ?? null);
    const text = token === null ? '' : Buffer.from(token).toString();
    return new SessionJar(file, keyring, changed, Token.test(text) ? text : null);
  }

  get token(): string | null {
    return this.#token;
  }

  /** The `Cookie` header for the engine. */
  get cookie(): string | null {
    return this.#token === null ? null : `${sessionCookieName}=${this.#token}`;
  }

  /** Resolves when what is kept between runs is what is held now. */
  get written(): Promise<void> {
    return this.#written;
  }

  /** Takes over what an answer of the engine says in `Set-Cookie`. */
  follow(setCookies: readonly string[]): void {
    for (const cookie of setCookies) {
      const [pair = '', ...attributes] = cookie.split(';');
      const [name, value = ''] = pair.split('=');
      if (name?.trim() !== sessionCookieName) continue;
      const isOver = attributes.some((attribute) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(attribute));
      this.#become(isOver || !Token.test(value) ? null : value);
    }
  }

  #become(token: string | null): void {
    if (token === this.#token) return;
    this.#token = token;
    // One after the other, so that the last one holds.
    this.#written = this.#written.then(() => this.#keep(token)).catch(() => undefined);
    this.#changed();
  }

  async #keep(token: string | null): Promise<void> {
    const wrapped = token === null ? null : ((await this.#keyring?.wrap(Buffer.from(token))) ?? null);
    if (wrapped === null) {
      await rm(this.#file, { force: true });
      return;
    }
    await writeFile(`${this.#file}.new`, wrapped, { mode: 0o600 });
    await rename(`${this.#file}.new`, this.#file);
  }
}
