import type { BrowserWindow } from 'electron';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFiles } from '../../../../electron/main/calls/files.ts';
import { Saving } from '../../../../electron/main/desk/saving.ts';
import { wordsIn } from '../../../../electron/main/words/words.ts';

const dialog = vi.hoisted(() => ({ showSaveDialog: vi.fn(), showMessageBox: vi.fn(() => Promise.resolve({ response: 0 })) }));
vi.mock('electron', () => ({ dialog }));

const eventId = '0192a4f0-7c3e-7a11-8d2e-1c2d3e4f5a6b';
const window = {} as unknown as BrowserWindow;
let folder: string;
let saving: Saving;
const door = vi.fn<(request: Request) => Promise<Response>>();
const files = () => makeFiles({ saving, door, words: () => wordsIn('en') });
const choose = (name: string): void => void dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: join(folder, name) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-files-'));
  saving = new Saving(vi.fn());
  vi.clearAllMocks();
  door.mockImplementation(() => Promise.resolve(new Response('bytes')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a clip or picture of an event', () => {
  it('goes where the person says, under the name they gave', async () => {
    choose('门口.mp4');
    expect(await files().saveEvent(window, eventId, 'clip')).toBe('门口.mp4');
    expect(readFileSync(join(folder, '门口.mp4'), 'utf8')).toBe('bytes');
    expect(door.mock.calls[0]?.[0].url).toBe(`app://watchhouse/media/events/${eventId}/clip.mp4`);
    choose('gate.jpg');
    await files().saveEvent(window, eventId, 'picture');
    expect(door.mock.calls[1]?.[0].url).toBe(`app://watchhouse/media/events/${eventId}/picture.jpg`);
  });
  it('goes nowhere when the person thinks better of it', async () => {
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' });
    expect(await files().saveEvent(window, eventId, 'clip')).toBeNull();
    expect(door).not.toHaveBeenCalled();
  });
  it('that is not there any more is said to be so, and nothing is written', async () => {
    door.mockResolvedValueOnce(new Response('{}', { status: 404 }));
    choose('gate.mp4');
    expect(await files().saveEvent(window, eventId, 'clip')).toBeNull();
    expect(dialog.showMessageBox).toHaveBeenCalledWith(window, expect.objectContaining({ detail: wordsIn('en')['save.gone'] }));
    expect(readdirSync(folder)).toEqual([]);
  });
  it('that breaks off is said to be so, and nothing is left', async () => {
    door.mockResolvedValueOnce(new Response('short', { headers: { 'content-length': '900' } }));
    choose('gate.mp4');
    expect(await files().saveEvent(window, eventId, 'clip')).toBeNull();
    expect(dialog.showMessageBox).toHaveBeenCalledWith(window, expect.objectContaining({ detail: wordsIn('en')['save.failedText'] }));
    expect(readdirSync(folder)).toEqual([]);
  });
  it('is not saved while another one is, nor when another window began while the dialog was open', async () => {
    let finish = (): void => undefined;
    const slow = new Response(new ReadableStream({ start: (controller) => void (finish = () => controller.close()) }));
    const asked = Promise.withResolvers<{ canceled: boolean; filePath: string }>();
    dialog.showSaveDialog.mockReturnValueOnce(asked.promise);
    const second = files().saveEvent(window, eventId, 'clip');
    choose('first.mp4');
    door.mockResolvedValueOnce(slow);
    const first = files().saveEvent(window, eventId, 'clip');
    await vi.waitFor(() => expect(saving.progress?.file).toBe('first.mp4'));
    asked.resolve({ canceled: false, filePath: join(folder, 'second.mp4') });
    await expect(second).rejects.toMatchObject({ kind: 'conflict' });
    await expect(files().saveEvent(window, eventId, 'clip')).rejects.toMatchObject({ kind: 'conflict' });
    expect(saving.progress?.file).toBe('first.mp4');
    finish();
    expect(await first).toBe('first.mp4');
    expect(readdirSync(folder)).toEqual(['first.mp4']);
  });
});

describe('a page as PDF', () => {
  const printToPDF = vi.fn(() => Promise.resolve(Buffer.from('%PDF')));
  const page = { webContents: { printToPDF } } as unknown as BrowserWindow;
  it('is suggested under a name that any system takes', async () => {
    const suggested = async (name: string): Promise<unknown> => {
      dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' });
      await files().savePdf(page, name);
      return (dialog.showSaveDialog.mock.lastCall?.[1] as { defaultPath: string }).defaultPath;
    };
    expect(await suggested('岗亭 9月14日 — 东门')).toBe('岗亭 9月14日 — 东门.pdf');
    expect(await suggested('../../etc/passwd')).toBe('etcpasswd.pdf');
    expect(await suggested('<>:"|?*\\/')).toBe('watchhouse.pdf');
    expect(await suggested('长'.repeat(200))).toBe(`${'长'.repeat(100)}.pdf`);
  });
  it('is whole or not there', async () => {
    choose('events.pdf');
    expect(await files().savePdf(page, 'events')).toBe('events.pdf');
    expect(readFileSync(join(folder, 'events.pdf'), 'utf8')).toBe('%PDF');
    printToPDF.mockRejectedValueOnce(new Error('no'));
    choose('other.pdf');
    expect(await files().savePdf(page, 'events')).toBeNull();
    expect(readdirSync(folder)).toEqual(['events.pdf']);
  });
});
