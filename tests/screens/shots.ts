import type { Page } from 'playwright';
import { namesOf } from './names.ts';
import { go, id, settle, signIn, type Shot, type Stage } from './stage.ts';
import { person } from './worlds.ts';

async function corners(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await id(page, 'scene-canvas').boundingBox();
  if (box === null) return;
  for (const [x, y] of points) await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
}

const layout = (key: string) => async ({ page }: Stage): Promise<void> => {
  await go(page, '#/wall');
  await page.mouse.move(300, 300);
  await id(page, `layout-${key}`).click();
  await settle(page, 5000);
};

export const newShots: readonly Shot[] = [
  { name: 'first-start', act: async ({ page, world }) => {
    await page.goto(`${world.address}#setup=${world.setupKey ?? ''}`);
  } },
  {
    name: 'first-start-wrong',
    act: async ({ page }) => {
      const fields = id(page, 'first-account').locator('input');
      await fields.nth(0).fill(person.username);
      await fields.nth(1).fill('short');
      await fields.nth(2).fill('other');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'welcome',
    act: async ({ page }) => {
      const fields = id(page, 'first-account').locator('input');
      await fields.nth(1).fill(person.password);
      await fields.nth(2).fill(person.password);
      await page.keyboard.press('Enter');
      await id(page, 'welcome-camera').waitFor();
    },
  },
  { name: 'camera-add', act: async ({ page }) => id(page, 'welcome-camera').click() },
  {
    name: 'camera-add-failed',
    act: async ({ page }) => {
      await id(page, 'camera-address').fill('rtsp://127.0.0.1:9/main');
      await id(page, 'test-connection').click();
      await page.locator('[data-testid=connection-test][data-result=failed]').waitFor();
    },
  },
  {
    name: 'unsaved',
    act: async ({ page }) => {
      await page.evaluate(() => void (location.hash = '#/wall'));
      await id(page, 'guard-stay').waitFor();
    },
  },
  { name: 'wall-none', act: async ({ page }) => id(page, 'guard-leave').click() },
  { name: 'review-none', act: ({ page }) => go(page, '#/review') },
  { name: 'cameras-none', act: ({ page }) => go(page, '#/cameras') },
  { name: 'station-new', act: ({ page }) => go(page, '#/station') },
];

export const streetShots: readonly Shot[] = [
  {
    name: 'wall-9',
    act: async (stage) => {
      await signIn(stage);
      await layout('9')(stage);
    },
  },
  { name: 'wall-1', act: layout('1') },
  { name: 'wall-4', act: layout('4') },
  { name: 'wall-16', act: layout('16') },
  { name: 'wall-light', light: true, act: layout('4') },
  {
    name: 'wall-picker',
    act: async ({ page }) => {
      const tile = id(page, 'tile').first();
      await tile.hover();
      await tile.getByTestId('choose-camera').click();
    },
  },
  { name: 'review', act: async ({ page }) => {
    await go(page, '#/review');
    await page.mouse.click(5, 5);
    await settle(page, 3000);
  } },
  { name: 'review-light', light: true, act: () => Promise.resolve() },
  {
    name: 'review-dismiss',
    act: async ({ page, language }) => {
      await page.keyboard.press('x');
      await id(page, 'note').fill(namesOf(language).typed.note);
    },
  },
  { name: 'review-filter', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await id(page, 'filter-more').click();
    await settle(page);
  } },
  { name: 'review-nothing-fits', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await id(page, 'filter').locator('input').first().click();
    await page.locator('.mantine-Select-option').nth(2).click();
    await settle(page);
  } },
  { name: 'review-all', act: async ({ page }) => {
    await id(page, 'filter').locator('input').first().click();
    await page.locator('.mantine-Select-option').nth(3).click();
    await settle(page);
    await id(page, 'queue-row').last().click();
    await settle(page, 2000);
  } },
  { name: 'keys', act: async ({ page }) => page.keyboard.press('?') },
  { name: 'cameras', act: async ({ page }) => {
    await page.keyboard.press('?');
    await go(page, '#/cameras');
    await settle(page, 2500);
  } },
  { name: 'camera-in-trouble', act: async ({ page, language }) => id(page, 'camera-row').filter({ hasText: namesOf(language).inTrouble('')[0]?.[0] ?? '' }).click() },
  { name: 'camera-live', act: async ({ page, language }) => {
    await id(page, 'camera-row').filter({ hasText: namesOf(language).live[0] ?? '' }).click();
    await settle(page, 2500);
  } },
  { name: 'cameras-light', light: true, act: () => Promise.resolve() },
  { name: 'camera-edit', act: async ({ page }) => id(page, 'edit-camera').click() },
  { name: 'scene', act: async ({ page }) => {
    await page.goBack();
    await id(page, 'edit-scene').click();
    await settle(page, 2500);
  } },
  { name: 'scene-zone-chosen', act: async ({ page }) => id(page, 'shape-row').first().click() },
  { name: 'scene-drawing', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await id(page, 'draw-zone').click();
    await corners(page, [[0.1, 0.5], [0.45, 0.45], [0.5, 0.8]]);
  } },
  { name: 'scene-crossed', act: async ({ page }) => {
    await page.keyboard.press('Escape');
    await id(page, 'draw-zone').click();
    await corners(page, [[0.15, 0.5], [0.5, 0.85], [0.5, 0.5], [0.15, 0.85]]);
    await page.keyboard.press('Enter');
  } },
  { name: 'camera-add-passed', act: async ({ page, world, language }) => {
    await page.evaluate(() => void (location.hash = '#/cameras/new'));
    await id(page, 'guard-leave').click();
    await id(page, 'camera-address').fill(world.camera ?? '');
    await id(page, 'test-connection').click();
    await page.locator('[data-testid=connection-test][data-result=passed]').waitFor();
    await id(page, 'camera-name').fill(namesOf(language).typed.camera);
  } },
  { name: 'station', act: async ({ page }) => {
    await page.evaluate(() => void (location.hash = '#/station'));
    await id(page, 'guard-leave').click();
    await settle(page, 3000);
  } },
  { name: 'station-light', light: true, act: () => Promise.resolve() },
  { name: 'station-log', act: ({ page }) => go(page, '#/station/log') },
  { name: 'station-settings', act: ({ page }) => go(page, '#/station/settings') },
  { name: 'station-accounts', act: ({ page }) => go(page, '#/station/accounts') },
  { name: 'account-new', act: async ({ page }) => id(page, 'account-create').click() },
  { name: 'engine-gone', act: async ({ page, world }) => {
    await go(page, '#/wall');
    await page.keyboard.press('Escape');
    await world.engineGoes();
    await settle(page, 4000);
  } },
  { name: 'engine-gone-review', act: ({ page }) => go(page, '#/review') },
  { name: 'engine-gone-start', act: async ({ page }) => {
    await page.reload().catch(() => undefined);
    await settle(page);
  } },
];

export const crowdShots: readonly Shot[] = [
  { name: 'sign-in', act: async ({ page, world }) => {
    await page.goto(world.address);
  } },
  { name: 'sign-in-wrong', act: (stage) => signIn(stage, 'not the password') },
  { name: 'sign-in-light', light: true, act: () => Promise.resolve() },
  { name: 'crowd-wall', act: async (stage) => {
    await signIn(stage);
    await layout('16')(stage);
  } },
  { name: 'crowd-review', act: async ({ page }) => {
    await go(page, '#/review');
    await settle(page, 2000);
  } },
  { name: 'crowd-review-far', act: async ({ page }) => {
    await id(page, 'queue').evaluate((list) => void (list.scrollTop = list.scrollHeight));
    await settle(page, 1500);
  } },
  { name: 'crowd-filter', act: async ({ page }) => {
    await id(page, 'filter-more').click();
    await settle(page);
  } },
  { name: 'crowd-cameras', act: async ({ page }) => {
    await go(page, '#/cameras');
    await id(page, 'camera-row').last().click();
  } },
  { name: 'crowd-station', act: async ({ page }) => {
    await go(page, '#/station');
    await settle(page, 2500);
  } },
  { name: 'crowd-quality', act: async ({ page }) => {
    await go(page, '#/station/quality');
    await id(page, 'quality-open').first().click();
    await settle(page, 1500);
  } },
  { name: 'forbidden', act: async ({ page, world }) => {
    await page.context().clearCookies();
    await page.goto(world.address);
    const fields = id(page, 'sign-in').locator('input');
    await fields.nth(0).fill('officer');
    await fields.nth(1).fill(person.password);
    await page.keyboard.press('Enter');
    await id(page, 'rail-station').waitFor();
    await go(page, '#/station/settings');
  } },
  { name: 'forbidden-cameras', act: ({ page }) => go(page, '#/cameras/new') },
];
