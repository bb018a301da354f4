import { expect, test, type Page } from 'playwright/test';
import type { EngineState } from '../../electron/contract/desktop.ts';
import { startCrowdedEngine, type CrowdedEngine } from '../support/crowded-engine.ts';
import { addFakeBridge } from '../support/fake-bridge.ts';

let engine: CrowdedEngine;

test.use({ locale: 'en' });
test.beforeAll(async () => (engine = await startCrowdedEngine({ events: 40 })));
test.afterAll(() => engine.stop());

async function signIn(page: Page, hash = ''): Promise<void> {
  await page.goto(`${engine.address}${hash}`);
  await page.getByTestId('sign-in').locator('input').first().fill('admin');
  await page.getByTestId('sign-in').locator('input[type=password]').fill('watchhouse-demo');
  await page.keyboard.press('Enter');
  await page.getByTestId('rail-wall').waitFor();
}

const become = (page: Page, state: EngineState): Promise<void> => page.evaluate((wanted) => globalThis.fakeShell.become({ engine: wanted }), state);
const askedFor = (page: Page, call: string): Promise<unknown[]> => page.evaluate((wanted) => globalThis.fakeShell.asked.filter(({ name }) => name === wanted).map(({ input }) => input), call);

/** Drops files with these names on an element, as a hand would. */
async function dropFiles(page: Page, testId: string, names: readonly string[]): Promise<boolean> {
  return page.getByTestId(testId).evaluate((element, wanted) => {
    const dataTransfer = new DataTransfer();
    for (const name of wanted) dataTransfer.items.add(new File([], name));
    return element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, names);
}

test.describe('in the desktop shell', () => {
  test('a restart of the engine takes one line, and nothing that was typed', async ({ page }) => {
    await addFakeBridge(page, { language: 'en' });
    await signIn(page, '#/review');
    await page.getByTestId('note').fill('Gate informed');
    await become(page, { phase: 'restarting', attempt: 1, retryAt: Date.now() + 60_000 });
    await expect(page.getByTestId('connection-line')).toContainText('recording goes on again in');
    await become(page, { phase: 'failed', kind: 'disk-full', problem: { 'zh-CN': '磁盘已满。', en: 'The disk is full.' } });
    await expect(page.getByTestId('engine-gate')).toContainText('The disk is full.');
    await page.getByTestId('engine.restart').click();
    expect(await askedFor(page, 'engine.restart')).toEqual([{}]);
    await become(page, { phase: 'running' });
    await expect(page.getByTestId('engine-gate')).toHaveCount(0);
    await expect(page.getByTestId('note')).toHaveValue('Gate informed');
    await expect(page.getByTestId('connection-line')).toHaveCount(0);
  });

  test('a locked data folder is opened by its passphrase before anybody signs in', async ({ page }) => {
    await addFakeBridge(page, { language: 'en', engine: { phase: 'locked', wrong: false } });
    await page.goto(engine.address);
    await page.keyboard.type('a wrong passphrase');
    await page.keyboard.press('Enter');
    expect(await askedFor(page, 'key.unlock')).toEqual([{ passphrase: 'a wrong passphrase' }]);
    await become(page, { phase: 'locked', wrong: true });
    await expect(page.getByRole('alert')).toHaveText('This is not the passphrase.');
    await become(page, { phase: 'running' });
    await expect(page.getByTestId('sign-in')).toBeVisible();
  });

  test('the kiosk is entered and left by keyboard, and shows the wall only', async ({ page }) => {
    await addFakeBridge(page, { language: 'en' });
    await signIn(page);
    await page.getByTestId('wall-bar').waitFor();
    await page.keyboard.press('l');
    await page.getByTestId('kiosk-enter').press('Enter');
    await expect(page.getByTestId('rail-wall')).toBeHidden();
    await page.evaluate(() => void (location.hash = '#/station'));
    await expect(page).toHaveURL(/#\/wall$/);
    await expect(page.getByTestId('wall')).toBeVisible();

    await page.evaluate(() => globalThis.fakeShell.answer('kiosk.leave', { ok: false, error: { kind: 'forbidden' } }));
    await page.keyboard.press('l');
    await page.getByTestId('kiosk-leave-form').locator('input').first().fill('officer');
    await page.keyboard.press('Tab');
    await page.keyboard.type('watchhouse-demo');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('kiosk-leave-form').getByRole('alert')).toHaveText('This account is not an administrator.');
    expect(await askedFor(page, 'kiosk.leave')).toEqual([{ username: 'officer', password: 'watchhouse-demo' }]);
    await page.evaluate(() => globalThis.fakeShell.become({ kiosk: false, fullScreen: false }));
    await expect(page.getByTestId('kiosk-leave-form')).toHaveCount(0);
    await expect(page.getByTestId('rail-wall')).toBeVisible();
  });

  test('screens open in windows of their own, by mouse and by keyboard', async ({ page }) => {
    await addFakeBridge(page, { language: 'en' });
    await signIn(page);
    await page.getByTestId('rail-review').click({ modifiers: ['ControlOrMeta'] });
    await page.getByTestId('rail-cameras').focus();
    await page.keyboard.press('Shift+Enter');
    await page.getByTestId('rail-review').hover();
    await page.getByTestId('window-review').click();
    await page.locator('body').press('w');
    expect(await askedFor(page, 'window.open')).toEqual(['review', 'cameras', 'review', 'wall'].map((screen) => ({ screen, detail: null })));
    await expect(page.getByTestId('wall')).toBeVisible();
    expect(page.context().pages()).toHaveLength(1);
  });

  test('a dropped video becomes the address of a new camera', async ({ page }) => {
    await addFakeBridge(page, { language: 'en' });
    await signIn(page, '#/cameras');
    await dropFiles(page, 'drop-place', ['notes.txt', 'gate.mp4', 'yard.mkv']);
    await expect(page.getByTestId('camera-address')).toHaveValue('/home/duty/Videos/gate.mp4');
    await expect(page.getByTestId('camera-name')).toHaveValue('gate');
    await expect(page.getByText('One camera at a time: gate.mp4 was taken.')).toBeVisible();
    await dropFiles(page, 'drop-place', ['yard.mkv']);
    await expect(page.getByTestId('camera-address')).toHaveValue('/home/duty/Videos/yard.mkv');
  });

  test('settings of the workstation take effect as they are changed', async ({ page }) => {
    await addFakeBridge(page, { language: 'en' });
    await signIn(page, '#/station/settings');
    await page.getByTestId('notice-blue').check();
    await page.getByTestId('update-from').fill('/srv/updates');
    await page.getByTestId('update-from').press('Enter');
    await expect.poll(async () => (await askedFor(page, 'shell.setSettings')).at(-1)).toMatchObject({ settings: { notices: { red: true, yellow: true, blue: true }, updateFrom: '/srv/updates' } });
    await page.getByTestId('quiet-hours').check();
    await page.getByLabel('From: hours').focus();
    await page.keyboard.type('2130');
    await expect.poll(async () => (await askedFor(page, 'shell.setSettings')).at(-1)).toMatchObject({ settings: { quietHours: { on: true, from: '21:30', to: '07:00' } } });
    await page.getByTestId('update-look').click();
    await page.evaluate(() => globalThis.fakeShell.become({ update: { phase: 'refused', version: '0.2.0', reason: 'bad-signature' } }));
    await expect(page.getByTestId('update-refused')).toContainText('not signed by the publisher');
  });
});

test.describe('in a browser', () => {
  test('clips are ordinary downloads, and there is nothing of the desktop', async ({ page }) => {
    await signIn(page, '#/review');
    const row = page.getByTestId('queue-row').filter({ hasNot: page.getByRole('img', { name: /clip/i }) });
    await row.nth(5).click();
    await page.getByTestId('event-save').click();
    const clip = page.getByTestId('save-clip');
    await expect(clip).toHaveAttribute('download', /^\d{4}-\d\d-\d\d .*\.mp4$/);
    const started = page.waitForEvent('download');
    await clip.click();
    expect((await started).suggestedFilename()).toMatch(/\.mp4$/);
    await page.evaluate(() => void (location.hash = '#/station/settings'));
    await expect(page.getByTestId('settings')).toBeVisible();
    await expect(page.getByTestId('workstation')).toHaveCount(0);
    await expect(page.getByTestId('window-review')).toHaveCount(0);
  });

  test('a file dropped anywhere leaves the program where it is; on the cameras screen it is told why it cannot be taken', async ({ page }) => {
    await signIn(page, '#/review');
    expect(await dropFiles(page, 'review', ['gate.mp4'])).toBe(false); // refused: the browser would have opened it
    await page.evaluate(() => void (location.hash = '#/cameras'));
    await dropFiles(page, 'drop-place', ['gate.mp4']);
    await expect(page.getByText('A browser does not tell where gate.mp4 is.')).toBeVisible();
    await expect(page.getByTestId('camera-address')).toHaveValue('');
  });
});
