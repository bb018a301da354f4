import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { CameraDraft, type Camera } from '../../electron/contract/camera.ts';
import type { Scene } from '../../electron/contract/scene.ts';
import { openWindow, removeData, type RunningEngine, type Window } from '../support/engine.ts';
import { removeFolder } from '../support/house.ts';
import { shot, signIn } from '../support/page.ts';
import { createFirstPerson } from '../support/person.ts';
import { copyProgram, startCopy } from '../support/program-copy.ts';

const scene: Scene = {
  zones: [{ id: 'hall', name: 'Hall', points: [{ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.1 }, { x: 0.9, y: 0.9 }, { x: 0.1, y: 0.9 }] }],
  lines: [],
  behaviors: [
    { id: 'falls', behavior: 'fall', enabled: true, zone: 'hall', settings: {} },
    { id: 'in', behavior: 'intrusion', enabled: true, zone: 'hall', settings: {} },
  ],
  ground: null,
};
let program: string;
let engine: RunningEngine;
let desk: Window;
let camera: Camera;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  program = copyProgram();
  rmSync(join(program, 'models/built/movenet-multipose.onnx'));
  truncateSync(join(program, 'models/trained/fight.onnx'), 4_000_000);
  engine = await startCopy(program);
  desk = await openWindow(engine.address, await createFirstPerson(engine.address, engine.setupKey ?? ''));
  camera = await desk.call('cameras.add', { draft: CameraDraft.parse({ name: 'Hall', address: 'rtsp://127.0.0.1:9/main', recording: 'off' }) });
  await desk.call('cameras.setScene', { cameraId: camera.id, scene });
});
test.afterAll(async () => {
  desk.close();
  await engine.kill();
  removeData(engine);
  removeFolder(program);
});

async function open(page: Page, hash: string): Promise<void> {
  await signIn(page, engine.address, desk.cookie);
  await page.goto(`${engine.address}${hash}`);
}

test('the station says which models are of no use and which behaviours raise nothing', async ({ page }) => {
  await open(page, '#/station');
  const findings = page.getByTestId('findings').getByRole('listitem');
  const missing = findings.filter({ hasText: 'Fall, Person lying down: no alarms, as the pose model is missing.' });
  await expect(missing).toContainText('1 camera has such a rule. Install the program again');
  await expect(missing).toHaveAttribute('data-health', 'critical');
  const damaged = findings.filter({ hasText: 'Fight: no alarms, as the fight model is damaged.' });
  await expect(damaged).toContainText('No camera has such a rule yet.');
  await expect(damaged).toHaveAttribute('data-health', 'warning');
  await shot(page, 'unusable-station-en');
});

test('the scene editor says it at the rule, which can be saved all the same', async ({ page }) => {
  await open(page, `#/cameras/scene-${camera.id}`);
  const row = page.getByTestId('shape-row');
  await expect(row.locator('.tabler-icon-alert-triangle')).toBeVisible();
  await row.click();
  const rules = page.getByTestId('rule');
  await expect(rules.filter({ hasText: 'the pose model is missing' })).toHaveAttribute('data-behavior', 'fall');
  await expect(page.getByTestId('rule-unusable')).toHaveCount(1);
  await page.getByTestId('add-rule').click();
  await expect(page.getByTestId('add-rule-lying')).toContainText('the pose model is missing');
  await shot(page, 'unusable-menu-en');
  await page.getByTestId('add-rule-fight').click();
  await expect(rules.filter({ hasText: 'the fight model is damaged' })).toHaveCount(1);
  await shot(page, 'unusable-rule-en');
  await page.getByTestId('save-scene').click();
  await expect(page.getByTestId('scene-status')).toContainText('Saved');
  const finding = await desk.call('station.status', {}).then(({ findings }) => findings.find(({ values }) => values['model'] === 'fight'));
  expect(finding).toMatchObject({ health: 'critical', topic: 'model-unusable', values: { problem: 'changed', behaviors: 'fight', count: 1 } });
});

test('in Chinese', async ({ page }) => {
  await desk.call('session.setLanguage', { language: 'zh-CN' });
  await open(page, '#/station');
  await expect(page.getByTestId('findings')).toContainText('姿态模型文件缺失，');
  await shot(page, 'unusable-station-zh');
  await page.goto(`${engine.address}#/cameras/scene-${camera.id}`);
  await page.getByTestId('shape-row').click();
  await expect(page.getByTestId('rule-unusable').first()).toContainText('姿态模型文件缺失，目前不会预警。');
  await shot(page, 'unusable-rule-zh');
});
