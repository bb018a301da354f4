import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Severity } from '../../../../electron/contract/scene.ts';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';
import { episodeAt, sequence } from '../../../support/seed-events.ts';

const at = 1_790_000_000_000;
const random = sequence(3);
let house: TestHouse;
let cameraId: string;
beforeEach(async () => {
  house = await openTestHouse();
  cameraId = (await house.addCamera()).id;
});
afterEach(async () => {
  await house.close();
  removeFolder(house.folder);
});

async function happen(severity: Severity, startedAt: number, endedAt: number | null = startedAt + 1000): Promise<string> {
  const episode = { ...episodeAt(startedAt, random), severity, startedAt, endedAt };
  await house.events.recordEpisode(cameraId, { kind: endedAt === null ? 'opened' : 'closed', episode }, null);
  return episode.id;
}
const due = async (now: number, limit = 10): Promise<string[]> => (await house.events.clipsDue(now, limit)).map(({ event }) => event.id);

describe('clips that wait to be cut', () => {
  it('are cut undecided red first, the newest first, decided last', async () => {
    const blue = await happen('blue', at + 9000);
    const oldRed = await happen('red', at);
    const newRed = await happen('red', at + 5000);
    const decided = await happen('red', at + 8000);
    const yellow = await happen('yellow', at);
    await house.events.decide({ accountId: 'a', name: 'Wang' }, decided, { state: 'confirmed', note: '' });
    expect(await due(at + 60_000)).toEqual([newRed, oldRed, yellow, blue, decided]);
    expect(await due(at + 60_000, 2)).toEqual([newRed, oldRed]);
  });

  it('are due 10 s after the end, and of an event that goes on once its beginning can be shown', async () => {
    const over = await happen('red', at);
    expect(await due(at + 10_999)).toEqual([]);
    expect(await due(at + 11_000)).toEqual([over]);
    await house.events.clipSettled(over, { clip: 'none' });
    const goesOn = await happen('red', at, null);
    expect(await due(at + 60_000)).toEqual([goesOn]);
  });

  it('wait for the next start, and those put off for their time', async () => {
    const first = await happen('red', at);
    const second = await happen('red', at + 1);
    await house.events.clipPostponed(second, at + 90_000);
    const { folder } = house;
    await house.close();
    house = await openTestHouse(folder);
    expect(await due(at + 60_000)).toEqual([first]);
    expect(await due(at + 90_000)).toEqual([second, first]);
  });
});
