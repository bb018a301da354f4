import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionJar } from '../../../../electron/main/pages/session-jar.ts';

/** A keyring that turns every byte around. */
const turn = (bytes: Uint8Array): Promise<Uint8Array | null> => Promise.resolve(Uint8Array.from(bytes, (byte) => byte ^ 0xff));
const keyring = { wrap: turn, unwrap: turn };
const noKeyring = { wrap: () => Promise.resolve(null), unwrap: () => Promise.resolve(null) };

let folder: string;
let file: string;
const changed = vi.fn();
const open = (ring: typeof keyring | typeof noKeyring | null = keyring): Promise<SessionJar> => SessionJar.open(file, ring, changed);
const signIn = (jar: SessionJar, token: string): void => jar.follow([`watchhouse_session=${token}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict`]);
const signOut = (jar: SessionJar): void => jar.follow(['watchhouse_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict']);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-jar-'));
  file = join(folder, 'session.bin');
  changed.mockReset();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the session of this workstation', () => {
  it('is nobody’s at first', async () => {
    const jar = await open();
    expect(jar.token).toBeNull();
    expect(jar.cookie).toBeNull();
  });
  it('is what the engine’s answer says, without the words around it', async () => {
    const jar = await open();
    jar.follow(['theme=dark; Path=/', 'watchhouse_session=to-ken_1; Path=/; HttpOnly']);
    expect(jar.token).toBe('to-ken_1');
    expect(jar.cookie).toBe('watchhouse_session=to-ken_1');
    expect(changed).toHaveBeenCalledOnce();
  });
  it('stays as it is when an answer says nothing of it', async () => {
    const jar = await open();
    signIn(jar, 'one');
    jar.follow([]);
    jar.follow(['other=1', 'watchhouse_session2=x', 'watchhouse=y', '', ';']);
    signIn(jar, 'one');
    expect(jar.token).toBe('one');
    expect(changed).toHaveBeenCalledOnce();
  });
  it.each([
    ['an end in the past', 'watchhouse_session=one; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    ['no time to live', 'watchhouse_session=one; max-age=0'],
    ['nothing in it', 'watchhouse_session=; Path=/'],
    ['no value', 'watchhouse_session'],
    ['too long a token', `watchhouse_session=${'a'.repeat(129)}`],
    ['a token that would break the header', 'watchhouse_session=a\r\nx-evil: 1'],
    ['a token with a space', 'watchhouse_session=a b'],
  ])('ends with a cookie with %s', async (_what, cookie) => {
    const jar = await open();
    signIn(jar, 'one');
    jar.follow([cookie]);
    expect(jar.token).toBeNull();
    expect(jar.cookie).toBeNull();
    expect(changed).toHaveBeenCalledTimes(2);
    await jar.written;
    expect(existsSync(file)).toBe(false);
  });
  it('takes the longest token that there may be', async () => {
    const jar = await open();
    signIn(jar, 'a'.repeat(128));
    expect(jar.token).toHaveLength(128);
  });
});

describe('between two runs', () => {
  it('the session is kept under the keyring, never as it is, for this user alone', async () => {
    const jar = await open();
    signIn(jar, 'secret-token');
    await jar.written;
    expect(readFileSync(file).includes('secret-token')).toBe(false);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect((await open()).token).toBe('secret-token');
    expect(existsSync(`${file}.new`)).toBe(false);
  });
  it('nothing is kept where there is no keyring, or where it fails', async () => {
    for (const ring of [null, noKeyring]) {
      const jar = await open(ring);
      signIn(jar, 'secret-token');
      expect(jar.token).toBe('secret-token');
      await jar.written;
      expect(existsSync(file)).toBe(false);
    }
  });
  it('what was kept goes when it cannot be kept any more', async () => {
    const before = await open();
    signIn(before, 'one');
    await before.written;
    const jar = await open(noKeyring);
    expect(jar.token).toBeNull();
    signIn(jar, 'two');
    await jar.written;
    expect(existsSync(file)).toBe(false);
  });
  it('nothing is left after signing out', async () => {
    const jar = await open();
    signIn(jar, 'one');
    signOut(jar);
    await jar.written;
    expect(existsSync(file)).toBe(false);
    expect((await open()).token).toBeNull();
  });
  it('the last one of many holds, however long the keyring takes', async () => {
    let delay = 40;
    const slow = { ...keyring, wrap: async (bytes: Uint8Array) => {
      await new Promise((resolve) => setTimeout(resolve, (delay -= 10)));
      return turn(bytes);
    } };
    const jar = await open(slow);
    for (const token of ['one', 'two', 'three']) signIn(jar, token);
    await jar.written;
    expect((await open()).token).toBe('three');
  });
  it('a damaged or foreign file is nobody’s session', async () => {
    writeFileSync(file, 'not wrapped by this keyring');
    expect((await open()).token).toBeNull();
    writeFileSync(file, Uint8Array.from('a'.repeat(200), (letter) => letter.charCodeAt(0) ^ 0xff));
    expect((await open()).token).toBeNull();
    writeFileSync(file, '');
    expect((await open()).token).toBeNull();
  });
  it('a folder that cannot be written to keeps nobody from signing in', async () => {
    const jar = await SessionJar.open(join(folder, 'none', 'session.bin'), keyring, changed);
    signIn(jar, 'one');
    await jar.written;
    expect(jar.token).toBe('one');
    signOut(jar);
    await jar.written;
    expect(jar.token).toBeNull();
  });
  it('a keyring that breaks keeps nobody from signing in', async () => {
    const jar = await open({ wrap: () => Promise.reject(new Error('the keyring is gone')), unwrap: turn });
    signIn(jar, 'one');
    await jar.written;
    signIn(jar, 'two');
    await jar.written;
    expect(jar.token).toBe('two');
  });
});
