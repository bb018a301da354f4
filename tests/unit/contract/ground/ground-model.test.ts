import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativePoint } from '../../../../electron/contract/geometry.ts';
import type { GroundCalibration } from '../../../../electron/contract/ground.ts';
import { groundModel, type GroundModel } from '../../../../electron/contract/ground/model.ts';
import { groundProblem } from '../../../../electron/contract/ground/problems.ts';
import { focalOf, pinhole, seen, uncentred } from '../../../../electron/contract/ground/view.ts';

const aspect = 16 / 9;
type Camera = { viewDeg: number; tiltDeg: number; heightM: number; rollDeg: number };
const common: Camera = { viewDeg: 80, tiltDeg: 25, heightM: 4, rollDeg: 0 };

/** Where a made-up camera without distortion sees a place. */
function shot({ viewDeg, tiltDeg, heightM, rollDeg }: Camera): (x: number, y: number, up?: number) => RelativePoint {
  const view = pinhole(focalOf(viewDeg, aspect), (tiltDeg * Math.PI) / 180, heightM, (rollDeg * Math.PI) / 180);
  return (x, y, up = 0) => {
    const at = view === null ? null : seen(view, { x, y }, up);
    if (at === null) throw new Error('behind the camera');
    return uncentred(at, aspect);
  };
}

function model(calibration: GroundCalibration): GroundModel {
  const found = groundModel(calibration);
  if (found === null) throw new Error('no model');
  return found;
}

function rectangleOf(camera: Camera): GroundCalibration {
  const at = shot(camera);
  return { way: 'rectangle', aspect, corners: [at(-2, 6), at(2, 6), at(2, 12), at(-2, 12)], sidesM: [4, 6] };
}

function personsOf(camera: Camera, viewDeg: number | null): GroundCalibration {
  const at = shot(camera);
  return { way: 'persons', aspect, near: { foot: at(-1, 6), head: at(-1, 6, 1.7) }, far: { foot: at(3, 18), head: at(3, 18, 1.7) }, heightM: 1.7, viewDeg };
}

describe('four corners of a rectangle', () => {
  it('give metres over the whole ground, the camera\'s height and its angle of view', () => {
    fc.assert(
      fc.property(fc.double({ min: 40, max: 95, noNaN: true }), fc.double({ min: 15, max: 40, noNaN: true }), fc.double({ min: 2.5, max: 8, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true }), (viewDeg, tiltDeg, heightM, rollDeg) => {
        const camera = { viewDeg, tiltDeg, heightM, rollDeg };
        const at = shot(camera);
        const ground = model(rectangleOf(camera));
        expect(ground.distance(at(-3, 8), at(4, 15))?.metres).toBeCloseTo(Math.hypot(7, 7), 6);
        expect(ground.cameraHeightM).toBeCloseTo(heightM, 5);
        expect(ground.viewDeg).toBeCloseTo(viewDeg, 4);
      }),
      { numRuns: 50 },
    );
  });

  it('may be marked either way round', () => {
    const at = shot(common);
    const back = model({ way: 'rectangle', aspect, corners: [at(2, 6), at(-2, 6), at(-2, 12), at(2, 12)], sidesM: [4, 6] });
    expect(back.distance(at(0, 7), at(0, 11))?.metres).toBeCloseTo(4, 6);
    expect(back.cameraHeightM).toBeCloseTo(4, 5);
  });

  it('put a person\'s head where the camera sees it', () => {
    const at = shot(common);
    const ground = model(rectangleOf(common));
    const foot = ground.locate(at(3, 10));
    const head = foot === null ? null : ground.appears(foot, 1.7);
    expect(head?.x).toBeCloseTo(at(3, 10, 1.7).x, 6);
    expect(head?.y).toBeCloseTo(at(3, 10, 1.7).y, 6);
  });

  it('seen straight from above give metres too, without a horizon', () => {
    const ground = model({ way: 'rectangle', aspect: 1, corners: [{ x: 0.2, y: 0.2 }, { x: 0.8, y: 0.2 }, { x: 0.8, y: 0.8 }, { x: 0.2, y: 0.8 }], sidesM: [6, 6] });
    expect(ground.distance({ x: 0.1, y: 0.5 }, { x: 0.9, y: 0.5 })?.metres).toBeCloseTo(8, 6);
    expect(ground.horizon).toBeNull();
    expect(ground.viewDeg).toBeNull();
  });
});

describe('any four corners', () => {
  it('with four sides and a diagonal give the same metres as their rectangle', () => {
    const at = shot(common);
    const corners = [[-3, 6], [2, 5.5], [3, 13], [-1, 11]] as const;
    const apart = (a: number, b: number): number => Math.hypot(...([0, 1] as const).map((axis) => (corners[a]?.[axis] ?? 0) - (corners[b]?.[axis] ?? 0)));
    const ground = model({
      way: 'quadrilateral', aspect, corners: corners.map(([x, y]) => at(x, y)) as [RelativePoint, RelativePoint, RelativePoint, RelativePoint],
      sidesM: [apart(0, 1), apart(1, 2), apart(2, 3), apart(3, 0)], diagonalM: apart(0, 2),
    });
    expect(ground.distance(at(-4, 9), at(3, 7))?.metres).toBeCloseTo(Math.hypot(7, 2), 6);
  });
});

describe('a person near and far', () => {
  it('with the lens known give metres, also when the camera hangs a little askew', () => {
    for (const rollDeg of [0, 2]) {
      const camera = { ...common, rollDeg };
      const at = shot(camera);
      const measured = model(personsOf(camera, 80)).distance(at(-2, 8), at(2, 14));
      expect(Math.abs((measured?.metres ?? 0) - Math.hypot(4, 6))).toBeLessThan(0.15);
    }
  });

  it('without the lens say how much less is known', () => {
    const at = shot(common);
    const [known, unknown] = [80, null].map((viewDeg) => model(personsOf(common, viewDeg)).distance(at(-2, 8), at(2, 14)));
    expect(unknown?.uncertaintyM ?? 0).toBeGreaterThan(1.5 * (known?.uncertaintyM ?? Infinity));
    expect(Math.abs((unknown?.metres ?? 0) - Math.hypot(4, 6))).toBeLessThan(2 * (unknown?.uncertaintyM ?? 0));
  });
});

describe('a place on the ground', () => {
  const at = shot(common);
  const ground = model(rectangleOf(common));

  it('is less certain the further it is away', () => {
    const [near, middle, far] = [7, 12, 20].map((y) => ground.locate(at(0, y))?.uncertaintyM ?? Infinity) as [number, number, number];
    expect(near).toBeLessThan(middle);
    expect(middle).toBeLessThan(far);
    expect(near).toBeLessThan(0.2);
  });

  it('is nothing above the horizon and where it would say too little', () => {
    expect(ground.locate({ x: 0.5, y: 0.01 })).toBeNull();
    expect(ground.locate(at(0, 150))).toBeNull();
  });
});

describe('what is wrong with marks and lengths', () => {
  const rectangle = rectangleOf(common) as Extract<GroundCalibration, { way: 'rectangle' }>;
  const persons = personsOf(common, null) as Extract<GroundCalibration, { way: 'persons' }>;
  const [a, b, c, d] = rectangle.corners;

  it('is nothing for what was marked well', () => {
    expect([groundProblem(rectangle), groundProblem(persons)]).toEqual([null, null]);
  });

  it('is said of four corners', () => {
    expect(groundProblem({ ...rectangle, corners: [a, c, b, d] })).toBe('ground-crosses');
    expect(groundProblem({ ...rectangle, corners: [a, { x: a.x + 0.01, y: a.y }, { x: a.x + 0.01, y: a.y - 0.01 }, { x: a.x, y: a.y - 0.01 }] })).toBe('ground-too-small');
    expect(groundProblem({ ...rectangle, corners: [{ x: 0.2, y: 0.9 }, { x: 0.5, y: 0.9 }, { x: 0.8, y: 0.9 }, { x: 0.5, y: 0.4 }] })).toBe('ground-in-line');
    expect(groundProblem({ ...rectangle, sidesM: [4, 0] })).toBe('ground-length-missing');
    const sides = { way: 'quadrilateral', aspect, corners: rectangle.corners } as const;
    expect(groundProblem({ ...sides, sidesM: [4, 6, 4, 6], diagonalM: 11 })).toBe('ground-lengths-impossible');
    expect(groundProblem({ ...sides, sidesM: [4, 6, 4, 6], diagonalM: Math.hypot(4, 6) })).toBeNull();
    expect(groundProblem({ ...rectangle, corners: [{ x: 0.4, y: 0.9 }, { x: 0.6, y: 0.9 }, { x: 0.95, y: 0.3 }, { x: 0.05, y: 0.3 }] })).toBe('ground-not-seen-so');
  });

  it('is said of two persons', () => {
    const { near, far } = persons;
    expect(groundProblem({ ...persons, near: { foot: near.head, head: near.foot } })).toBe('ground-head-below-foot');
    expect(groundProblem({ ...persons, near: far, far: near })).toBe('ground-persons-swapped');
    expect(groundProblem({ ...persons, far: { foot: { x: 0.5, y: 0.4 }, head: { x: 0.5, y: 0.39 } } })).toBe('ground-person-too-small');
    expect(groundProblem({ ...persons, far: { foot: { x: near.foot.x, y: near.foot.y - 0.01 }, head: { x: near.head.x, y: near.head.y - 0.005 } } })).toBe('ground-persons-alike');
    expect(groundProblem({ ...persons, heightM: 17 })).toBe('ground-height');
  });
});
