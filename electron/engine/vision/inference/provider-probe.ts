import ort from 'onnxruntime-node';
import { z } from 'zod';
import { connectParent } from '../../process/parent.ts';
import { providers } from './inference-protocol.ts';
import type { ProbeAnswer } from './provider-check.ts';
import { openSession } from './session.ts';

/*
 * Child process of `checkProviders`: measures one execution provider and says how long a run takes, or what
 * onnxruntime says. It may crash; that is what it is for.
 */
const [modelPath, provider, input, threads] = z
  .tuple([z.string(), z.enum(providers), z.string(), z.coerce.number().int().min(1)])
  .parse(process.argv.slice(2));
const warmUps = 3;
const runs = 10;

const parent = connectParent();
parent.onGone(() => process.exit());

async function measure(): Promise<number> {
  const session = await openSession(modelPath, provider, threads);
  const picture = new ort.Tensor('uint8', new Uint8Array(3 * 320 * 416).fill(114), [1, 3, 320, 416]);
  for (let run = 0; run < warmUps; run++) await session.run({ [input]: picture });
  const startedAt = performance.now();
  for (let run = 0; run < runs; run++) await session.run({ [input]: picture });
  const msPerRun = (performance.now() - startedAt) / runs;
  await session.release();
  return msPerRun;
}

measure().then(
  (msPerRun) => parent.send({ msPerRun, problem: null } satisfies ProbeAnswer),
  (error: unknown) => parent.send({ msPerRun: null, problem: error instanceof Error ? error.message : String(error) } satisfies ProbeAnswer),
);
