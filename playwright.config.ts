import { defineConfig, type PlaywrightTestConfig } from 'playwright/test';

const chromium = {
  viewport: { width: 1280, height: 720 },
  trace: 'retain-on-failure',
  launchOptions: {
    executablePath: process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'],
  },
} satisfies PlaywrightTestConfig['use'];

export default defineConfig({
  outputDir: 'test-results',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  projects: [
    { name: 'e2e', testDir: 'tests/e2e', use: chromium },
    // The stand-in for Electron, by a small program of its own; see tests/electron-standin/README.md.
    { name: 'standin', testDir: 'tests/standin', timeout: 60_000 },
    // The product in Electron, or in the stand-in where ELECTRON_OVERRIDE_DIST_PATH names it.
    { name: 'desktop', testDir: 'tests/desktop' },
  ],
});
