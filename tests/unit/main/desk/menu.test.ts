import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate, type MenuActions } from '../../../../electron/main/desk/menu.ts';
import { wordsIn } from '../../../../electron/main/words/words.ts';

vi.mock('electron', () => ({ Menu: {} }));

const actions = (): MenuActions => ({ command: vi.fn(), go: vi.fn(), openNew: vi.fn(), quit: vi.fn() });
type Item = MenuItemConstructorOptions;
const inside = (item: Item): Item[] => (Array.isArray(item.submenu) ? item.submenu : []);
const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...flat(inside(item))]);
const menu = (language: 'en' | 'zh-CN', isPackaged = true, all = actions()): Item[] => flat(menuTemplate(wordsIn(language), all, isPackaged));
/** What Electron gives these roles by itself on Linux and Windows. */
const roleKeys: Readonly<Record<string, string>> = { undo: 'CmdOrCtrl+Z', redo: 'CmdOrCtrl+Y', cut: 'CmdOrCtrl+X', copy: 'CmdOrCtrl+C', paste: 'CmdOrCtrl+V', selectAll: 'CmdOrCtrl+A', zoomIn: 'CmdOrCtrl+Plus', zoomOut: 'CmdOrCtrl+-', resetZoom: 'CmdOrCtrl+0', reload: 'CmdOrCtrl+R', minimize: 'CmdOrCtrl+M', close: 'CmdOrCtrl+W', toggleDevTools: 'CmdOrCtrl+Shift+I' };

describe('the menu', () => {
  it('is the same in both languages but for its words', () => {
    const shape = (items: readonly Item[]) => items.map(({ id, role, type, accelerator, enabled }) => ({ id, role, type, accelerator, enabled }));
    expect(shape(menu('zh-CN'))).toEqual(shape(menu('en')));
    expect(menu('zh-CN').map(({ label }) => label)).not.toEqual(menu('en').map(({ label }) => label));
  });
  it('says something in every line', () => {
    for (const language of ['en', 'zh-CN'] as const) for (const item of menu(language, false)) expect(item.type === 'separator' || (item.label ?? '') !== '', JSON.stringify(item)).toBe(true);
  });
  it('has no two ids alike', () => {
    const ids = menu('en', false).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids).toEqual([...new Set(ids)]);
  });
  it('has no two keys alike, those of the system’s own lines included', () => {
    const keys = new Map<string, string>();
    for (const { id, role, accelerator } of menu('en', false)) {
      const key = accelerator ?? roleKeys[role ?? ''];
      if (key === undefined) continue;
      const who = role ?? id ?? '';
      expect(keys.get(key.toLowerCase()) ?? who, key).toBe(who);
      keys.set(key.toLowerCase(), who);
    }
    expect(keys.size).toBeGreaterThan(20);
  });
  it('has developer tools only while the program is not packaged', () => {
    const roles = (isPackaged: boolean) => menu('en', isPackaged).map(({ role }) => role);
    expect(roles(false)).toContain('toggleDevTools');
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(true)).not.toContain('forceReload');
    expect(roles(true)).not.toContain('viewMenu');
  });
  it('does what its lines say, in the window that it belongs to', () => {
    const all = actions();
    const window = {};
    for (const item of menu('en', true, all)) (item.click as ((item: unknown, window: unknown) => void) | undefined)?.(item, window);
    expect(vi.mocked(all.command).mock.calls).toEqual([['print'], ['save-pdf'], ['sign-out'], ['full-screen'], ['keys']].map(([command]) => [window, command]));
    expect(vi.mocked(all.go).mock.calls).toEqual(['wall', 'review', 'cameras', 'station'].map((screen) => [window, screen]));
    expect(vi.mocked(all.openNew).mock.calls).toEqual(['wall', 'review', 'cameras', 'station'].map((screen) => [window, screen]));
    expect(all.quit).toHaveBeenCalledOnce();
  });
});
