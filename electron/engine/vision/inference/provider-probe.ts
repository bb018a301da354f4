import ort from 'onnxruntime-node';
import { z } from 'zod';
import { providers } from './inference-protocol.ts';
import { openSession } from './session.ts';

/*
 * Child process of `checkProviders`: measures one execution provider and prints one line of JSON. It may crash; that
 * is what it is for.
 */
const [modelPath, provider, input, threads] = z
  .tuple([z.string(), z.enum(providers), z.string(), z.coerce.number().int().min(1)])
  .parse(process.argv.slice(2));
const warmUps = 3;
const runs = 10;

const session = await openSession(modelPath, provider, threads);
const picture = new ort.Tensor('uint8', new Uint8Array(3 * 320 * 416).fill(114), [1, 3, 320, 416]);
for (let run = 0; run < warmUps; run++) await session.run({ [input]: picture });
const startedAt = performance.now();
for (let run = 0; run < runs; run++) await session.run({ [input]: picture });
console.log(JSON.stringify({ msPerRun: (performance.now() - startedAt) / runs }));
await session.release();
