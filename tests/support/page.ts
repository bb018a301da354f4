import { chromium, type Browser, type Page } from 'playwright';
import { chromiumPath } from './players.ts';

/** A real Chromium as the end-to-end tests use it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** Signs a page in by a session's cookie. */
export async function signIn(page: Page, address: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: address }]);
}

/** Takes pictures of a page at its own size and a large one where somebody wants to look at them: into the folder that WATCHHOUSE_SHOTS names. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['WATCHHOUSE_SHOTS'];
  const own = page.viewportSize();
  if (folder === undefined || own === null) return;
  for (const size of [own, { width: 1920, height: 1080 }]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${name}-${size.width}.png` });
  }
  await page.setViewportSize(own);
}

/** A page that is signed in by a session's cookie. */
export async function signedInPage(browser: Browser, address: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en' });
  const page = await context.newPage();
  await signIn(page, address, cookie);
  return page;
}
