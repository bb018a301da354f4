import { z } from 'zod';
import type { Launch } from '../../process/launch.ts';
import { launchWithNode } from '../../process/launch-node.ts';
import type { Model } from '../model-card.ts';
import type { Provider } from './inference-protocol.ts';

export type ProviderMeasure = {
  readonly id: Provider;
  /** Null when it cannot be used. */
  readonly msPerRun: number | null;
  /** What onnxruntime said, or how its process ended. */
  readonly problem: string | null;
};

export const ProbeAnswer = z.object({ msPerRun: z.number().positive().nullable(), problem: z.string().nullable() });
export type ProbeAnswer = z.infer<typeof ProbeAnswer>;

/** Providers that onnxruntime has for a platform at all; whether the machine has the hardware only a run can tell. */
function candidatesOn(platform: NodeJS.Platform): readonly Provider[] {
  if (platform === 'win32') return ['cpu', 'dml', 'webgpu'];
  if (platform === 'darwin') return ['cpu', 'coreml', 'webgpu'];
  return ['cpu', 'cuda', 'webgpu'];
}

/** One line of what onnxruntime said. */
function problemOf(said: string): string {
  const lines = said.split('\n');
  return (lines.findLast((line) => /error/i.test(line)) ?? lines[0] ?? '').trim().slice(0, 300);
}

/** Measures one provider in a process of its own, which may crash or hang without harm. Never rejects. */
export function measureProvider(model: Model, id: Provider, threads: number, withinMs = 30_000, launch: Launch = launchWithNode): Promise<ProviderMeasure> {
  return new Promise((resolve) => {
    let problem: string | null = null;
    const settle = (msPerRun: number | null): void => {
      clearTimeout(timer);
      resolve({ id, msPerRun, problem: msPerRun === null ? (problem ?? 'ended without an answer') : null });
      child.kill();
    };
    const timer = setTimeout(() => {
      problem = 'no answer in time';
      settle(null);
    }, withinMs);
    const child = launch('provider-probe', { args: [model.path, id, model.card.input.name, String(threads)], env: process.env }, {
      onMessage: (message) => {
        const answer = ProbeAnswer.parse(message);
        if (answer.problem !== null) problem = problemOf(answer.problem);
        settle(answer.msPerRun);
      },
      onExit: (reason) => {
        problem ??= reason.startsWith('signal') ? `ended by ${reason.slice('signal '.length)}` : null;
        settle(null);
      },
    });
  });
}

/**
 * Measures every execution provider that this platform could have, one after the other (about a second each), fastest
 * first, those that do not work last. `cpu` is always among them. The answer holds for a machine until its hardware
 * or onnxruntime changes.
 */
export async function checkProviders(model: Model, threads: number, launch?: Launch): Promise<ProviderMeasure[]> {
  const measures: ProviderMeasure[] = [];
  for (const id of candidatesOn(process.platform)) measures.push(await measureProvider(model, id, threads, undefined, launch));
  return measures.toSorted((a, b) => (a.msPerRun ?? Infinity) - (b.msPerRun ?? Infinity));
}
