import type { Page } from 'playwright';
import type { Language } from '../../electron/contract/words.ts';
import { person, type World } from './worlds.ts';

export type Stage = { readonly page: Page; readonly world: World; readonly language: Language };

/** A picture to take: `act` leads there from wherever the picture before it left the page. */
export type Shot = { readonly name: string; readonly light?: boolean; readonly act: (stage: Stage) => Promise<void> };

export const id = (page: Page, testId: string) => page.getByTestId(testId);
export const settle = (page: Page, ms = 500): Promise<void> => page.waitForTimeout(ms);

export async function go(page: Page, hash: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.evaluate((to) => void (location.hash = to), hash);
  await settle(page, 800);
}

export async function signIn({ page, world }: Stage, password = person.password): Promise<void> {
  if (!page.url().startsWith(world.address)) await page.goto(world.address);
  const [name, secret] = [id(page, 'sign-in').locator('input').first(), id(page, 'sign-in').locator('input[type=password]')];
  await name.fill(world.camera === null ? 'admin' : person.username);
  await secret.fill(password);
  await page.keyboard.press('Enter');
  await settle(page);
}
