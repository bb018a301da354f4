/**
 * The event sheet as a printer gets it, as PDF and picture, in both languages, from an engine of made-up events.
 *   node tests/screens/print.ts [FOLDER]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { languages } from '../../electron/contract/words.ts';
import { id, settle, signIn } from './stage.ts';
import { desktopWorld } from './worlds.ts';

const folder = process.argv[2] ?? 'test-results/print';
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const language of languages) {
    const world = await desktopWorld(language);
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: language });
    await page.goto(world.address);
    await id(page, 'sign-in').waitFor();
    await signIn({ page, world, language });
    await page.evaluate(() => void (location.hash = '#/review'));
    await id(page, 'filter').locator('input').first().click();
    await page.locator('.mantine-Select-option').nth(3).click();
    await settle(page, 1000);
    await id(page, 'queue-row').filter({ has: page.locator('svg') }).nth(2).click();
    await page.keyboard.press('c');
    await settle(page, 1500);
    await page.keyboard.press('k');
    await settle(page, 1500);
    const file = join(folder, `event-sheet.${language}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true });
    console.log(file);
    // The same as a picture, since not every machine can look into a PDF: the room between the margins of A4 at 96 dots an inch.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 688, height: 1017 });
    await page.screenshot({ path: file.replace('.pdf', '.png') });
    await page.close();
    await world.close();
  }
} finally {
  await browser.close();
}
