import { expect, test, type Page } from 'playwright/test';
import { CameraDraft, type Camera } from '../../electron/contract/camera.ts';
import { mostRules, Scene } from '../../electron/contract/scene.ts';
import { openWindow, preferCompiledEngine, removeData, startEngine, type RunningEngine, type Window } from '../support/engine.ts';
import { shot, signIn } from '../support/page.ts';
import { createFirstPerson } from '../support/person.ts';

const corners = [{ x: 0.3, y: 0.9 }, { x: 0.7, y: 0.9 }, { x: 0.6, y: 0.5 }, { x: 0.4, y: 0.5 }];
const scene = Scene.parse({
  zones: [{ id: 'hall', name: 'Hall', points: [{ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.1 }, { x: 0.9, y: 0.9 }] }, { id: 'yard', name: 'Yard', points: [{ x: 0.1, y: 0.1 }, { x: 0.5, y: 0.1 }, { x: 0.5, y: 0.9 }] }],
  behaviors: Array.from({ length: mostRules - 1 }, (_, index) => ({ id: `rule-${index}`, behavior: 'intrusion', zone: index === 0 ? 'hall' : 'yard' })),
  ground: { way: 'quadrilateral', aspect: 16 / 9, corners, sidesM: [3, 4, 3.1, 4.2], diagonalM: 5 },
});
let engine: RunningEngine;
let desk: Window;
let camera: Camera;

test.beforeAll(async () => {
  preferCompiledEngine();
  engine = await startEngine();
  desk = await openWindow(engine.address, await createFirstPerson(engine.address, engine.setupKey ?? ''));
  const { id } = await desk.call('cameras.add', { draft: CameraDraft.parse({ name: 'Hall', address: 'rtsp://127.0.0.1:9/main', recording: 'off' }) });
  camera = await desk.call('cameras.setScene', { cameraId: id, scene });
});
test.afterAll(async () => {
  desk.close();
  await engine.kill();
  removeData(engine);
});

async function open(page: Page): Promise<void> {
  await signIn(page, engine.address, desk.cookie);
  await page.goto(`${engine.address}#/cameras/scene-${camera.id}`);
  await expect(page.getByTestId('shape-row')).toHaveCount(2);
}

test('rules are copied and added until there are as many as a scene may have, and that scene can be saved', async ({ page }) => {
  await open(page);
  await page.getByTestId('shape-row').first().click();
  await page.getByTestId('copy-rule').click();
  await page.getByRole('menuitem', { name: 'Copy here' }).click();
  await expect(page.getByTestId('rule')).toHaveCount(2);
  await expect(page.getByTestId('copy-rule').first()).toBeDisabled();
  await expect(page.getByTestId('copy-rule').first()).toHaveAttribute('title', `The camera has ${mostRules} rules, the most there can be. Remove one first.`);
  await expect(page.getByTestId('add-rule')).toBeDisabled();
  await page.getByTestId('save-scene').click();
  await expect(page.getByTestId('scene-status')).toContainText('Saved');
  expect((await desk.call('cameras.list', {}))[0]?.camera.scene.behaviors).toHaveLength(mostRules);
  await shot(page, 'full-of-rules');
});

test('another way of measuring the ground is tried and left again without losing the lengths of the first', async ({ page }) => {
  await open(page);
  await page.getByTestId('ground-row').click();
  const lengths = page.getByTestId('ground-length');
  const way = (name: string) => page.getByTestId('ground-way').getByText(name, { exact: true });
  await expect(lengths).toHaveCount(5);
  await way('Rectangle').click();
  await expect(lengths).toHaveCount(2);
  await lengths.first().fill('3.5');
  await way('Four points').click();
  await expect(lengths).toHaveCount(5);
  await expect(lengths.nth(2)).toHaveValue('3.1 m');
  await expect(lengths.last()).toHaveValue('5 m');
  await shot(page, 'ground-ways');
  await way('Rectangle').click();
  await expect(lengths.first()).toHaveValue('3.5 m');
  await way('Four points').click();
  await expect(page.getByTestId('save-scene')).toBeDisabled();
});
