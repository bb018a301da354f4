import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { ShellSettings } from '../../../../electron/contract/desktop.ts';
import type { EventSummary } from '../../../../electron/contract/event.ts';
import { Notices } from '../../../../electron/main/desk/notices.ts';
import { wordsIn } from '../../../../electron/main/words/words.ts';

type Options = { readonly title: string; readonly body: string; readonly silent: boolean; readonly urgency: string };

const { shown, system } = vi.hoisted(() => ({ shown: [] as { options: Options; emit: (name: string) => void; isClosed: boolean }[], system: { isSupported: true } }));
vi.mock('electron', () => {
  class Notification {
    static isSupported = (): boolean => system.isSupported;
    readonly options: Options;
    readonly listeners = new Map<string, () => void>();
    isClosed = false;
    constructor(options: Options) {
      this.options = options;
    }
    on(name: string, listener: () => void): void {
      this.listeners.set(name, listener);
    }
    emit(name: string): void {
      this.listeners.get(name)?.();
    }
    show(): void {
      shown.push(this);
    }
    close(): void {
      this.isClosed = true;
      this.emit('close');
    }
  }
  return { Notification };
});

const noon = new Date(2026, 8, 14, 12).getTime();
const all = { red: true, yellow: true, blue: true };
let settings: ShellSettings;
let made = 0;
const opened: string[] = [];
const sounds: string[] = [];
const openReview = vi.fn();
let notices: Notices;

const event = (more: Partial<EventSummary> = {}): EventSummary => ({
  id: `0192a4f0-7c3e-7a11-8d2e-${String(++made).padStart(12, '0')}`,
  cameraId: '0b7fbb6a-6f0a-4a53-9c7e-0d1c12d0a001', cameraName: 'Gate', behavior: 'intrusion', severity: 'red', startedAt: Date.now(), endedAt: null, state: 'open', clip: 'pending', hasPicture: true, place: 'Yard', ...more,
});
const titles = (): string[] => shown.map(({ options }) => options.title);

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  settings = { ...ShellSettings.parse({}), notices: all, sounds: all };
  for (const list of [shown, opened, sounds]) list.length = 0;
  openReview.mockReset();
  system.isSupported = true;
  notices = new Notices({ settings: () => settings, words: () => wordsIn(settings.language ?? 'en'), open: (id) => opened.push(id), openReview, sound: (severity) => sounds.push(severity) });
});
afterEach(() => void vi.useRealTimers());

describe('an event', () => {
  it('is told with its severity, its camera and its place, and without the system’s sound', () => {
    notices.hear(event());
    notices.hear(event({ severity: 'yellow', place: null }));
    expect(shown.map(({ options }) => options)).toMatchObject([
      { title: 'Red alarm', body: 'Gate, Yard', silent: true, urgency: 'critical' },
      { title: 'Yellow alarm', body: 'Gate', silent: true, urgency: 'normal' },
    ]);
    expect(sounds).toEqual(['red', 'yellow']);
  });
  it('is told in the language of the moment', () => {
    settings = { ...settings, language: 'zh-CN' };
    notices.hear(event());
    expect(shown[0]?.options).toMatchObject({ title: '红色预警', body: 'Gate · Yard' });
  });
  it('is told as it is named, also when a name looks like a blank to fill', () => {
    notices.hear(event({ cameraName: '{{place}} $& $1', place: '{{camera}}' }));
    expect(shown[0]?.options.body).toBe('{{place}} $& $1, {{camera}}');
  });
  it('is told once, however often the engine tells of it', () => {
    const one = event();
    for (const told of [one, { ...one, endedAt: Date.now() }, { ...one, clip: 'ready' }, { ...one, state: 'dismissed' }, one]) notices.hear(told);
    expect(shown).toHaveLength(1);
    expect(sounds).toHaveLength(1);
  });
  it('that somebody has decided already is not told', () => {
    notices.hear(event({ state: 'confirmed' }));
    notices.hear(event({ state: 'dismissed' }));
    expect(shown).toEqual([]);
    expect(sounds).toEqual([]);
  });
  it('that ended and began more than two minutes ago is no news, now or later', () => {
    const old = event({ startedAt: noon - 120_001, endedAt: noon - 60_000 });
    notices.hear(old);
    notices.hear({ ...old, startedAt: noon });
    expect(shown).toEqual([]);
    notices.hear(event({ startedAt: noon - 120_000, endedAt: noon - 60_000 }));
    expect(shown).toHaveLength(1);
  });
  it('that goes on is news, however long ago it began', () => {
    notices.hear(event({ startedAt: noon - 3_600_000 }));
    expect(shown).toHaveLength(1);
  });
  it('opens when its notice is clicked', () => {
    const [one, two] = [event(), event()];
    notices.hear(one);
    notices.hear(two);
    shown[1]?.emit('click');
    expect(opened).toEqual([two.id]);
  });
  it('that makes no sense is passed over', () => {
    for (const data of [null, undefined, 'event', {}, { ...event(), id: '../../x' }, { ...event(), severity: 'purple' }]) expect(() => notices.hear(data)).not.toThrow();
    expect(shown).toEqual([]);
  });
  it('is told as the settings say at that moment', () => {
    settings = { ...settings, notices: { ...all, blue: false }, sounds: { ...all, red: false } };
    notices.hear(event({ severity: 'blue' }));
    notices.hear(event({ severity: 'red' }));
    expect(titles()).toEqual(['Red alarm']);
    expect(sounds).toEqual(['blue']);
  });
  it('in quiet hours is never heard, and seen only when it is red', () => {
    settings = { ...settings, quietHours: { on: true, from: '11:00', to: '13:00' } };
    for (const severity of ['blue', 'yellow', 'red'] as const) notices.hear(event({ severity }));
    expect(titles()).toEqual(['Red alarm']);
    expect(sounds).toEqual([]);
  });
  it('that came in quiet hours is not told after them', () => {
    settings = { ...settings, quietHours: { on: true, from: '11:00', to: '13:00' } };
    const one = event({ severity: 'yellow' });
    notices.hear(one);
    settings = { ...settings, quietHours: { ...settings.quietHours, on: false } };
    notices.hear(one);
    expect(shown).toEqual([]);
  });
});

describe('many events at once', () => {
  it('are told one by one three times, and the rest together', async () => {
    for (let count = 0; count < 10; count++) notices.hear(event());
    expect(titles()).toEqual(['Red alarm', 'Red alarm', 'Red alarm']);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(titles().slice(3)).toEqual(['7 more events']);
    shown[3]?.emit('click');
    expect(openReview).toHaveBeenCalledOnce();
    expect(opened).toEqual([]);
  });
  it('are each heard, though not each seen', () => {
    for (let count = 0; count < 5; count++) notices.hear(event());
    expect(sounds).toHaveLength(5);
  });
  it('are told one by one again when it is calmer', async () => {
    for (let count = 0; count < 4; count++) notices.hear(event());
    await vi.advanceTimersByTimeAsync(30_000);
    notices.hear(event());
    expect(titles()).toEqual(['Red alarm', 'Red alarm', 'Red alarm', '1 more events', 'Red alarm']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toHaveLength(5);
  });
  it('leave none untold in a long storm', async () => {
    for (let second = 0; second < 300; second++) {
      notices.hear(event());
      await vi.advanceTimersByTimeAsync(1000);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    const counted = titles().map((title) => Number(/^(\d+) more/.exec(title)?.[1] ?? 1));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(shown.length).toBeLessThan(60);
  });
});

describe('notices', () => {
  it('say what is no event too', () => {
    const clicked = vi.fn();
    notices.say('title', 'body', clicked);
    expect(shown[0]?.options).toMatchObject({ title: 'title', body: 'body', urgency: 'normal', silent: true });
    shown[0]?.emit('click');
    expect(clicked).toHaveBeenCalledOnce();
  });
  it('go with the program, and none comes afterwards', async () => {
    for (let count = 0; count < 5; count++) notices.hear(event());
    shown[0]?.emit('click');
    notices.close();
    expect(shown.map(({ isClosed }) => isClosed)).toEqual([false, true, true]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(shown).toHaveLength(3);
  });
  it('are left out where the system has none; sounds are not', () => {
    system.isSupported = false;
    notices.hear(event());
    expect(shown).toEqual([]);
    expect(sounds).toEqual(['red']);
  });
});
