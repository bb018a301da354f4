import type { Launch } from '../../../process/launch.ts';
import { TrialAnswer, type TrialRequest } from './trial-protocol.ts';

/** Loading, recognising and measuring a large model on a slow machine takes less. */
const trialWithinMs = 60_000;
/** More than any detector for a camera's picture needs. */
const trialBytes = 4_000_000_000;

export type TrialBounds = { readonly withinMs?: number; readonly mostBytes?: number };

/** Asks a process of its own about a model, which may crash or hang without harm. Never rejects. */
export function runTrial(launch: Launch, request: TrialRequest, { withinMs = trialWithinMs, mostBytes = trialBytes }: TrialBounds = {}): Promise<TrialAnswer> {
  return new Promise((resolve) => {
    const settle = (answer: TrialAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      child.kill();
    };
    const timer = setTimeout(() => settle({ type: 'problem', problem: 'no-answer', detail: null }), withinMs);
    const child = launch('detector-trial', { args: [String(mostBytes)], env: process.env }, {
      onReady: () => void child.send(request),
      onMessage: (message) => {
        const answer = TrialAnswer.safeParse(message);
        settle(answer.success ? answer.data : { type: 'problem', problem: 'run-failed', detail: 'an answer that nobody understands' });
      },
      onExit: (reason) => settle({ type: 'problem', problem: 'crashed', detail: reason }),
    });
  });
}
