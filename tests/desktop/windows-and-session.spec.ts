import { expect, test } from 'playwright/test';
import { createAccount, makeWorkstation, removeWorkstation, signIn, startProgram, type Program, type Workstation } from './support/program.ts';
import { callShell } from './support/page.ts';

test.describe.configure({ mode: 'serial' });

let at: Workstation;
let program: Program;
test.beforeAll(async () => {
  at = makeWorkstation();
  program = await startProgram({ at });
});
test.afterAll(async () => {
  await program.quit();
  removeWorkstation(at);
});

test('the first window offers to make the first account, in the language of the system', async () => {
  const { app, page } = program;
  await expect(page.getByRole('heading', { name: 'Set up this station' })).toBeVisible();
  const facts = await app.evaluate(({ app: shell, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { name: shell.getName(), windows: BrowserWindow.getAllWindows().length, visible: window?.isVisible(), address: window?.webContents.getURL().split('#')[0] };
  });
  expect(facts).toEqual({ name: 'Watchhouse', windows: 1, visible: true, address: 'app://watchhouse/' });
});

test('the engine is a utility process of its own', async () => {
  await expect
    .poll(() => program.app.evaluate(({ app: shell }) => shell.getAppMetrics().filter(({ type }) => type === 'Utility').map(({ name }) => name)))
    .toContain('Watchhouse engine');
});

test('a page sees exactly the bridge that is declared, and nothing of Node or Electron', async () => {
  const { page } = program;
  const surface = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? window));
    frame.remove();
    const bridge = (window as unknown as { watchhouse: Record<string, unknown> }).watchhouse;
    return {
      extra: Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && !/^\d+$/.test(name)).sort(),
      bridge: Object.keys(bridge).sort(),
      calls: Object.keys(bridge['calls'] as object).sort(),
      frozen: Object.isFrozen(bridge),
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in window),
    };
  });
  const { shellCallNames } = await import('../../electron/contract/shell-names.ts');
  // The page's own libraries leave these, and the test runner its own.
  const ofPage = ['__zod_globalConfig', '__zod_globalRegistry'];
  expect(surface.extra.filter((name) => !name.startsWith('__playwright') && !ofPage.includes(name))).toEqual(['watchhouse']);
  expect(surface.bridge).toEqual(['calls', 'connect', 'language', 'onPush', 'pathOf', 'platform', 'version']);
  expect(surface.calls).toEqual([...shellCallNames].sort());
  expect(surface).toMatchObject({ frozen: true, node: [] });
});

test('the first account is made, and the session stays out of the page', async () => {
  const { page } = program;
  await createAccount(page);
  const seen = await page.evaluate(() => ({ cookie: document.cookie, stored: [localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage))).join() }));
  expect(seen.cookie).toBe('');
  expect(seen.stored).not.toMatch(/watchhouse_session/);
  const session = await page.evaluate(async () => (await fetch('/api/session')).headers.get('set-cookie'));
  expect(session).toBeNull();
});

test('who signed in stays signed in over a restart, where the system has a keyring', async () => {
  await program.quit();
  program = await startProgram({ at });
  await expect(program.page.getByTestId('rail-review')).toBeVisible();
});

test('a window that signs out signs out all', async () => {
  const { app, page } = program;
  const opened = app.waitForEvent('window');
  await callShell(page, 'window.open', { screen: 'cameras', detail: null });
  const second = await opened;
  await expect(second.getByTestId('rail-cameras')).toHaveAttribute('aria-current', 'page');
  await second.getByTestId('rail-account').click();
  await second.getByTestId('sign-out').click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await signIn(page);
  await expect(second.getByTestId('rail-review')).toBeVisible();
});
