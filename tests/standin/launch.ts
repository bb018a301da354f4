import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from 'playwright/test';
import type { Fixture } from './app/main.ts';

const standIn = join(import.meta.dirname, '..', 'electron-standin');
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= standIn;

export const executable = join(standIn, 'electron');
export const program = join(import.meta.dirname, 'app');

declare global {
  var fixture: Fixture;
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be merged
  interface Window {
    fixture: {
      readonly version: number;
      readonly nested: { readonly list: readonly unknown[] };
      readonly has: object;
      double(value: number): number;
      later(value: unknown): Promise<unknown>;
      fail(): void;
      callBack(run: (text: string) => string): string;
      pathOf(file: File): string;
      invoke(channel: string, ...args: unknown[]): Promise<unknown>;
      send(channel: string, ...args: unknown[]): void;
      onTold(listener: (...args: unknown[]) => void): void;
      openChannel(): void;
      portCall(message: unknown): Promise<unknown>;
    };
    ports: Record<string, MessagePort>;
    got: unknown[];
  }
}

export function userData(): string {
  return mkdtempSync(join(tmpdir(), 'standin-spec-'));
}

export function launch(...args: string[]): Promise<ElectronApplication> {
  return _electron.launch({ args: [program, ...args] });
}

/** The fixture's program with a folder of its own, and its window. */
export const test = base.extend<{ app: ElectronApplication; page: Page }>({
  app: async ({}, use) => {
    const app = await launch(`--user-data-dir=${userData()}`);
    app.process().stderr?.on('data', (chunk: Buffer) => process.env['DEBUG_STANDIN'] && process.stderr.write(chunk));
    await use(app);
    await app.close();
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.locator('h1').waitFor();
    await use(page);
  },
});

export { expect } from 'playwright/test';
