/**
 * Pictures of every screen and state, for people to look at.
 *   npm run -s screenshots -- [--out FOLDER] [--language en|zh-CN] [--size 1280x720] [--only NAME,NAME] [--world new|street|crowd|desktop]
 * `--only` takes just those pictures (the way to them is walked all the same). Files are NAME.LANGUAGE.SIZE.png.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { Language } from '../../electron/contract/words.ts';
import { addFakeBridge } from '../support/fake-bridge.ts';
import { desktopShots } from './desktop-shots.ts';
import { crowdShots, newShots, streetShots } from './shots.ts';
import type { Shot } from './stage.ts';
import { crowdWorld, desktopWorld, newWorld, streetWorld, type World } from './worlds.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/screens' },
    language: { type: 'string', multiple: true, default: ['zh-CN', 'en'] },
    size: { type: 'string', multiple: true, default: ['1280x720', '1920x1080', '3840x2160'] },
    world: { type: 'string', multiple: true, default: ['new', 'street', 'crowd', 'desktop'] },
    only: { type: 'string' },
  },
});

const worlds: Record<string, { open: (language: Language) => Promise<World>; shots: readonly Shot[] }> = {
  new: { open: newWorld, shots: newShots },
  street: { open: streetWorld, shots: streetShots },
  crowd: { open: crowdWorld, shots: crowdShots },
  desktop: { open: desktopWorld, shots: desktopShots },
};

const sizes = values.size.map((text) => {
  const [width = 1280, height = 720] = text.split('x').map(Number);
  return { width, height };
});
const only = values.only?.split(',');

async function showTheme(page: Page, light: boolean): Promise<void> {
  await page.evaluate((scheme) => document.documentElement.setAttribute('data-mantine-color-scheme', scheme), light ? 'light' : 'dark');
}

async function takeShots(browser: Browser, name: string, language: Language): Promise<void> {
  const { open, shots } = worlds[name] ?? {};
  if (open === undefined || shots === undefined) throw new Error(`no world ${name}: ${Object.keys(worlds).join(', ')}`);
  const world = await open(language);
  const context = await browser.newContext({ viewport: sizes[0] ?? null, locale: language, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    if (world.bridge !== undefined) await addFakeBridge(page, { language, ...world.bridge });
    for (const shot of shots) {
      await shot.act({ page, world, language }).catch((error: unknown) => console.error(`${shot.name} ${language}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`));
      if (only !== undefined && !only.includes(shot.name)) continue;
      await showTheme(page, shot.light === true);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.waitForTimeout(size === sizes[0] ? 300 : 900);
        const file = join(values.out, `${shot.name}.${language}.${size.width}x${size.height}.png`);
        await page.screenshot({ path: file });
        console.log(file);
      }
      if (shot.light === true) await showTheme(page, false);
      await page.setViewportSize(sizes[0] ?? { width: 1280, height: 720 });
    }
  } finally {
    await context.close();
    await world.close();
  }
}

mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['WATCHHOUSE_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
});
try {
  for (const language of values.language.map((text) => Language.parse(text))) for (const name of values.world) await takeShots(browser, name, language);
} finally {
  await browser.close();
}
