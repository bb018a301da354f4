import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProviderChoice, type Measured, type ProviderChoiceOptions } from '../../../../electron/engine/station/provider-choice.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';

const measures: Measured[] = [
  { id: 'webgpu', msPerRun: 4, problem: null },
  { id: 'cpu', msPerRun: 20, problem: null },
  { id: 'cuda', msPerRun: null, problem: 'no device' },
];
let house: TestHouse;
let used: string[];
let checks: number;
beforeEach(async () => {
  house = await openTestHouse();
  used = [];
  checks = 0;
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

function choice(options: Partial<ProviderChoiceOptions> = {}): ProviderChoice {
  return new ProviderChoice({
    db: house.store.db,
    madeWith: 'onnxruntime 1',
    check: () => {
      checks++;
      return Promise.resolve(measures);
    },
    chosen: () => null,
    use: (provider) => used.push(provider),
    log: () => undefined,
    ...options,
  });
}

describe('the execution provider', () => {
  it('is the processor until the check at the first start has found the fastest', async () => {
    const first = choice();
    await first.start();
    await first.check();
    expect(used).toEqual(['cpu', 'webgpu']);
    expect(checks).toBe(1);
  });

  it('is known at once at the next start, and measured anew with other versions', async () => {
    await choice().check();
    used = [];
    const next = choice();
    await next.start();
    expect([used, checks]).toEqual([['webgpu'], 1]);
    const updated = choice({ madeWith: 'onnxruntime 2' });
    await updated.start();
    await updated.check();
    expect(checks).toBe(2);
  });

  it('is what the user chose, whatever is faster', async () => {
    const mine = choice({ chosen: () => 'cpu' });
    await mine.check();
    expect(mine.provider).toBe('cpu');
    expect(used).toEqual(['cpu']);
  });
});
