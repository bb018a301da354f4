import { describe, expect, it } from 'vitest';
import { Scene } from '../../../../electron/contract/scene.ts';
import { Analyzer, type AnalyzerOptions } from '../../../../electron/engine/analysis/analyzer.ts';
import type { EpisodeChange } from '../../../../electron/engine/behavior/episode.ts';
import type { PlanarPicture, SmallFrame } from '../../../../electron/engine/media/small-frame.ts';
import type { Detection, Observation, Skeleton } from '../../../../electron/engine/vision/observation.ts';
import { boxOn, middleZone } from '../../../support/observations.ts';

const width = 160;
const height = 90;

/** Frames of a flat grey picture in which a bright box stands where `foot` says; the free ones are counted. */
function frameOf(at: number, foot: { x: number; y: number } | null, freed: number[]): SmallFrame {
  return {
    at,
    index: Math.round(at / 200),
    sourceWidth: 1600,
    sourceHeight: 900,
    gray() {
      const data = new Uint8Array(width * height).fill(90);
      if (foot !== null) {
        const box = boxOn(foot);
        for (let y = Math.floor(box.top * height); y < (box.top + box.height) * height; y++)
          data.fill(210, y * width + Math.floor(box.left * width), y * width + Math.floor((box.left + box.width) * width));
      }
      return { data, width, height };
    },
    planes: () => ({ data: new Uint8Array(0), width: at, height: 0, pictureWidth: 0, pictureHeight: 0 }),
    part: ({ x, y, pictureWidth, pictureHeight }) => ({ data: new Uint16Array([x, y, at]) as unknown as Uint8Array<ArrayBuffer>, width: pictureWidth, height: pictureHeight, pictureWidth, pictureHeight }),
    jpeg: () => Buffer.alloc(0),
    free: () => freed.push(at),
  };
}

const scene = Scene.parse({ zones: [middleZone], behaviors: [{ id: 'r', behavior: 'intrusion', zone: 'middle' }] });
/** Walks in from the left, stands in the zone from 3 s on, walks out at 20 s. */
const wayIn = (at: number) => ({ x: at < 3000 ? 0.2 + (at / 3000) * 0.3 : at < 20_000 ? 0.5 : Math.min(0.95, 0.5 + (at - 20_000) / 6000), y: 0.55 });
const personAt = (at: number): Detection[] => [{ box: boxOn(wayIn(at)), class: 'person', confidence: 0.8 }];

const longest = 384;
/** When a picture for the model of poses was taken; it is empty where it is all of the frame. */
const timeOf = ({ data, width }: PlanarPicture): number => data[2] ?? width;

/** The body of whoever is there, as the model finds it in that picture. */
function bodyIn(picture: PlanarPicture): Skeleton[] {
  const box = boxOn(wayIn(timeOf(picture)));
  const [x = 0, y = 0] = picture.data;
  const whole = picture.data.length === 0;
  const [across, down] = whole ? [1, 1] : [picture.width / longest, picture.height / ((longest * 9) / 16)];
  return [{ keypoints: [], box: { left: (box.left - x / 1600) / across, top: (box.top - y / 900) / down, width: box.width / across, height: box.height / down }, confidence: 0.6, track: null }];
}

type Bench = { analyzer: Analyzer; observations: Observation[]; changes: EpisodeChange[]; looked: number[]; freed: number[]; failures: unknown[] };

function bench(more: Partial<AnalyzerOptions> = {}): Bench {
  const observations: Observation[] = [];
  const changes: EpisodeChange[] = [];
  const looked: number[] = [];
  const failures: unknown[] = [];
  const analyzer = new Analyzer({
    detect: ({ width: at }) => {
      looked.push(at);
      return Promise.resolve(personAt(at));
    },
    fit: { way: 'longest', longest: 416, pad: 0 },
    poses: null,
    fights: null,
    gate: 'motion',
    classes: null,
    onObservation: ({ observation }) => observations.push(observation),
    onEpisode: (change) => changes.push(change),
    onFailure: (error) => failures.push(error),
    ...more,
  });
  analyzer.setScene(scene);
  return { analyzer, observations, changes, looked, freed: [], failures };
}

async function play(b: Bench, untilMs: number, fromMs = 0): Promise<void> {
  for (let at = fromMs; at <= untilMs; at += 200) await b.analyzer.take(frameOf(at, wayIn(at), b.freed));
}

describe('the analyzer', () => {
  it('makes one event of somebody who walks in, stands still and leaves, although the gate is shut while he stands', async () => {
    const b = bench();
    await play(b, 26_000);
    await b.analyzer.finish();
    expect(b.changes.map(({ kind }) => kind).filter((kind) => kind !== 'updated')).toEqual(['opened', 'closed']);
    const closed = b.changes.at(-1)?.episode;
    expect(closed?.startedAt).toBeLessThan(4000);
    expect(closed?.endedAt).toBeGreaterThan(20_000);
    expect(b.looked.length).toBeLessThan(b.observations.length * 0.8);
    expect(b.failures).toEqual([]);
  });
  it('never looks again at a still picture after the first seconds', async () => {
    const b = bench({ detect: ({ width: at }) => (b.looked.push(at), Promise.resolve([])) });
    for (let at = 0; at <= 60_000; at += 200) await b.analyzer.take(frameOf(at, null, b.freed));
    await b.analyzer.finish();
    expect(b.looked.at(-1)).toBeLessThan(5000);
    expect(b.analyzer.counts.active).toBe(b.looked.length);
  });
  it('looks closely at somebody far away, and reports him where he is in the whole picture', async () => {
    /** In the source's pixels; he walks to the right. */
    const far = (at: number) => ({ x: 800 + at / 40, y: 300, width: 16, height: 42 });
    let at = 0;
    let closeLooks = 0;
    const b = bench({
      gate: 'always',
      fit: 416,
      detect: ({ data, pictureWidth, pictureHeight }) => {
        const [x = 0, y = 0] = data;
        const isPart = data.length > 0;
        if (isPart) closeLooks++;
        // The scale at which a part is shown is not told; these parts are shown as large as they are.
        const [width, height] = isPart ? [pictureWidth, pictureHeight] : [1600, 900];
        const him = far(at);
        return Promise.resolve([{ class: 'person' as const, confidence: isPart ? 0.8 : 0.3, box: { left: (him.x - x) / width, top: (him.y - y) / height, width: him.width / width, height: him.height / height } }]);
      },
    });
    for (; at <= 6000; at += 200) await b.analyzer.take(frameOf(at, { x: (far(at).x + 8) / 1600, y: 0.4 }, b.freed));
    await b.analyzer.finish();
    const seen = b.observations.at(-1)?.tracks.find(({ box }) => box.height < 0.1)?.box;
    expect(closeLooks).toBeGreaterThan(20);
    expect((seen?.left ?? 0) * 1600).toBeCloseTo(far(6000).x, -1);
    expect((seen?.width ?? 0) * 1600).toBeCloseTo(16, 0);
    expect(b.analyzer.counts.detectorPixels).toBeGreaterThan(0);
  });
  it('looks at every frame when told so', async () => {
    const b = bench({ gate: 'always' });
    await play(b, 10_000);
    await b.analyzer.finish();
    expect(b.looked).toHaveLength(51);
  });
  it('gives observations in the order of the frames although detections take their time, and frees every frame once', async () => {
    const b = bench({ gate: 'always', detect: async ({ width: at }) => (await new Promise((done) => setTimeout(done, (at / 200) % 3)), personAt(at)) });
    await play(b, 4000);
    await b.analyzer.finish();
    const ats = b.observations.map(({ at }) => at);
    expect(ats).toEqual(ats.toSorted((x, y) => x - y));
    expect(b.freed.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 21 }, (_, i) => i * 200));
  });
  it('gives the same answers for the same frames', async () => {
    const [one, two] = [bench(), bench()];
    for (const b of [one, two]) {
      await play(b, 22_000);
      await b.analyzer.finish();
    }
    expect(one.observations).toEqual(two.observations);
  });
  it('drops the oldest waiting frame of a camera when the detector is behind, and counts it', async () => {
    let release = (): void => undefined;
    const gateOpen = new Promise<void>((done) => {
      release = done;
    });
    const b = bench({ gate: 'always', detect: async ({ width: at }) => (await gateOpen, personAt(at)) });
    for (let at = 0; at < 2000; at += 200) b.analyzer.offer(frameOf(at, wayIn(at), b.freed));
    expect(b.analyzer.counts.dropped).toBe(7);
    release();
    await b.analyzer.finish();
    expect(b.observations.map(({ at }) => at)).toEqual([0, 200, 1800]);
    expect(new Set(b.freed).size).toBe(10);
  });
  it('leaves out a frame that the detector failed on and goes on', async () => {
    const b = bench({ gate: 'always', detect: ({ width: at }) => (at === 400 ? Promise.reject(new Error('no')) : Promise.resolve(personAt(at))) });
    await play(b, 1000);
    await b.analyzer.finish();
    expect(b.observations.map(({ at }) => at)).toEqual([0, 200, 600, 800, 1000]);
    expect(b.failures).toHaveLength(1);
    expect(b.freed).toHaveLength(6);
  });
  it('still makes tracks when there are no rules', async () => {
    const b = bench();
    b.analyzer.setScene(Scene.parse({}));
    await play(b, 5000);
    await b.analyzer.finish();
    expect(b.changes).toEqual([]);
    expect(b.observations.at(-1)?.tracks).toHaveLength(1);
  });
  it('ends the event of a rule that is taken away, and leaves the others going', async () => {
    const b = bench();
    const two = Scene.parse({ ...scene, behaviors: [...scene.behaviors, { id: 's', behavior: 'intrusion', zone: 'middle', severity: 'red' }] });
    b.analyzer.setScene(two);
    await play(b, 6000);
    b.analyzer.setScene(scene);
    expect(b.changes.filter(({ kind }) => kind === 'closed').map(({ episode }) => episode.ruleId)).toEqual(['s']);
    await play(b, 8000, 6200);
    await b.analyzer.finish();
    expect(b.changes.filter(({ kind }) => kind === 'opened').map(({ episode }) => episode.ruleId).sort()).toEqual(['r', 's']);
  });
  it('keeps the scene it has when a new one is wrong', async () => {
    const b = bench();
    expect(() => b.analyzer.setScene({ zones: [], lines: [], behaviors: [{ id: 'x', behavior: 'flying', enabled: true, settings: {} }], ground: null })).toThrow();
    await play(b, 6000);
    await b.analyzer.finish();
    expect(b.changes.some(({ kind }) => kind === 'opened')).toBe(true);
  });
  it('begins anew when the clock goes back', async () => {
    const b = bench();
    await play(b, 6000);
    await play(b, 6000);
    await b.analyzer.finish();
    expect(b.changes.filter(({ kind }) => kind === 'opened')).toHaveLength(2);
    expect(b.changes.filter(({ kind }) => kind === 'closed')).toHaveLength(2);
  });
  it('looks for bodies only where a rule needs them and somebody is there, and tells whose they are', async () => {
    const fallScene = Scene.parse({ behaviors: [{ id: 'f', behavior: 'fall' }] });
    const asked: number[] = [];
    let closer = 0;
    const poses = {
      longest,
      find: (picture: PlanarPicture): Promise<Skeleton[]> => {
        asked.push(timeOf(picture));
        if (picture.data.length > 0) closer++;
        return Promise.resolve(bodyIn(picture));
      },
    };
    const without = bench({ poses });
    await play(without, 4000);
    await without.analyzer.finish();
    expect(asked).toEqual([]);
    expect(without.observations.every(({ skeletons }) => skeletons === undefined)).toBe(true);

    const b = bench({ poses });
    b.analyzer.setScene(fallScene);
    await play(b, 12_000);
    await b.analyzer.finish();
    expect(asked.length).toBe(b.analyzer.counts.posed);
    expect(closer).toBeGreaterThan(asked.length / 2);
    expect(asked.filter((at) => at < 3000).length).toBeGreaterThan(8);
    expect(b.observations.filter(({ skeletons }) => skeletons !== undefined).at(-1)?.skeletons?.[0]?.track).toBe(b.observations.at(-1)?.tracks[0]?.id);
    // He stands still from 3 s on: the gate shuts, and a look every two seconds is all.
    expect(asked.filter((at) => at > 6000).length).toBeLessThanOrEqual(4);
  });
  it('keeps the objects of a picture whose bodies could not be looked for', async () => {
    const b = bench({ gate: 'always', poses: { longest: 384, find: () => Promise.reject(new Error('no')) } });
    b.analyzer.setScene(Scene.parse({ ...scene, behaviors: [...scene.behaviors, { id: 'f', behavior: 'fall' }] }));
    await play(b, 5000);
    await b.analyzer.finish();
    expect(b.failures.length).toBeGreaterThan(0);
    expect(b.observations).toHaveLength(26);
    expect(b.changes.some(({ kind }) => kind === 'opened')).toBe(true);
  });
  it('asks for the same bodies however long the models take', async () => {
    const run = async (delayOf: (at: number) => number): Promise<number[]> => {
      const asked: number[] = [];
      const later = async <T>(at: number, value: T): Promise<T> => (await new Promise((done) => setTimeout(done, delayOf(at))), value);
      const b = bench({
        detect: ({ width: at }) => later(at, personAt(at)),
        poses: { longest: 384, find: (picture) => (asked.push(timeOf(picture)), later(timeOf(picture), bodyIn(picture))) },
      });
      b.analyzer.setScene(Scene.parse({ behaviors: [{ id: 'f', behavior: 'fall' }] }));
      await play(b, 8000);
      await b.analyzer.finish();
      return asked;
    };
    expect(await run((at) => (at / 200) % 4)).toEqual(await run(() => 0));
  });
  it('asks more rarely about fights on an overloaded machine, but for one that seems to go on', async () => {
    const wrestling = (at: number) => ({ x: 0.5 + 0.1 * Math.sin(at / 400), y: 0.55 });
    const asked = async (score: number, rate: number): Promise<number> => {
      let times = 0;
      const b = bench({
        detect: ({ width: at }) => Promise.resolve([0, 0.03].map((aside): Detection => ({ box: boxOn({ x: wrestling(at).x + aside, y: 0.55 }, 0.05, 0.3), class: 'person', confidence: 0.8 }))),
        fights: { judge: () => (times++, Promise.resolve(score)), model: 'm' },
      });
      b.analyzer.setScene(Scene.parse({ behaviors: [{ id: 'f', behavior: 'fight' }] }));
      const pictures = b.analyzer.setFps(5 * rate, rate);
      for (let at = 0; at <= 30_000; at += 1000 / pictures) await b.analyzer.take(frameOf(at, wrestling(at), b.freed));
      await b.analyzer.finish();
      expect(b.failures).toEqual([]);
      return times;
    };
    const usual = await asked(0.1, 1);
    expect(usual).toBeGreaterThan(10);
    expect(await asked(0.1, 0.5)).toBeLessThanOrEqual(usual / 3);
    expect(await asked(0.8, 0.5)).toBeGreaterThan(0.8 * usual);
  });
  it('follows only the chosen classes', async () => {
    const b = bench({ classes: ['car'] });
    await play(b, 6000);
    await b.analyzer.finish();
    expect(b.observations.every(({ tracks }) => tracks.length === 0)).toBe(true);
  });
});
