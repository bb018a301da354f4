import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const linux = join(import.meta.dirname, '..', '..', '..', '..', 'packaging', 'linux');
const unit = readFileSync(join(linux, 'watchhouse-engine.service'), 'utf8');

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!hasSystemd) console.warn('SKIPPED: no systemd-analyze (apt-get install systemd), so the service unit is not verified');

test.skipIf(!hasSystemd)('systemd finds nothing wrong with the service unit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchhouse-unit-'));
  try {
    // Everything but the program, which is not installed here.
    mkdirSync(join(folder, 'units'));
    const file = join(folder, 'units', 'watchhouse-engine.service');
    writeFileSync(file, unit.replace('/usr/bin/watchhouse', '/bin/true'));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the service runs without rights of its own and is not enabled by itself', () => {
  for (const line of ['User=watchhouse', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet=', 'Restart=always', 'WATCHHOUSE_PASSPHRASE_FILE=%d/passphrase', 'StateDirectory=watchhouse']) expect(unit).toContain(line);
  expect(readFileSync(join(linux, 'after-install.sh'), 'utf8')).not.toMatch(/systemctl enable|systemctl start/);
});

test.skipIf(process.platform === 'win32')('the install scripts are sound shell once electron-builder has filled them in', () => {
  for (const name of ['after-install.sh', 'after-remove.sh']) {
    const filled = readFileSync(join(linux, name), 'utf8').replaceAll(/\$\{(executable|sanitizedProductName)\}/g, 'Watchhouse');
    // electron-builder takes every ${…} for a name of its own.
    expect(filled, name).not.toContain('${');
    expect(spawnSync('bash', ['-n'], { input: filled, encoding: 'utf8' }).stderr).toBe('');
  }
});
