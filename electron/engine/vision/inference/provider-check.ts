import { execFile } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Model } from '../model-card.ts';
import type { Provider } from './inference-protocol.ts';

export type ProviderMeasure = {
  readonly id: Provider;
  /** Null when it cannot be used. */
  readonly msPerRun: number | null;
  /** What onnxruntime said, or how its process ended. */
  readonly problem: string | null;
};

const Measure = z.object({ msPerRun: z.number().positive() });

/** Providers that onnxruntime has for a platform at all; whether the machine has the hardware only a run can tell. */
function candidatesOn(platform: NodeJS.Platform): readonly Provider[] {
  if (platform === 'win32') return ['cpu', 'dml', 'webgpu'];
  if (platform === 'darwin') return ['cpu', 'coreml', 'webgpu'];
  return ['cpu', 'cuda', 'webgpu'];
}

/** One line of what a failed probe wrote, without the path and stack around it. */
function problemOf(error: { readonly signal?: NodeJS.Signals | null; readonly killed?: boolean }, stderr: string): string {
  const said = stderr.split('\n').findLast((line) => /error/i.test(line));
  if (said !== undefined) return said.trim().slice(0, 300);
  if (error.killed === true) return 'no answer in time';
  return error.signal ? `ended by ${error.signal}` : 'ended without an answer';
}

/** Measures one provider in a process of its own, which may crash or hang without harm. Never rejects. */
export function measureProvider(model: Model, id: Provider, threads: number, withinMs = 30_000): Promise<ProviderMeasure> {
  const file = fileURLToPath(new URL(`./provider-probe${extname(import.meta.url)}`, import.meta.url));
  const args = [file, model.path, id, model.card.input.name, String(threads)];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: withinMs, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout, stderr) => {
      const line = stdout.split('\n').find((text) => text.startsWith('{'));
      if (line === undefined) resolve({ id, msPerRun: null, problem: problemOf(error ?? {}, stderr) });
      else resolve({ id, msPerRun: Measure.parse(JSON.parse(line)).msPerRun, problem: null });
    });
  });
}

/**
 * Measures every execution provider that this platform could have, one after the other (about a second each), fastest
 * first, those that do not work last. `cpu` is always among them. The answer holds for a machine until its hardware
 * or onnxruntime changes.
 */
export async function checkProviders(model: Model, threads: number): Promise<ProviderMeasure[]> {
  const measures: ProviderMeasure[] = [];
  for (const id of candidatesOn(process.platform)) measures.push(await measureProvider(model, id, threads));
  return measures.toSorted((a, b) => (a.msPerRun ?? Infinity) - (b.msPerRun ?? Infinity));
}
