// npm test: sets everything up, then lint, types, unit, integration, end-to-end and desktop tests. `npm test -- unit e2e` runs some.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { environment, here, node24, run, setUp } from './setup/steps.mjs';

const bin = (path, ...args) => [node24, [here('node_modules', path), ...args]];
const parts = {
  lint: bin('eslint/bin/eslint.js', '.', '--max-warnings=0'),
  types: bin('typescript/bin/tsc', '--noEmit'),
  unit: bin('vitest/vitest.mjs', 'run', '--project', 'unit'),
  integration: bin('vitest/vitest.mjs', 'run', '--project', 'integration'),
  e2e: bin('playwright/cli.js', 'test', '--project', 'e2e'),
  standin: bin('playwright/cli.js', 'test', '--project', 'standin'),
  desktop: bin('playwright/cli.js', 'test', '--project', 'desktop'),
};

/** What the tests need beyond npm packages; `required` is what CI must not be without. */
const tools = [
  { name: 'Chromium', there: () => existsSync('/usr/bin/chromium') || Boolean(process.env.WATCHHOUSE_CHROMIUM), install: 'apt-get install chromium', required: true },
  {
    name: 'GStreamer RTSP server',
    there: () => spawnSync('/usr/bin/python3', ['-c', "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer"]).status === 0,
    install: 'apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad',
    required: true,
  },
  { name: 'ffmpeg', there: () => spawnSync('ffmpeg', ['-version']).status === 0, install: 'apt-get install ffmpeg', required: true },
  { name: 'systemd-analyze', there: () => spawnSync('systemd-analyze', ['--version']).status === 0, install: 'apt-get install systemd', required: false },
  { name: 'VLC', there: () => spawnSync('which', ['cvlc']).status === 0, install: 'apt-get install vlc-bin vlc-plugin-base', required: false },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`unknown part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

await setUp();
const missing = tools.filter(({ there }) => !there());
for (const { name, install } of missing) console.log(`MISSING ${name}: its tests are skipped. Install it with: ${install}`);
if (process.env.CI === 'true' && missing.some(({ required }) => required)) {
  console.error('In CI nothing that is required may be missing.');
  process.exit(1);
}

const results = [];
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const startedAt = Date.now();
  console.log(`\n── ${name} ──`);
  const [command, args] = parts[name];
  const status = await run(command, args, { env: environment() });
  results.push({ name, status, seconds: Math.round((Date.now() - startedAt) / 1000) });
}
console.log('');
for (const { name, status, seconds } of results) console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
if (missing.length > 0) console.log(`skipped for want of: ${missing.map(({ name }) => name).join(', ')}`);
process.exit(results.every(({ status }) => status === 0) ? 0 : 1);
