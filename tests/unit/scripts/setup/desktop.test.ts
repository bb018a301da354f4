import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startDesktop } from '../../../../scripts/setup/desktop.mjs';

const folders: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A stand-in for the Electron program: a shell script under its name. */
function electronThat(does: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'watchhouse-electron-'));
  folders.push(folder);
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${does}\n`);
  chmodSync(join(folder, 'electron'), 0o755);
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  vi.stubEnv('DISPLAY', ':99');
}

describe.skipIf(process.platform !== 'linux')('starting the desktop shell', () => {
  it('is not tried without a display', async () => {
    electronThat('exit 0');
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(await startDesktop([])).toEqual({ started: false, reason: 'no-display' });
  });

  it('gives way to the browser when the shell cannot run here', async () => {
    electronThat('exit 5');
    expect(await startDesktop([])).toEqual({ started: false, reason: 'shell-failed' });
  });

  it('ends with the shell when the user closes it', async () => {
    electronThat('exit 0');
    const started = await startDesktop([]);
    expect(started.started && (await started.ended)).toBe(0);
  });
});
