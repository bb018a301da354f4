import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Cdp } from './cdp.ts';

/** Switches that are Electron's own or would change what a test sees. */
const notForChromium = new Set(['user-data-dir', 'remote-debugging-port', 'remote-debugging-pipe', 'headless', 'password-store', 'lang', 'host-resolver-rules', 'enable-features', 'enable-blink-features']);

export type Browser = { readonly cdp: Cdp; readonly endpoint: string; stop(): Promise<void> };

type Wish = {
  /** Chromium's profile; undefined means a temporary one that goes with the process. */
  readonly profile: string | undefined;
  readonly switches: ReadonlyMap<string, string>;
  readonly language: string;
  /** See sessions/origins.ts. */
  readonly hostRules: string;
};

/** Kills Chromium and removes a temporary profile when this process is gone, even by SIGKILL: its standard input then ends. */
function watch(chromium: ChildProcess, temporary: string | undefined): void {
  const script = 'read -r _; kill -9 "$1" 2>/dev/null; [ -n "$2" ] && sleep 0.3 && rm -rf "$2"';
  const watcher = spawn('/bin/sh', ['-c', script, 'watcher', String(chromium.pid), temporary ?? ''], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.unref();
  (watcher.stdin as Writable & { unref?: () => void } | null)?.unref?.();
}

function arguments_(wish: Wish, profile: string): string[] {
  const features = wish.switches.get('enable-features');
  const switches = [...wish.switches].filter(([name]) => !notForChromium.has(name)).map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  return [
    '--headless',
    '--no-sandbox',
    '--no-startup-window',
    '--no-first-run',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    `--lang=${wish.language}`,
    `--host-resolver-rules=${wish.hostRules}`,
    ...(features ? [`--enable-features=${features}`] : []),
    // Electron has the close event of message ports in its pages, Chromium has it behind a flag.
    `--enable-blink-features=${['MessagePortCloseEvent', wish.switches.get('enable-blink-features')].filter((name) => name).join(',')}`,
    ...switches,
  ];
}

/** Starts headless Chromium; its own DevTools address is for Playwright, the pipe for the stand-in. */
export async function startBrowser(wish: Wish): Promise<Browser> {
  const temporary = wish.profile === undefined ? mkdtempSync(join(tmpdir(), 'electron-standin-')) : undefined;
  const profile = wish.profile ?? temporary ?? '';
  mkdirSync(profile, { recursive: true });
  const chromium = spawn(process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium', arguments_(wish, profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, LANGUAGE: wish.language.replace('-', '_'), LC_ALL: `${wish.language.replace('-', '_')}.UTF-8` },
  });
  watch(chromium, temporary);
  const ended = new Promise<void>((resolve) => chromium.once('exit', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = '';
    chromium.stderr?.on('data', (chunk: Buffer) => {
      if (text.length < 1e6) text += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found?.[1]) resolve(found[1]);
    });
    chromium.once('error', reject);
    chromium.once('exit', (code) => reject(new Error(`Chromium ended with ${code ?? 'a signal'}:\n${text}`)));
  });
  const cdp = new Cdp(chromium.stdio[3] as Writable, chromium.stdio[4] as Readable);
  return {
    cdp,
    endpoint,
    async stop() {
      if (temporary === undefined) await Promise.race([cdp.send('Browser.close').catch(() => undefined), ended]);
      else chromium.kill('SIGKILL');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
      chromium.kill('SIGKILL');
      if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
