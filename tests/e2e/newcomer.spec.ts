import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { preferCompiledEngine, removeData, startEngine, type RunningEngine } from '../support/engine.ts';

const noFootage = mkdtempSync(path.join(tmpdir(), 'watchhouse-no-footage-'));
let engine: RunningEngine | null = null;

test.use({ locale: 'zh-CN' });
test.beforeAll(async () => {
  preferCompiledEngine();
  engine = await startEngine({ env: { WATCHHOUSE_FOOTAGE: noFootage } });
});
test.afterAll(async () => {
  await engine?.kill();
  removeData(engine);
  rmSync(noFootage, { recursive: true, force: true });
});

test('a newcomer without a camera takes the demonstration, sees it live in Chinese and reviews its first event', async ({ page }) => {
  await page.goto(`${engine?.address ?? ''}#setup=${engine?.setupKey ?? ''}`);
  const form = page.getByTestId('first-account');
  await form.getByLabel('用户名').fill('jishu');
  await form.getByLabel('密码', { exact: true }).fill('一句足够长的密码话');
  await form.getByLabel('再次输入密码').fill('一句足够长的密码话');
  await form.getByRole('button', { name: '创建账号' }).click();
  await expect(form.getByText('至少 10 个字符').first()).toBeVisible();
  await form.getByLabel('密码', { exact: true }).fill('一句足够长而又好记的密码');
  await form.getByLabel('再次输入密码').fill('一句足够长而又好记的密码');
  await form.getByRole('button', { name: '创建账号' }).click();
  await page.getByTestId('welcome-demo').click();

  const tile = page.getByTestId('tile').first();
  await expect(tile).toContainText('演示 · 街道（程序绘制）', { timeout: 120_000 });
  await expect(tile).toHaveAttribute('data-view', 'live', { timeout: 60_000 });
  await expect(page.getByTestId('side-event').first()).toContainText(/区域入侵|越线/, { timeout: 90_000 });
  await page.getByTestId('rail-review').click();
  await expect(page.getByTestId('queue-row').first()).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('属实').first()).toBeVisible();
});
