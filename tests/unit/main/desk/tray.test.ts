import { describe, expect, it, vi } from 'vitest';
import { trayLook, trayText, type DeskState } from '../../../../electron/main/desk/tray.ts';
import { wordsIn } from '../../../../electron/main/words/words.ts';

vi.mock('electron', () => ({ app: {}, Menu: {}, nativeImage: {}, Tray: {} }));

const calm: DeskState = { engine: 'running', open: { red: 0, yellow: 0, blue: 0 }, isIll: false, isQuiet: false };
const en = wordsIn('en');
const zh = wordsIn('zh-CN');

describe('the sign in the tray', () => {
  it('is calm while all is well, and while the engine starts', () => {
    expect(trayLook(calm)).toBe('ok');
    expect(trayLook({ ...calm, open: null })).toBe('ok');
    expect(trayLook({ ...calm, engine: 'starting', open: null })).toBe('ok');
  });
  it('warns of yellow events and of a station that is ill', () => {
    expect(trayLook({ ...calm, open: { red: 0, yellow: 1, blue: 0 } })).toBe('warning');
    expect(trayLook({ ...calm, isIll: true })).toBe('warning');
    expect(trayLook({ ...calm, open: null, isIll: true })).toBe('warning');
  });
  it('does not warn of blue events', () => {
    expect(trayLook({ ...calm, open: { red: 0, yellow: 0, blue: 9 } })).toBe('ok');
  });
  it('alarms of red events before everything else', () => {
    expect(trayLook({ ...calm, open: { red: 1, yellow: 5, blue: 0 }, isIll: true })).toBe('alarm');
  });
  it('shows in quiet hours what it shows at other times', () => {
    expect(trayLook({ ...calm, open: { red: 1, yellow: 0, blue: 0 }, isQuiet: true })).toBe('alarm');
  });
  it.each(['restarting', 'failed', 'locked', 'key-lost', 'stopping'] as const)('never looks calm when the engine does not run: %s', (engine) => {
    for (const open of [null, { red: 3, yellow: 0, blue: 0 }]) {
      expect(trayLook({ ...calm, engine, open })).toBe('away');
      expect(trayText({ ...calm, engine, open }, en)).toBe('Watchhouse · the engine is not running');
    }
  });
});

describe('the words at the sign', () => {
  it('count what is open, and the red ones', () => {
    expect(trayText({ ...calm, open: { red: 2, yellow: 3, blue: 4 } }, en)).toBe('Watchhouse · 9 open events, 2 red');
    expect(trayText({ ...calm, open: { red: 2, yellow: 3, blue: 4 } }, zh)).toBe('岗亭 · 待复核 9 条，其中红色 2 条');
  });
  it('say when there is nothing, and while the engine starts', () => {
    expect(trayText(calm, en)).toBe('Watchhouse · no open events');
    expect(trayText({ ...calm, engine: 'starting' }, zh)).toBe('岗亭 · 正在启动');
  });
});
