import { expect, it } from 'vitest';
import { worstConnection } from '../../../../electron/engine/worker/camera-phase.ts';

it('calls a camera as well as its worst connection', () => {
  const live = { phase: 'live', problem: null, retryAt: null, since: 1 } as const;
  const waiting = { phase: 'waiting', problem: 'stalled', retryAt: 9, since: 2 } as const;
  expect(worstConnection([live, waiting], 5)).toEqual(waiting);
  expect(worstConnection([live], 5)).toEqual(live);
  expect(worstConnection([], 5)).toEqual({ phase: 'off', problem: null, retryAt: null, since: 5 });
});
