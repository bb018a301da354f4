import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Saving, type Progress } from '../../../../electron/main/desk/saving.ts';

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-saving-'));
  target = join(folder, '片段.mp4');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An answer whose bytes come when the test says so. */
function slowAnswer(total: number): { answer: Response; send: (bytes: number) => void; end: () => void; breakOff: () => void; cancelled: () => boolean } {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (started) => void (controller = started),
    cancel: () => void (isCancelled = true),
  });
  return {
    answer: new Response(body, { headers: { 'content-length': String(total) } }),
    send: (bytes) => controller?.enqueue(new Uint8Array(bytes).fill(7)),
    end: () => controller?.close(),
    breakOff: () => controller?.error(new Error('the engine is gone')),
    cancelled: () => isCancelled,
  };
}

describe('a file that is saved', () => {
  it('is whole when it is there, for this user alone, and replaces what was there', async () => {
    writeFileSync(target, 'before');
    const saving = new Saving(vi.fn());
    await saving.save(new Response('all of it', { headers: { 'content-length': '9' } }), target, '片段.mp4');
    expect(readFileSync(target, 'utf8')).toBe('all of it');
    expect(statSync(target).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toEqual(['片段.mp4']);
    expect(saving.progress).toBeNull();
  });
  it('is not under its name before it is whole', async () => {
    writeFileSync(target, 'before');
    const { answer, send, end } = slowAnswer(20);
    const saving = new Saving(vi.fn());
    const done = saving.save(answer, target, 'a');
    send(10);
    await vi.waitFor(() => expect(saving.progress?.share).toBe(0.5));
    expect(readFileSync(target, 'utf8')).toBe('before');
    send(10);
    end();
    await done;
    expect(readFileSync(target)).toHaveLength(20);
  });
  it('may be of an unknown length', async () => {
    const saving = new Saving(vi.fn());
    await saving.save(new Response('text'), target, 'a');
    expect(readFileSync(target, 'utf8')).toBe('text');
  });
  it('is shown as it grows, and not any more when it is there', async () => {
    const seen: (Progress | null)[] = [];
    const saving = new Saving(() => void seen.push(saving.progress));
    const { answer, send, end } = slowAnswer(100);
    const done = saving.save(answer, target, '片段.mp4');
    expect(saving.progress).toEqual({ file: '片段.mp4', share: 0 });
    send(25);
    await vi.waitFor(() => expect(saving.progress).toEqual({ file: '片段.mp4', share: 0.25 }));
    send(75);
    end();
    await done;
    const shares = seen.map((progress) => progress?.share);
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBeUndefined();
    expect(shares.filter((share) => share !== undefined)).toEqual(shares.filter((share) => share !== undefined).toSorted((a, b) => a - b));
  });
  it('is shown a few times a second, however many pieces it comes in', async () => {
    const changed = vi.fn();
    const saving = new Saving(changed);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let piece = 0; piece < 2000; piece++) controller.enqueue(new Uint8Array(100));
        controller.close();
      },
    });
    const startedAt = performance.now();
    await saving.save(new Response(body, { headers: { 'content-length': '200000' } }), target, 'a');
    expect(changed.mock.calls.length).toBeLessThanOrEqual(4 + (performance.now() - startedAt) / 200);
  });
});

describe('nothing stays behind', () => {
  const nothingLeft = (): void => expect(readdirSync(folder)).toEqual(['片段.mp4']);
  beforeEach(() => writeFileSync(target, 'before'));

  it('of a file that was cut short, and what was there before is still there', async () => {
    const saving = new Saving(vi.fn());
    await expect(saving.save(new Response('short', { headers: { 'content-length': '500' } }), target, 'a')).rejects.toThrow('5 of 500');
    nothingLeft();
    expect(readFileSync(target, 'utf8')).toBe('before');
    expect(saving.progress).toBeNull();
  });
  it('of an answer that breaks off', async () => {
    const { answer, send, breakOff } = slowAnswer(500);
    const saving = new Saving(vi.fn());
    const done = saving.save(answer, target, 'a');
    const outcome = expect(done).rejects.toThrow('the engine is gone');
    send(10);
    await vi.waitFor(() => expect(saving.progress?.share).toBeGreaterThan(0));
    breakOff();
    await outcome;
    nothingLeft();
  });
  it('of one that is given up, and the engine is told', async () => {
    const { answer, send, cancelled } = slowAnswer(500);
    const saving = new Saving(vi.fn());
    const outcome = expect(saving.save(answer, target, 'a')).rejects.toMatchObject({ name: 'AbortError' });
    send(10);
    await vi.waitFor(() => expect(existsSync(`${target}.part`)).toBe(true));
    await saving.giveUp();
    nothingLeft();
    await outcome;
    expect(saving.progress).toBeNull();
    await vi.waitFor(() => expect(cancelled()).toBe(true));
  });
  it('of one that is given up before anything came', async () => {
    const { answer } = slowAnswer(500);
    const saving = new Saving(vi.fn());
    const outcome = expect(saving.save(answer, target, 'a')).rejects.toMatchObject({ name: 'AbortError' });
    await saving.giveUp();
    await outcome;
    nothingLeft();
  });
  it('of one that cannot be written', async () => {
    const saving = new Saving(vi.fn());
    await expect(saving.save(new Response('text'), join(folder, 'none', 'a.mp4'), 'a')).rejects.toThrow('ENOENT');
    mkdirSync(join(folder, 'folder.mp4'));
    writeFileSync(join(folder, 'folder.mp4', 'x'), '');
    await expect(saving.save(new Response('text'), join(folder, 'folder.mp4'), 'a')).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['folder.mp4', '片段.mp4'].sort());
    expect(saving.progress).toBeNull();
  });
  it('of an answer without a body', async () => {
    const saving = new Saving(vi.fn());
    await expect(saving.save(new Response(null), target, 'a')).rejects.toThrow();
    nothingLeft();
  });
});

describe('saving', () => {
  it('is waited for until nothing is being saved', async () => {
    const { answer, send, end } = slowAnswer(10);
    const saving = new Saving(vi.fn());
    await saving.idle();
    await saving.giveUp();
    const done = saving.save(answer, target, 'a');
    const idle = saving.idle();
    send(10);
    end();
    await idle;
    expect(existsSync(target)).toBe(true);
    await done;
  });
  it('goes on after one that failed', async () => {
    const saving = new Saving(vi.fn());
    await expect(saving.save(new Response('a', { headers: { 'content-length': '2' } }), target, 'a')).rejects.toThrow();
    await saving.save(new Response('ab', { headers: { 'content-length': '2' } }), target, 'a');
    expect(readFileSync(target, 'utf8')).toBe('ab');
  });
  it('is of one file at a time: a second one is refused and does not touch the first', async () => {
    const first = slowAnswer(10);
    const second = slowAnswer(10);
    const saving = new Saving(vi.fn());
    const done = saving.save(first.answer, target, 'first');
    await expect(saving.save(second.answer, target, 'second')).rejects.toThrow();
    expect(saving.progress?.file).toBe('first');
    await vi.waitFor(() => expect(second.cancelled()).toBe(true));
    first.send(10);
    first.end();
    await done;
    expect(readFileSync(target)).toHaveLength(10);
  });
});
