import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { connectParent } from '../../../process/parent.ts';
import { check, measure } from './compare.ts';
import { messageOf, tryModel } from './try-model.ts';
import { TrialError, TrialRequest, type TrialAnswer } from './trial-protocol.ts';

/*
 * Child process that is shown a model from outside: it reads, loads and runs it, answers once and is ended. It may crash,
 * hang or grow; that is what it is for.
 */
const parent = connectParent();
const mostBytes = z.coerce.number().min(1).parse(process.argv[2]);
parent.onGone(() => process.exit());
const guard = new Worker(new URL(`./memory-guard${extname(import.meta.url)}`, import.meta.url), { workerData: { mostBytes }, name: 'memory guard' });

async function answer(request: TrialRequest): Promise<TrialAnswer> {
  const { builtIn, path, provider, threads } = request;
  if (request.type === 'check') return { type: 'checked', result: await check(builtIn, { card: request.card, path }, request.picture, provider, threads) };
  const { card, facts } = await tryModel(request.id, path, provider, threads);
  return { type: 'tried', tried: { card, facts: { ...facts, ...(await measure(builtIn, { card, path }, provider, threads)) } } };
}

parent.onMessage((message) => {
  answer(TrialRequest.parse(message)).then(
    (said) => parent.send(said),
    (error: unknown) => parent.send({ type: 'problem', problem: error instanceof TrialError ? error.problem : 'run-failed', detail: messageOf(error) } satisfies TrialAnswer),
  );
});
guard.unref();
