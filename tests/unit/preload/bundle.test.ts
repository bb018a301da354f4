import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shellCallNames } from '../../../electron/contract/shell-names.ts';
import type { DesktopBridge } from '../../../electron/contract/desktop.ts';

/** The script as the program has it, run with a stand-in for what Electron gives a sandboxed preload script. */
const folder = mkdtempSync(join(tmpdir(), 'watchhouse-preload-'));
const exposed: Record<string, unknown> = {};
const listeners = new Map<string, (event: unknown, ...args: unknown[]) => void>();
const ipcRenderer = {
  invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>(() => Promise.resolve(true)),
  on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) => listeners.set(channel, listener),
  off: (channel: string) => listeners.delete(channel),
};
const postMessage = vi.fn();
let required: string[];
let bridge: DesktopBridge;

beforeAll(async () => {
  await build({ configFile: join(import.meta.dirname, '../../../vite.preload.config.ts'), logLevel: 'silent', build: { outDir: folder } });
  required = [];
  runInNewContext(readFileSync(join(folder, 'preload.cjs'), 'utf8'), {
    require: (name: string) => {
      required.push(name);
      return { contextBridge: { exposeInMainWorld: (name: string, value: unknown) => (exposed[name] = value) }, ipcRenderer, webUtils: { getPathForFile: () => '/videos/gate.mp4' } };
    },
    process: { platform: 'linux', argv: ['electron', '--watchhouse-version=0.2.0', '--watchhouse-language=zh-CN'] },
    window: { postMessage },
    location: { origin: 'app://watchhouse' },
  });
  bridge = exposed['watchhouse'] as DesktopBridge;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the preload script', () => {
  it('is one file that needs nothing but Electron', () => {
    expect(required).toEqual(['electron']);
  });
  it('gives pages the bridge and nothing else', () => {
    expect(Object.keys(exposed)).toEqual(['watchhouse']);
    expect(Object.keys(bridge).sort()).toEqual(['calls', 'connect', 'language', 'onPush', 'pathOf', 'platform', 'version']);
    expect(Object.keys(bridge.calls)).toEqual([...shellCallNames]);
    expect(bridge).toMatchObject({ platform: 'linux', version: '0.2.0', language: 'zh-CN' });
  });
  it('makes calls by their names', async () => {
    await bridge.calls['window.setFullScreen']({ on: true });
    expect(ipcRenderer.invoke).toHaveBeenLastCalledWith('shell:call', 'window.setFullScreen', { on: true });
  });
  it('hands a port on to its own page only', async () => {
    expect(await bridge.connect({ kind: 'channel', id: 'a-1' })).toBe(true);
    expect(ipcRenderer.invoke).toHaveBeenLastCalledWith('shell:connect', { kind: 'channel', id: 'a-1' });
    const port = {};
    listeners.get('shell:port')?.({ ports: [port] }, 'a-1');
    expect(postMessage).toHaveBeenCalledWith({ type: 'watchhouse:port', id: 'a-1' }, 'app://watchhouse', [port]);
  });
  it('passes pushes on until it is told to stop', () => {
    const heard: unknown[] = [];
    const stop = bridge.onPush((push) => heard.push(push));
    listeners.get('shell:push')?.({ sender: 'not for pages' }, { type: 'session' });
    expect(heard).toEqual([{ type: 'session' }]);
    stop();
    expect(listeners.has('shell:push')).toBe(false);
  });
  it('tells the path of a dropped file', () => {
    expect(bridge.pathOf(new File([], 'gate.mp4'))).toBe('/videos/gate.mp4');
  });
});
