import path from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { startStreetCamera } from '../support/drawn-camera.ts';
import { preferCompiledEngine, removeData, startEngine, type RunningEngine } from '../support/engine.ts';
import { rtspServerMissing, type RtspCamera } from '../support/rtsp-camera.ts';

preferCompiledEngine();

const person = { username: 'duty', password: 'a long enough sentence' };
const credentials = { user: 'viewer', password: 'c4m-p@ss/word' };

let camera: RtspCamera | null = null;
let engine: RunningEngine | null = null;

test.skip(rtspServerMissing() !== null, `no RTSP server: ${rtspServerMissing() ?? ''}`);
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  camera = await startStreetCamera({ auth: 'digest', ...credentials });
  engine = await startEngine();
});
test.afterAll(async () => {
  await engine?.kill();
  await camera?.stop();
  removeData(engine);
});

function running(): RunningEngine {
  if (!engine) throw new Error('the engine does not run');
  return engine;
}

async function signIn(page: Page): Promise<void> {
  await page.goto(running().address);
  await page.getByLabel('Name').fill(person.username);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByTestId('rail-review')).toBeVisible();
}

async function fillCamera(page: Page, password: string): Promise<void> {
  await page.getByTestId('camera-address').fill(camera?.url('/street') ?? '');
  await page.getByTestId('camera-username').fill(credentials.user);
  await page.getByTestId('camera-password').fill(password);
  await page.getByTestId('test-connection').click();
}

/** Clicks corners given as shares of the canvas. */
async function draw(page: Page, corners: readonly [number, number][]): Promise<void> {
  const box = await page.getByTestId('scene-canvas').boundingBox();
  if (!box) throw new Error('no canvas');
  for (const [x, y] of corners) await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  await page.keyboard.press('Enter');
}

test.use({ locale: 'en' });

test('the first start leads from an account to a camera that is live, and a wrong password is named', async ({ page }) => {
  const { address, setupKey } = running();
  await page.goto(`${address}#setup=${setupKey ?? ''}`);
  const form = page.getByTestId('first-account');
  await form.getByLabel('Name').fill(person.username);
  await form.getByLabel('Password', { exact: true }).fill(person.password);
  await form.getByLabel('Password again').fill(person.password);
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.getByTestId('welcome-camera').click();

  await fillCamera(page, 'not the password');
  await expect(page.getByTestId('connection-test')).toHaveAttribute('data-result', 'failed');
  await expect(page.getByTestId('test-step-rtsp')).toHaveAttribute('data-state', 'passed');
  await expect(page.getByTestId('test-step-signed-in')).toHaveAttribute('data-state', 'failed');
  await expect(page.getByTestId('connection-test').getByRole('alert')).toContainText(/password/i);

  await fillCamera(page, credentials.password);
  await expect(page.getByTestId('connection-test')).toHaveAttribute('data-result', 'passed');
  await expect(page.getByTestId('test-picture')).toBeVisible();
  await page.getByTestId('camera-name').fill('Street');
  await page.getByTestId('save-camera').click();
  await expect(page.getByTestId('camera-page')).toContainText('Street');
  await expect(page.getByTestId('camera-page')).toContainText(/Live|Impaired/, { timeout: 60_000 });
});

test('a zone that crosses itself cannot be saved, a good one takes effect at once', async ({ page }) => {
  await signIn(page);
  await page.getByTestId('rail-cameras').click();
  await page.getByTestId('edit-scene').click();
  await page.getByTestId('draw-zone').click();
  await draw(page, [[0.2, 0.2], [0.8, 0.8], [0.8, 0.2], [0.2, 0.8]]);
  await expect(page.getByTestId('save-scene')).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.getByTestId('discard-scene').click().catch(() => undefined);

  await page.getByTestId('draw-zone').click();
  await draw(page, [[0.1, 0.25], [0.9, 0.25], [0.9, 0.85], [0.1, 0.85]]);
  await page.getByTestId('add-rule').click();
  await page.getByTestId('add-rule-intrusion').click();
  const sentence = page.getByTestId('rule-sentence');
  await expect(sentence).toHaveText(/^If anything is in «Zone \d», raise yellow\.$/);
  await page.getByTestId('add-condition').click();
  await page.getByTestId('add-condition-schedule').click();
  await expect(sentence).toContainText('between 22:00 and 06:00');
  await page.getByTestId('undo').click();
  await expect(sentence).not.toContainText('between');
  await page.getByTestId('save-scene').click();
  await expect(page.getByText('Saved and in effect')).toBeVisible();
});

test('the ground is marked by keys, waits for its lengths, and gives metres', async ({ page }) => {
  await signIn(page);
  await page.getByTestId('rail-cameras').click();
  await page.getByTestId('edit-scene').click();
  await page.getByTestId('scene-canvas').waitFor();
  await page.keyboard.press('g');
  for (const [key, times] of [['ArrowLeft', 4], ['ArrowRight', 8], ['ArrowUp', 4], ['ArrowLeft', 6]] as const) {
    for (let count = 0; count < times; count++) await page.keyboard.press(`Shift+${key}`);
    await page.keyboard.press('Space');
  }
  await expect(page.getByTestId('ground-problem')).toBeVisible();
  await expect(page.getByTestId('save-scene')).toBeDisabled();
  await page.getByTestId('shape-row').first().click();
  await expect(page.getByTestId('ground-problem')).toBeHidden();
  await page.getByTestId('scene-hindered').click();
  await expect(page.getByTestId('scene-hindered')).toHaveText('Put right first: Ground in metres');
  await page.getByTestId('ground-length').first().fill('4');
  await page.keyboard.press('Tab');
  await page.keyboard.type('5');
  await expect(page.getByTestId('ground-facts')).toContainText('±');
  await expect(page.getByTestId('ground-preview')).toBeVisible();
  await page.getByTestId('save-scene').click();
  await expect(page.getByText('Saved and in effect')).toBeVisible();
});

test('the camera is seen live on the wall and an event arrives beside it', async ({ page }) => {
  await signIn(page);
  await expect(page.getByTestId('tile').first()).toContainText('Street');
  await expect(page.getByTestId('side-event').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('side-event').first()).toContainText('Intrusion');
});

test('an event is reviewed by keyboard and stays confirmed when the engine is killed', async ({ page }) => {
  await signIn(page);
  await page.getByTestId('rail-review').click();
  await expect(page.getByTestId('queue-row').first()).toBeVisible();
  await expect(page.getByTestId('clip-ready').or(page.getByTestId('clip-video')).first()).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('c');
  await expect.poll(async () => (await confirmed(page)).length, { timeout: 20_000 }).toBe(1);
  const [before] = await confirmed(page);

  const { data } = running();
  await running().kill('SIGKILL');
  engine = await startEngine({ data });
  await page.goto(running().address);
  await expect(page.getByTestId('rail-review')).toBeVisible();
  expect(await confirmed(page)).toEqual([before]);
});

test('a camera that goes away is said to be gone, and comes back by itself', async ({ page }) => {
  const port = camera?.port ?? 0;
  await signIn(page);
  await page.getByTestId('rail-cameras').click();
  await expect(page.getByTestId('camera-page')).toContainText(/Live|Impaired/, { timeout: 60_000 });
  await camera?.stop();
  await expect(page.getByTestId('camera-page')).toContainText('No picture', { timeout: 30_000 });
  camera = await startStreetCamera({ auth: 'digest', ...credentials, port });
  await expect(page.getByTestId('camera-page')).toContainText(/Live|Impaired/, { timeout: 90_000 });
});

test('no credential of the camera is in the log or in what the engine prints', async () => {
  const { readFileSync } = await import('node:fs');
  const log = readFileSync(path.join(running().data, 'logs/engine.log'), 'utf8') + running().output();
  expect(log).not.toContain(credentials.password);
  expect(log).not.toContain(encodeURIComponent(credentials.password));
});

/** Ids of confirmed events, asked over the page's own session. */
async function confirmed(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/api/channel`);
        socket.onerror = () => reject(new Error('no channel'));
        socket.onopen = () => socket.send(JSON.stringify({ id: 1, call: 'events.list', input: { filter: { states: ['confirmed'] }, limit: 10 } }));
        socket.onmessage = (message) => {
          const answer = JSON.parse(String(message.data)) as { id?: number; output?: { rows: { id: string }[] } };
          if (answer.id !== 1) return;
          socket.close();
          resolve(answer.output?.rows.map(({ id }) => id) ?? []);
        };
      }),
  );
}
