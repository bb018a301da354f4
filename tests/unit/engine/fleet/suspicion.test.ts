import { expect, it } from 'vitest';
import { createSuspicion } from '../../../../electron/engine/fleet/suspicion.ts';

it('suspects a camera that was present at three crashes, and forgives it after ten quiet minutes', () => {
  const suspicion = createSuspicion();
  suspicion.crashed(['guilty', 'unlucky'], 0);
  suspicion.crashed(['guilty'], 1000);
  expect([...suspicion.suspects(1000)]).toEqual([]);
  suspicion.crashed(['guilty'], 2000);
  expect([...suspicion.suspects(2000)]).toEqual(['guilty']);
  expect([...suspicion.suspects(2000 + 10 * 60_000)]).toEqual([]);
});
