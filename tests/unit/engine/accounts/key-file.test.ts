import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyFileName, openStationKey, plainKeys, type Keyring } from '../../../../electron/engine/accounts/key-file.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

const keyringOf = (machine: number): Keyring => ({
  wrap: (key) => Promise.resolve(Uint8Array.from([machine, ...key.map((byte) => byte ^ machine)])),
  unwrap: ([owner, ...bytes]) => Promise.resolve(owner === machine ? Uint8Array.from(bytes, (byte) => byte ^ machine) : null),
});
const withKeyring = (machine: number) => ({ ...plainKeys, keyring: keyringOf(machine) });
const stored = (): Buffer => readFileSync(join(folder, keyFileName));

describe('without a keyring', () => {
  test('the key is made once, readable by its owner only, and said to be unguarded', async () => {
    const made = await openStationKey(folder, plainKeys);
    expect(made.guard()).toBe('none');
    expect(statSync(join(folder, keyFileName)).mode & 0o777).toBe(0o600);
    expect((await openStationKey(folder, plainKeys)).key).toEqual(made.key);
  });

  test('a passphrase guards it, and takes its place as the only way in', async () => {
    const made = await openStationKey(folder, plainKeys);
    expect(await made.protect('ten good letters')).toBe('passphrase');
    expect(stored().includes(made.key)).toBe(false);
    await expect(openStationKey(folder, plainKeys)).rejects.toMatchObject({ kind: 'key-locked' });
    await expect(openStationKey(folder, { ...plainKeys, passphrase: 'ten good letterz' })).rejects.toMatchObject({ kind: 'key-wrong' });
    const opened = await openStationKey(folder, { ...plainKeys, passphrase: 'ten good letters' });
    expect(opened.key).toEqual(made.key);
    expect(await opened.protect(null)).toBe('none');
    expect((await openStationKey(folder, plainKeys)).key).toEqual(made.key);
  });
});

describe('with a keyring', () => {
  test('the key is wrapped from the first moment, a bare one at the next start', async () => {
    const bare = await openStationKey(folder, plainKeys);
    const wrapped = await openStationKey(folder, withKeyring(1));
    expect(wrapped.key).toEqual(bare.key);
    expect(wrapped.guard()).toBe('keyring');
    expect(stored().toString('latin1')).not.toContain(bare.key.toString('latin1'));
    expect((await openStationKey(folder, withKeyring(1))).key).toEqual(bare.key);
  });

  test('on another machine it does not open, and the file stays as it was', async () => {
    await openStationKey(folder, withKeyring(1));
    const before = stored();
    await expect(openStationKey(folder, withKeyring(2))).rejects.toMatchObject({ kind: 'key-lost' });
    await expect(openStationKey(folder, plainKeys)).rejects.toMatchObject({ kind: 'key-needs-keyring' });
    expect(stored()).toEqual(before);
  });

  test('a key that was given up is put aside for the machine that can open it', async () => {
    const first = await openStationKey(folder, withKeyring(1));
    const before = stored();
    const second = await openStationKey(folder, { ...withKeyring(2), giveUp: true });
    expect(second.key).not.toEqual(first.key);
    const aside = readdirSync(folder).filter((name) => name.startsWith(`${keyFileName}.given-up-`));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(folder, aside[0] ?? ''))).toEqual(before);
    expect((await openStationKey(folder, withKeyring(2))).key).toEqual(second.key);
  });

  test('giving up gives up nothing that still opens', async () => {
    const first = await openStationKey(folder, withKeyring(1));
    expect((await openStationKey(folder, { ...withKeyring(1), giveUp: true })).key).toEqual(first.key);
  });

  test('a keyring that refuses leaves the key bare rather than lost', async () => {
    const refusing: Keyring = { wrap: () => Promise.resolve(null), unwrap: () => Promise.resolve(null) };
    const made = await openStationKey(folder, { ...plainKeys, keyring: refusing });
    expect(made.guard()).toBe('none');
    expect((await openStationKey(folder, plainKeys)).key).toEqual(made.key);
  });
});

test.each([
  ['cut short', Buffer.alloc(10)],
  ['empty', Buffer.alloc(0)],
  ['not ours', Buffer.from('{"guard":"magic","wrapped":"AAAA"}')],
  ['huge', Buffer.alloc(100_000, 1)],
  ['asking for all memory', Buffer.from(JSON.stringify({ guard: 'passphrase', memoryKib: 2 ** 40, passes: 1, salt: '', nonce: '', tag: '', sealed: '' }))],
])('a key file that is %s is damaged', async (_how, bytes) => {
  writeFileSync(join(folder, keyFileName), bytes);
  await expect(openStationKey(folder, plainKeys)).rejects.toMatchObject({ kind: 'key-damaged' });
});
