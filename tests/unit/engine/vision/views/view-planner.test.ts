import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../../../../../electron/contract/geometry.ts';
import type { View } from '../../../../../electron/engine/media/small-frame.ts';
import { placeOf, pixelsOf } from '../../../../../electron/engine/vision/views/view.ts';
import { createViewPlanner, type Situation, type ViewPlan } from '../../../../../electron/engine/vision/views/view-planner.ts';

const source = { width: 1920, height: 1080 };
const whole = 416 * 256;
const person = (x: number, y: number, high: number): RelativeBox => ({ left: x, top: y, width: (high * 0.4) / source.width, height: high / source.height });
const calm: Situation = { at: 0, source, motion: [], known: [], settled: true };
const far = person(0.7, 0.3, 40);
const near = person(0.1, 0.4, 400);

function close(plan: ViewPlan): View[] {
  return plan.views.filter((view) => view !== null);
}

function shows(plan: ViewPlan, box: RelativeBox): boolean {
  return close(plan).some((view) => {
    const place = placeOf(view, source);
    return place.left < box.left && place.top < box.top && place.left + place.width > box.left + box.width && place.top + place.height > box.top + box.height;
  });
}

/** Plans for pictures 200 ms apart. */
function plans(count: number, situation: (n: number) => Partial<Situation>, planner = createViewPlanner(416)): ViewPlan[] {
  return Array.from({ length: count }, (_, n) => planner.plan({ ...calm, at: n * 200, ...situation(n) }));
}

function pixels(plan: ViewPlan): number {
  return plan.views.reduce((sum, view) => sum + (view === null ? whole : pixelsOf(view)), 0);
}

describe('how a detector looks at a large picture', () => {
  it('is at the whole while nothing is small', () => {
    expect(plans(20, () => ({ known: [near], motion: [near] })).every(({ views }) => views.length === 1 && views[0] === null)).toBe(true);
  });

  it('is at the whole of a picture that the detector sees as large as it is', () => {
    const planner = createViewPlanner(416);
    expect(planner.plan({ ...calm, source: { width: 480, height: 360 }, known: [far] }).views).toEqual([null]);
  });

  it('is at the whole while the view changes as a whole', () => {
    expect(plans(9, () => ({ known: [far], settled: false })).every(({ views }) => views[0] === null)).toBe(true);
  });

  it('shows somebody far away larger in every picture, and the whole once a second', () => {
    const made = plans(50, () => ({ known: [far], motion: [far] })).slice(10);
    for (const plan of made) {
      expect(shows(plan, far)).toBe(true);
      for (const view of close(plan)) expect(view.pictureWidth / view.width).toBeGreaterThan((416 / 1920) * 3);
    }
    expect(made.filter(({ views }) => views[0] === null)).toHaveLength(8);
  });

  it('goes on looking at who is near as large as ever', () => {
    for (const plan of plans(50, () => ({ known: [far, near] })).slice(10)) {
      expect(shows(plan, far)).toBe(true);
      expect(plan.views[0] === null || shows(plan, near)).toBe(true);
    }
  });

  it('finds out what moves far away before anybody knows what it is', () => {
    const made = plans(10, () => ({ motion: [far] }));
    expect(made.at(-1)?.explored).toEqual([far]);
  });

  it('loses patience where things move in which nothing is ever found, and looks again later', () => {
    const planner = createViewPlanner(416);
    const looked: number[] = [];
    for (let at = 0; at < 20_000; at += 200) {
      const plan = planner.plan({ ...calm, at, motion: [far] });
      if (plan.explored.length > 0) looked.push(at);
      planner.learn(plan, [], at);
    }
    expect(looked.length).toBeGreaterThan(4);
    expect(looked.length).toBeLessThan(10);
    expect(looked.at(-1)).toBeGreaterThan(8000);
  });

  it('keeps its patience where something is found now and then', () => {
    const planner = createViewPlanner(416);
    let looked = 0;
    for (let at = 0; at < 10_000; at += 200) {
      const plan = planner.plan({ ...calm, at, motion: [far] });
      looked += plan.explored.length;
      planner.learn(plan, at % 400 === 0 ? [far] : [], at);
    }
    expect(looked).toBeGreaterThan(45);
  });

  it('costs no more than looking at the whole, whoever is where', () => {
    const box = fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0, max: 0.6, noNaN: true }), fc.integer({ min: 10, max: 420 })).map(([x, y, high]) => person(x, y, high));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(box, { maxLength: 12 }), fc.array(box, { maxLength: 8 })), { minLength: 1, maxLength: 6 }), fc.constantFrom(100, 200, 500, 1000), (scenes, intervalMs) => {
        const planner = createViewPlanner(416);
        const made = Array.from({ length: 120 }, (_, n) => {
          const [known = [], motion = []] = scenes[Math.floor(n / 20) % scenes.length] ?? [];
          return planner.plan({ ...calm, at: n * intervalMs, known, motion });
        }).slice(40);
        expect(made.reduce((sum, plan) => sum + pixels(plan), 0)).toBeLessThanOrEqual(whole * made.length * 1.03);
      }),
    );
  });

  it('says nothing twice: the same pictures are looked at the same way', () => {
    const once = plans(60, (n) => ({ known: n % 7 < 5 ? [far, near] : [near], motion: n % 3 === 0 ? [person(0.5, 0.2, 30)] : [] }));
    expect(plans(60, (n) => ({ known: n % 7 < 5 ? [far, near] : [near], motion: n % 3 === 0 ? [person(0.5, 0.2, 30)] : [] }))).toEqual(once);
  });
});
