import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectClass } from '../../../../../electron/contract/scene.ts';
import type { Detection, Track } from '../../../../../electron/engine/vision/observation.ts';
import { createTracker } from '../../../../../electron/engine/vision/tracking/tracker.ts';

type Object = { x: number; y: number; class?: ObjectClass; confidence?: number; width?: number; height?: number };

function detection({ x, y, class: objectClass = 'person', confidence = 0.8, width = 0.04, height = 0.14 }: Object): Detection {
  return { box: { left: x - width / 2, top: y - height / 2, width, height }, class: objectClass, confidence };
}

/** The tracks of each picture of a scene, `fps` pictures a second. */
function follow(scene: (seconds: number) => readonly Object[], seconds: number, fps: number): (readonly Track[])[] {
  const track = createTracker(16 / 9);
  return Array.from({ length: Math.round(seconds * fps) }, (_, i) => track(scene(i / fps).map(detection), (i * 1000) / fps));
}

const ids = (answers: readonly (readonly Track[])[]): Set<number> => new Set(answers.flat().map(({ id }) => id));
const middle = ({ box }: Track): number => box.left + box.width / 2;

describe.each([5, 10, 25])('the tracker at %i pictures a second', (fps) => {
  it('keeps one id for somebody who walks through the picture', () => {
    const answers = follow((t) => [{ x: 0.1 + 0.05 * t, y: 0.5 }], 12, fps);
    expect(ids(answers).size).toBe(1);
    const last = answers.at(-1)?.[0];
    expect(last && Math.abs(middle(last) - (0.1 + 0.05 * (12 - 1 / fps)))).toBeLessThan(0.01);
  });

  it('keeps the ids of two people whose ways cross, one hidden by the other', () => {
    const answers = follow((t) => {
      const a = { x: 0.2 + 0.06 * t, y: 0.5 };
      const b = { x: 0.8 - 0.06 * t, y: 0.52 };
      return Math.abs(a.x - b.x) < 0.03 ? [b] : [a, b];
    }, 10, fps);
    expect(ids(answers).size).toBe(2);
    const early = answers[fps * 2]?.toSorted((p, q) => middle(p) - middle(q)).map(({ id }) => id);
    const late = answers[fps * 9]?.toSorted((p, q) => middle(q) - middle(p)).map(({ id }) => id);
    expect(early).toHaveLength(2);
    expect(late).toEqual(early);
  });

  it('finds somebody again who was behind a pillar for a second and a half', () => {
    const answers = follow((t) => (t > 4 && t < 5.5 ? [] : [{ x: 0.1 + 0.06 * t, y: 0.5 }]), 10, fps);
    expect(ids(answers).size).toBe(1);
  });

  it('finds somebody again who stopped while he was hidden', () => {
    const answers = follow((t) => (t > 4 && t < 5.5 ? [] : [{ x: Math.min(0.1 + 0.03 * t, 0.22), y: 0.5 }]), 8, fps);
    expect(ids(answers).size).toBe(1);
  });

  it('goes on through pictures in which the detector is unsure, but starts nothing there', () => {
    const unsure = (t: number): boolean => t > 3 && t < 3.7;
    const answers = follow((t) => [{ x: 0.3 + 0.04 * t, y: 0.5, confidence: unsure(t) ? 0.3 : 0.8 }, { x: 0.8, y: 0.5, confidence: 0.3 }], 6, fps);
    expect(ids(answers).size).toBe(1);
    expect(answers.slice(fps).every((tracks) => tracks.length === 1)).toBe(true);
  });

  it('follows a car that drives its own length and width within a fifth of a second from the first picture on', () => {
    const answers = follow((t) => (t < 1.2 ? [{ x: 0.1 + 0.4 * t, y: 0.9 - 0.6 * t, class: 'car', width: 0.08, height: 0.13 }] : []), 1.4, fps);
    expect([...ids(answers)]).toEqual([1]);
  });

  it('follows a car that is taken for a truck now and then as one car', () => {
    const answers = follow((t) => [{ x: 0.1 + 0.08 * t, y: 0.5, width: 0.12, height: 0.12, class: Math.round(t * fps) % 3 === 0 ? 'truck' : 'car' }], 8, fps);
    expect(ids(answers).size).toBe(1);
    expect(answers.slice(fps * 2).flat().map((track) => track.class)).not.toContain('truck');
  });

  it('follows a fast car from its first pictures on', () => {
    const answers = follow((t) => [{ x: 0.05 + 0.5 * t, y: 0.5, width: 0.12, height: 0.12, class: 'car' }], 1.8, fps);
    expect(ids(answers).size).toBe(1);
  });
});

describe('the tracker', () => {
  it('does not report what was seen once', () => {
    expect(follow((t) => (t === 1 ? [{ x: 0.5, y: 0.5 }] : []), 3, 10).flat()).toEqual([]);
  });

  it('reports sooner what comes in at the border than what appears inside', () => {
    const first = (x: number): number => follow(() => [{ x, y: 0.5 }], 2, 10).findIndex((tracks) => tracks.length > 0);
    expect(first(0.02)).toBe(1);
    expect(first(0.5)).toBe(2);
  });

  it('keeps a person and a car at one place apart', () => {
    const answers = follow(() => [{ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5, class: 'car' }], 2, 10);
    expect(answers.at(-1)?.map((track) => track.class).sort()).toEqual(['car', 'person']);
  });

  it('says when it saw a track last, and soon stops reporting a hidden one', () => {
    const answers = follow((t) => (t < 1.95 ? [{ x: 0.3, y: 0.5 }] : []), 3, 10);
    expect(answers[20]?.[0]?.seenAt).toBe(1900);
    expect(answers[23]).toEqual([]);
  });

  it('never gives an id twice', () => {
    const answers = follow((t) => (Math.floor(t) % 6 < 2 ? [{ x: 0.5, y: 0.5 }] : []), 30, 10);
    expect(ids(answers).size).toBe(5);
  });

  it('takes a box over the whole view for no object', () => {
    expect(follow(() => [{ x: 0.5, y: 0.5, width: 0.95, height: 0.95 }], 2, 10).flat()).toEqual([]);
  });

  it('keeps its ids when pictures come at irregular times', () => {
    const track = createTracker(4 / 3);
    const times = [0, 90, 400, 430, 700, 1200, 1240, 1500, 1900, 1950, 2400, 2500, 3000];
    const answers = times.map((at) => track([detection({ x: 0.2 + 0.00006 * at, y: 0.5 })], at));
    expect(ids(answers).size).toBe(1);
  });

  it('stands anything that a detector may say, gives finite boxes, unique ids and the same answers again', () => {
    const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    const found = fc.record({
      box: fc.record({ left: number(-0.5, 1.2), top: number(-0.5, 1.2), width: number(0, 1.5), height: number(0, 1.5) }),
      class: fc.constantFrom<ObjectClass>('person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'),
      confidence: number(0, 1),
    });
    const film = fc.array(fc.record({ gapMs: fc.integer({ min: 0, max: 5000 }), found: fc.array(found, { maxLength: 8 }) }), { maxLength: 30 });
    const run = (pictures: readonly { gapMs: number; found: Detection[] }[]): (readonly Track[])[] => {
      const track = createTracker(1.5);
      let at = 0;
      return pictures.map((picture) => track(picture.found, (at += picture.gapMs)));
    };
    fc.assert(
      fc.property(film, (pictures) => {
        const answers = run(pictures);
        for (const tracks of answers) {
          expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
          for (const { box } of tracks) expect(Object.values(box).every(Number.isFinite)).toBe(true);
        }
        expect(run(pictures)).toEqual(answers);
      }),
    );
  });
});
