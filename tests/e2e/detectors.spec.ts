import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import { CameraDraft, type Camera } from '../../electron/contract/camera.ts';
import { openVideoFile } from '../../electron/engine/media/frames/video-file-frames.ts';
import { openWindow, preferCompiledEngine, removeData, startEngine, type RunningEngine, type Window } from '../support/engine.ts';
import { footage } from '../support/footage.ts';
import { temporaryFolder } from '../support/house.ts';
import { createFirstPerson } from '../support/person.ts';
import { cells, madeUpModel, rowsOf } from '../support/made-up-models.ts';
import { shot, signIn } from '../support/page.ts';
import { realDetector } from '../support/real-detectors.ts';

const yolox = realDetector('yolox_nano_416x416.onnx') ?? '';
const nanodet = realDetector('nanodet_m_416.onnx') ?? '';
const pets = footage('pets09-s2l1/vtest.avi') ?? '';
let engine: RunningEngine;
let desk: Window;
let camera: Camera;

test.skip(yolox === '' || nanodet === '' || pets === '', 'the public detectors or the footage are missing');
test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1280, height: 800 } });

test.beforeAll(async () => {
  preferCompiledEngine();
  engine = await startEngine();
  desk = await openWindow(engine.address, await createFirstPerson(engine.address, engine.setupKey ?? ''));
  camera = await desk.call('cameras.add', { draft: CameraDraft.parse({ name: 'Crossing', address: pets, recording: 'off' }) });
  await desk.call('cameras.add', { draft: CameraDraft.parse({ name: 'Crossing, second view', address: pets, recording: 'off', enabled: false }) });
});
test.afterAll(async () => {
  desk.close();
  await engine.kill();
  removeData(engine);
});

async function open(page: Page): Promise<void> {
  await signIn(page, engine.address, desk.cookie);
  await page.goto(`${engine.address}#/station/detectors`);
  await expect(page.getByTestId('detector-built-in')).toBeVisible();
}

test('a file that is no model is refused with a sentence that says what to do', async ({ page }) => {
  await open(page);
  await expect(page.getByText('No detectors imported yet')).toBeVisible();
  await shot(page, 'empty-en');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'holiday.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from('not a model') });
  await expect(page.getByTestId('detector-problem')).toContainText('This is not an ONNX file');
  await shot(page, 'refused-en');
  expect((await desk.call('detectors.list', {})).imported).toEqual([]);
});

test('two models are imported, one by the button and one dropped, checked on pictures and chosen for a camera', async ({ page }) => {
  await open(page);
  await page.locator('input[type=file]').first().setInputFiles(yolox);
  const first = page.getByTestId('detector').first();
  await expect(first).toContainText('YOLOX', { timeout: 90_000 });
  await expect(first).toContainText('Person, Bicycle, Car, Motorcycle, Bus, Truck');
  await expect(first).toContainText('ignored: 74 other classes');

  await page.getByTestId('drop-place').evaluate((place) => {
    const files = new DataTransfer();
    files.items.add(new File(['x'], 'readme.txt'));
    place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
  });
  await expect(page.getByText('None of these is an .onnx file.')).toBeVisible();
  await page.getByTestId('drop-place').evaluate((place, base64) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'nanodet_m_416.onnx'));
    place.dispatchEvent(new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer: files }));
    place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
  }, readFileSync(nanodet, 'base64'));
  await expect(page.getByTestId('detector')).toHaveCount(2, { timeout: 90_000 });

  await expect.poll(async () => (await desk.call('cameras.list', {}))[0]?.status.phase, { timeout: 60_000 }).toBe('live');
  await first.getByTestId('detector-open-check').click();
  await first.getByTestId('check-camera').click();
  await expect(first.getByTestId('boxed')).toHaveCount(2, { timeout: 90_000 });
  await expect(first.getByTestId('boxed').last().getByTestId('boxed-box').first()).toBeVisible();
  await expect(first).toContainText('times the built-in one’s time');
  await shot(page, 'check-en');

  await first.locator('input[type=file]').setInputFiles(pictureFile());
  await expect.poll(() => first.getByTestId('boxed').last().getByTestId('boxed-box').count(), { timeout: 90_000 }).toBeGreaterThan(2);
  await first.locator('input[type=file]').setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(first.getByTestId('detector-problem')).toContainText('The picture cannot be read');

  await first.getByTestId('detector-open-use').click();
  await shot(page, 'cameras-en');
  await first.getByLabel('Crossing', { exact: true }).focus();
  await page.keyboard.press('Space');
  await first.getByTestId('detector-use-save').click();
  await expect(first).toContainText('1 camera');
  expect((await desk.call('cameras.list', {}))[0]?.camera.detector).toMatch(/^[0-9a-f]{64}$/);
  await expect(first.getByTestId('detector-remove')).toBeDisabled();
  const second = page.getByTestId('detector').last();
  await second.getByTestId('detector-remove').click();
  await expect(page.getByTestId('detector')).toHaveCount(1);
  await page.getByTestId('undo-detector-remove').click();
  await expect(page.getByTestId('detector')).toHaveCount(2);
  await second.getByTestId('detector-rename').click();
  await second.getByTestId('detector-name').fill('Night shift');
  await page.keyboard.press('Enter');
  await expect(second).toContainText('Night shift');
});

test('the camera goes on being analysed with its own detector, and its form offers the choice', async ({ page }) => {
  await expect.poll(async () => (await desk.call('cameras.list', {}))[0]?.status.analysis.fps ?? 0, { timeout: 60_000 }).toBeGreaterThan(1);
  const { status } = (await desk.call('cameras.list', {}))[0] ?? {};
  expect(status?.analysis.state).not.toBe('failed');
  expect(status?.analysis.fallback).toBeUndefined();
  expect(status?.analysis.active).toBeGreaterThan(0);
  await open(page);
  await page.goto(`${engine.address}#/cameras/edit-${camera.id}`);
  await expect(page.getByTestId('camera-detector')).toHaveValue('yolox_nano_416x416', { timeout: 20_000 });
  await shot(page, 'camera-form-en');
  await page.getByTestId('camera-detector').click();
  await page.getByRole('option', { name: 'Night shift' }).click();
  await page.getByTestId('save-camera').click();
  const chosen = (await desk.call('detectors.list', {})).imported.find(({ name }) => name === 'Night shift');
  await expect.poll(async () => (await desk.call('cameras.list', {}))[0]?.camera.detector).toBe(chosen?.id);
});

/** A picture of the footage as a file. */
function pictureFile(): string {
  const video = openVideoFile(pets);
  const [frame] = video.frames(1);
  const picture = `${temporaryFolder()}/picture.jpg`;
  writeFileSync(picture, frame?.jpeg(1280) ?? '');
  frame?.free();
  video.close();
  return picture;
}

test('of a model without names a picture shows what it finds by number; said what counts, it can be used', async ({ page }) => {
  await open(page);
  const boxes = [{ row: 40, values: { 0: 30, 1: 40, 2: 12, 3: 30, 6: 0.8 } }, { row: 9, values: { 0: 60, 1: 50, 2: 20, 3: 12, 5: 0.7 } }];
  const unnamed = madeUpModel({ outputs: [{ name: 'output0', shape: [1, 7, cells], data: rowsOf(cells, 7, boxes, true) }] });
  await page.locator('input[type=file]').first().setInputFiles({ name: 'village.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(unnamed) });
  const row = page.getByTestId('detector').filter({ hasText: 'village' });
  await expect(row).toContainText('3 classes, none of them counts yet', { timeout: 90_000 });
  await expect(row.getByTestId('detector-open-use')).toBeDisabled();
  await row.getByTestId('detector-open-check').click();
  await row.locator('input[type=file]').setInputFiles(pictureFile());
  await expect(row.getByTestId('detector-unused')).toContainText('#2 ×1, #1 ×1', { timeout: 90_000 });
  await expect(row.getByTestId('boxed-unused')).toHaveCount(2);
  await row.getByTestId('detector-unused').scrollIntoViewIfNeeded();
  await shot(page, 'classes-unnamed-en');
  await row.getByTestId('detector-class-person').click();
  await page.getByRole('option', { name: '#2' }).click();
  await page.keyboard.press('Escape');
  await row.getByTestId('detector-class-car').click();
  await page.keyboard.type('#1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await row.getByTestId('detector-classes-save').click();
  await expect(row).toContainText('Person, Car');
  await row.locator('input[type=file]').setInputFiles(pictureFile());
  await expect(row.getByTestId('boxed-unused')).toHaveCount(0, { timeout: 90_000 });
  await expect(row.getByTestId('boxed').last().getByTestId('boxed-box')).toHaveText([/Person 80/, /Car 70/]);
  await row.getByTestId('boxed').last().scrollIntoViewIfNeeded();
  await shot(page, 'classes-named-en');
  await expect(row.getByTestId('detector-open-use')).toBeEnabled();
  const { imported } = await desk.call('detectors.list', {});
  expect(imported.find(({ name }) => name === 'village')?.classes.map((each) => each.class)).toEqual([null, 'car', 'person']);
});

test('which classes of a named model count can be changed, and put back as the names suggest', async ({ page }) => {
  await open(page);
  const row = page.getByTestId('detector').first();
  await row.getByTestId('detector-open-classes').click();
  const trucks = row.getByTestId('detector-class-truck');
  await trucks.click();
  await page.keyboard.type('train');
  await page.getByRole('option', { name: '#6 train' }).click();
  await page.keyboard.press('Escape');
  await shot(page, 'classes-coco-en');
  await row.getByTestId('detector-classes-save').click();
  await expect(row).toContainText('ignored: 73 other classes');
  await row.getByTestId('detector-classes-guess').click();
  await row.getByTestId('detector-classes-save').click();
  await expect(row).toContainText('ignored: 74 other classes');
});

test('in Chinese', async ({ page }) => {
  await desk.call('session.setLanguage', { language: 'zh-CN' });
  await open(page);
  await expect(page.getByText('导入的检测模型')).toBeVisible();
  const first = page.getByTestId('detector').first();
  await first.getByTestId('detector-open-check').click();
  await first.getByTestId('check-camera').click();
  await expect(first.getByTestId('boxed')).toHaveCount(2, { timeout: 90_000 });
  await shot(page, 'check-zh');
  const unnamed = madeUpModel({ outputs: [{ name: 'output0', shape: [1, 8, cells], data: rowsOf(cells, 8, [{ row: 40, values: { 0: 30, 1: 40, 2: 12, 3: 30, 6: 0.8 } }], true) }] });
  await page.locator('input[type=file]').first().setInputFiles({ name: '村口模型.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(unnamed) });
  const row = page.getByTestId('detector').filter({ hasText: '村口模型' });
  await expect(row).toContainText('共 4 类，尚未指定', { timeout: 90_000 });
  await first.getByTestId('detector-open-check').click();
  await row.getByTestId('detector-open-check').click();
  await row.locator('input[type=file]').setInputFiles(pictureFile());
  await expect(row.getByTestId('detector-unused')).toContainText('#2 ×1', { timeout: 90_000 });
  await row.getByTestId('detector-unused').scrollIntoViewIfNeeded();
  await shot(page, 'classes-unnamed-zh');
  await page.locator('input[type=file]').first().setInputFiles({ name: '模型.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from('not a model') });
  await expect(page.getByTestId('detector-problem')).toContainText('不是 ONNX 文件');
  await shot(page, 'refused-zh');
});
