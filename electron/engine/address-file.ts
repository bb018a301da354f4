import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { http } from '../contract/http.ts';

const Told = z.object({ address: z.url(), pid: z.number().int().positive() });
const answerWithinMs = 2000;
const askEveryMs = 300;

/** Where a running engine says its address, for a second start on the same data folder to find. */
const fileIn = (folder: string): string => join(folder, 'engine.json');

export function tellAddress(folder: string, address: string): void {
  const file = fileIn(folder);
  writeFileSync(`${file}.new`, JSON.stringify({ address, pid: process.pid }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function forgetAddress(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

/** What is known of the engine that holds a folder. `address` only when it answers there. */
export type OtherEngine = { readonly pid: number | null; readonly address: string | null };

/**
 * Looks for the engine that holds a data folder. A file that an engine left which was killed says nothing; one that is just
 * starting has not told its address yet, so it is waited for.
 */
export async function findOtherEngine(folder: string, withinMs = 8000): Promise<OtherEngine> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const told = readTold(folder);
    const isAlive = told !== null && isRunning(told.pid);
    if (isAlive && (await answers(told.address))) return told;
    if (performance.now() >= deadline) return { pid: isAlive ? told.pid : null, address: null };
    await sleep(askEveryMs);
  }
}

function readTold(folder: string): z.infer<typeof Told> | null {
  try {
    return Told.safeParse(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(new URL(http.session, address), { signal: AbortSignal.timeout(answerWithinMs) })).ok;
  } catch {
    return false;
  }
}
