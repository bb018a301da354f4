import { expect, test, type Page } from 'playwright/test';
import { startCrowdedEngine, type CrowdedEngine } from '../support/crowded-engine.ts';

let engine: CrowdedEngine | null = null;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  engine = await startCrowdedEngine({ events: 100_000, cameras: 24 });
});
test.afterAll(async () => {
  await engine?.stop();
});
test.use({ locale: 'en', reducedMotion: 'reduce' });

async function signIn(page: Page): Promise<void> {
  await page.goto(engine?.address ?? '');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('watchhouse-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByTestId('rail-review')).toBeVisible();
}

async function showAllEvents(page: Page): Promise<void> {
  await page.getByTestId('rail-review').click();
  await page.getByTestId('filter').getByRole('combobox').click();
  await page.getByRole('option', { name: 'All' }).click();
  await expect(page.getByTestId('queue-count')).toContainText('100,0');
  await expect(page.getByTestId('queue-row').first()).toBeVisible();
}

/** Drags the scroll bar to a share of its way and gives the time until the rows in sight are there. */
function dragTo(page: Page, share: number): Promise<number> {
  return page.getByTestId('queue').evaluate(async (list, to) => {
    const startedAt = performance.now();
    list.scrollTop = (list.scrollHeight - list.clientHeight) * to;
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const rows = [...list.querySelectorAll('[data-testid=queue-row]')].map((row) => row.getBoundingClientRect());
      const { top, bottom } = list.getBoundingClientRect();
      const coming = [...list.querySelectorAll('.queue-row-coming')].map((row) => row.getBoundingClientRect());
      const inSight = (box: DOMRect): boolean => box.bottom > top && box.top < bottom;
      if (rows.some(inSight) && !coming.some(inSight)) return performance.now() - startedAt;
      if (performance.now() - startedAt > 15_000) throw new Error('no rows');
    }
  }, share);
}

test('a drag of the scroll bar anywhere in 100,000 events shows rows at once', async ({ page }) => {
  await signIn(page);
  await showAllEvents(page);
  const times: number[] = [];
  for (const share of [1, 0.5, 0.25, 0.75, 0, 0.9]) times.push(await dragTo(page, share));
  console.log(`drags in 100,000 events: ${times.map((ms) => Math.round(ms)).join(', ')} ms`);
  expect(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(process.env['CI'] === undefined ? 1_500 : 5_000);
});

test('the last event of the queue is the oldest, and the keys go on from there', async ({ page }) => {
  await signIn(page);
  await showAllEvents(page);
  await dragTo(page, 1);
  await page.getByTestId('queue-row').last().click();
  const last = await page.getByTestId('queue-row').last().getAttribute('data-event');
  await page.keyboard.press('k');
  await expect(page.getByTestId('queue').locator('[aria-selected=true]')).not.toHaveAttribute('data-event', last ?? '');
  await page.keyboard.press('j');
  await expect(page.getByTestId('queue').locator('[aria-selected=true]')).toHaveAttribute('data-event', last ?? '');
});

test('a window that outlived its program loads itself again once and keeps the note that was being written', async ({ page }) => {
  await signIn(page);
  await page.getByTestId('rail-review').click();
  await page.getByTestId('note').fill('not sent yet');
  const noted = await page.getByTestId('queue').locator('[aria-selected=true]').getAttribute('data-event');
  let missing = true;
  await page.route(/station-screen-.*\.js/, (route) => (missing ? route.abort() : route.continue()));
  const loads = page.waitForEvent('load');
  await page.getByTestId('rail-station').click();
  await loads;
  await expect(page.getByText('Watchhouse was updated')).toBeVisible();
  missing = false;
  await page.getByTestId('reload').click();
  await expect(page.getByTestId('station')).toBeVisible();
  await page.getByTestId('rail-review').click();
  // Another event may have come first meanwhile.
  await page.locator(`[data-testid=queue-row][data-event="${noted ?? ''}"]`).click();
  await expect(page.getByTestId('note')).toHaveValue('not sent yet');
});

test('everything on the wall and in review has a name, and what the keys can do stands in the help', async ({ page }) => {
  await signIn(page);
  for (const screen of ['wall', 'review', 'cameras', 'station'] as const) {
    await page.getByTestId(`rail-${screen}`).click();
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, a[href], input, textarea, [role=button], [role=option], [role=radio], [role=img]')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const label = element.getAttribute('aria-label') ?? element.textContent.trim();
          const labelled = element.getAttribute('aria-labelledby') !== null || ('labels' in element && (element as HTMLInputElement).labels?.length !== 0 && (element as HTMLInputElement).labels !== null);
          return label === '' && !labelled;
        })
        .map((element) => element.outerHTML.slice(0, 160)),
    );
    expect(nameless, screen).toEqual([]);
    await page.keyboard.press('?');
    await expect(page.getByTestId('key-help').getByRole('heading', { level: 2 }).first()).toBeVisible();
    await page.keyboard.press('Escape');
  }
});
