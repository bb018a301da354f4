import type { Page } from 'playwright';
import type { EngineState, ShellState, UpdateState } from '../../electron/contract/desktop.ts';
import { go, id, settle, signIn, type Shot } from './stage.ts';

const become = (page: Page, change: Partial<ShellState>): Promise<void> => page.evaluate((wanted) => globalThis.fakeShell.become(wanted), change);
const engine = (state: EngineState) => async ({ page }: { page: Page }): Promise<void> => {
  await become(page, { engine: state });
  await settle(page, 2500);
};
const update = (state: UpdateState) => async ({ page }: { page: Page }): Promise<void> => {
  await become(page, { update: state });
  if (await id(page, 'passphrase-form').isVisible()) await id(page, 'passphrase-form').locator('button[type=button]').last().click();
  await settle(page);
  await page.locator('.station-body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
};

/** What the windows show in the desktop shell only. */
export const desktopShots: readonly Shot[] = [
  { name: 'desktop-starting', act: async ({ page, world }) => {
    await page.goto(world.address);
    await engine({ phase: 'starting' })({ page });
  } },
  { name: 'desktop-restarting-page', act: ({ page }) => engine({ phase: 'restarting', attempt: 4, retryAt: Date.now() + 9_000 })({ page }) },
  { name: 'desktop-failed', act: engine({ phase: 'failed', kind: 'in-use', problem: { 'zh-CN': '数据文件夹 /home/duty/.local/share/watchhouse 正被另一个岗亭程序使用，请先关闭它。', en: 'The data folder /home/duty/.local/share/watchhouse is in use by another Watchhouse. Close that one first.' } }) },
  { name: 'desktop-failed-light', light: true, act: () => Promise.resolve() },
  { name: 'desktop-locked', act: engine({ phase: 'locked', wrong: false }) },
  { name: 'desktop-locked-wrong', act: engine({ phase: 'locked', wrong: true }) },
  { name: 'desktop-key-lost', act: engine({ phase: 'key-lost' }) },
  { name: 'desktop-wall', act: async (stage) => {
    await engine({ phase: 'running' })(stage);
    await signIn(stage);
    await settle(stage.page, 2500);
    await id(stage.page, 'rail-review').hover();
  } },
  { name: 'desktop-restarting-line', act: ({ page }) => engine({ phase: 'restarting', attempt: 1, retryAt: Date.now() + 9_000 })({ page }) },
  { name: 'desktop-stopping', act: engine({ phase: 'stopping' }) },
  { name: 'desktop-kiosk-enter', act: async ({ page }) => {
    await engine({ phase: 'running' })({ page });
    await page.keyboard.press('l');
    await settle(page);
  } },
  { name: 'desktop-kiosk', act: async ({ page }) => {
    await id(page, 'kiosk-enter').click();
    await settle(page);
    await page.mouse.move(300, 300);
  } },
  { name: 'desktop-kiosk-leave', act: async ({ page }) => {
    await page.evaluate(() => globalThis.fakeShell.answer('kiosk.leave', { ok: false, error: { kind: 'wrong-credentials' } }));
    await page.keyboard.press('l');
    const fields = id(page, 'kiosk-leave-form').locator('input');
    await fields.nth(0).fill('chief');
    await fields.nth(1).fill('not the password');
    await page.keyboard.press('Enter');
    await settle(page);
  } },
  { name: 'desktop-kiosk-throttled', act: async ({ page }) => {
    await page.evaluate(() => globalThis.fakeShell.answer('kiosk.leave', { ok: false, error: { kind: 'too-many-tries', retryAfterMs: 65_000 } }));
    await id(page, 'kiosk-leave-form').locator('input').nth(1).fill('again not the password');
    await page.keyboard.press('Enter');
    await settle(page, 1500);
  } },
  { name: 'desktop-keys', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await become(page, { kiosk: false, fullScreen: false });
    await go(page, '#/review');
    await settle(page, 1500);
    await page.keyboard.press('?');
  } },
  { name: 'desktop-review-save', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await id(page, 'queue-row').nth(6).click();
    await become(page, { saving: { file: '2026-11-24 22-14-03 平安里小区北门 区域入侵.mp4', share: 0.42 } });
    await id(page, 'event-save').click();
    await settle(page, 1500);
  } },
  { name: 'desktop-review-print', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await become(page, { saving: null });
    await id(page, 'event-print').click();
    await settle(page);
  } },
  { name: 'desktop-drop', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await go(page, '#/cameras');
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'gate.mp4'));
      document.querySelector('[data-testid=drop-place]')?.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true }));
    });
  } },
  { name: 'desktop-dropped', act: async ({ page }) => {
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      for (const name of ['notes.txt', '北门 2026-11-20.mp4', 'gate.mkv']) dataTransfer.items.add(new File([], name));
      document.querySelector('[data-testid=drop-place]')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await settle(page);
  } },
  { name: 'desktop-settings', act: async ({ page }) => {
    await page.evaluate(() => void (location.hash = '#/station/settings'));
    if (await id(page, 'guard-leave').isVisible()) await id(page, 'guard-leave').click();
    await settle(page, 1000);
  } },
  { name: 'desktop-settings-light', light: true, act: () => Promise.resolve() },
  { name: 'desktop-settings-open', act: async ({ page }) => {
    await become(page, { keyGuard: 'none' });
    await page.locator('label').filter({ has: id(page, 'quiet-hours') }).click().catch(() => undefined);
    await id(page, 'passphrase-set').click();
    const fields = id(page, 'passphrase-form').locator('input');
    await fields.nth(0).fill('short');
    await page.keyboard.press('Enter');
    await settle(page);
  } },
  { name: 'desktop-update-found', act: update({ phase: 'found', version: '0.2.0', bytes: 148_000_000, notes: { 'zh-CN': '新增车辆轨迹检索。\n修复部分摄像机断线后不重连的问题。', en: 'Adds the search for vehicle tracks.\nCameras of some makes reconnect again after an outage.' } }) },
  { name: 'desktop-update-copying', act: update({ phase: 'copying', version: '0.2.0', share: 0.37 }) },
  { name: 'desktop-update-refused', act: update({ phase: 'refused', version: '0.2.0', reason: 'bad-signature' }) },
];
