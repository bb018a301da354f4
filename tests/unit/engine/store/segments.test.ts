import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestHouse, removeFolder, type TestHouse } from '../../../support/house.ts';

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

function segment(startedAt: number, more: object = {}) {
  return { camera_id: cameraId, file: `${startedAt}.mp4`, started_at: startedAt, ended_at: startedAt + 30_000, bytes: 1000, codec: 'h264', width: 640, height: 360, finished: 1 as const, ...more };
}

test('a segment that grows is one row', async () => {
  await house.segments.record(segment(0, { ended_at: 1000, bytes: 10, finished: 0 }));
  expect(await house.segments.unfinished()).toHaveLength(1);
  await house.segments.record(segment(0));
  expect(await house.segments.unfinished()).toHaveLength(0);
  expect(await house.segments.bytes()).toEqual(new Map([[cameraId, 1000]]));
});

test('the segments of a span are those that overlap it, oldest first', async () => {
  for (const startedAt of [90_000, 0, 60_000, 30_000]) await house.segments.record(segment(startedAt));
  const found = await house.segments.between(cameraId, 30_000, 61_000);
  expect(found.map(({ started_at }) => started_at)).toEqual([30_000, 60_000]);
});

test('the oldest segments are of all cameras or of one, and can be forgotten', async () => {
  const other = (await house.addCamera()).id;
  await house.segments.record(segment(50_000));
  await house.segments.record(segment(20_000, { camera_id: other }));
  await house.segments.record(segment(10_000, { finished: 0 }));
  const oldest = await house.segments.oldest(5);
  expect(oldest.map(({ started_at }) => started_at)).toEqual([20_000, 50_000]);
  expect(await house.segments.oldest(5, cameraId)).toHaveLength(1);
  await house.segments.forget(oldest.map(({ id }) => id));
  expect(await house.segments.oldest(5)).toEqual([]);
});

test('segments past their age are those of the camera that ended before', async () => {
  for (const startedAt of [0, 30_000, 60_000]) await house.segments.record(segment(startedAt));
  expect((await house.segments.endedBefore(cameraId, 60_001, 10)).map(({ started_at }) => started_at)).toEqual([0, 30_000]);
});
