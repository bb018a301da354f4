import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RelativePoint } from '../../../electron/contract/geometry.ts';
import type { GroundCalibration } from '../../../electron/contract/ground.ts';
import { groundProblem } from '../../../electron/contract/ground/problems.ts';
import { tsaiCamera, type TsaiCamera } from '../../support/tsai.ts';
import { BadInput } from '../bad-input.ts';
import { type MotRow, readMotFile } from '../tracking/mot-file.ts';
import { byHand, exact, fourPoints, type Installer, normal, rectangle, seeded, twoPersons } from './installer.ts';
import { distances, scoreOf, type Score, speeds, type Stretch } from './score.ts';

/** Places that an installer in front of the PETS camera's picture would choose: the crossing of the paths, and a walk through it. */
const ways: Readonly<Record<string, (camera: TsaiCamera, installer: Installer) => GroundCalibration>> = {
  'four points': (camera, installer) => fourPoints(camera, [{ x: 0.15, y: 0.8 }, { x: 0.75, y: 0.85 }, { x: 0.8, y: 0.4 }, { x: 0.3, y: 0.35 }], installer),
  'four points, small': (camera, installer) => fourPoints(camera, [{ x: 0.3, y: 0.7 }, { x: 0.6, y: 0.72 }, { x: 0.62, y: 0.5 }, { x: 0.38, y: 0.48 }], installer),
  'rectangle 8 x 6 m': (camera, installer) => rectangle(camera, { x: 0.35, y: 0.75 }, [8, 6], 0.5, installer),
  'two persons, lens known': (camera, installer) => twoPersons(camera, { x: 0.3, y: 0.85 }, { x: 0.55, y: 0.3 }, 36, installer),
  'two persons, lens unknown': (camera, installer) => twoPersons(camera, { x: 0.3, y: 0.85 }, { x: 0.55, y: 0.3 }, null, installer),
};

/** The sequence was taken at 7 frames a second, whatever the copy's container says. */
const frameMs = 1000 / 7;
const framesOfStretch = 8;

const overlap = (a: MotRow, b: MotRow): number => {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a.width * a.height + b.width * b.height - shared);
};

/** Stretches of about a second of every true track; measured where `found` has the same person under one id all along. */
export function stretchesOf(camera: TsaiCamera, truth: readonly MotRow[], found: readonly MotRow[]): Stretch[] {
  const footAt = (row: MotRow) => ({ at: row.frame * frameMs, foot: { x: (row.left + row.width / 2) / camera.width, y: (row.top + row.height) / camera.height } satisfies RelativePoint });
  const inFrame = Map.groupBy(found, (row) => row.frame);
  return [...Map.groupBy(truth, (row) => row.id).values()].flatMap((rows) => {
    const ordered = rows.toSorted((a, b) => a.frame - b.frame);
    return Array.from({ length: Math.floor(ordered.length / framesOfStretch) }, (_, index) => ordered.slice(index * framesOfStretch, (index + 1) * framesOfStretch)).flatMap((part) => {
      if ((part.at(-1)?.frame ?? 0) - (part[0]?.frame ?? 0) !== framesOfStretch - 1) return [];
      const seen = part.map((row) => inFrame.get(row.frame)?.filter((other) => overlap(row, other) > 0.5).toSorted((a, b) => overlap(row, b) - overlap(row, a))[0]);
      const whole = seen.filter((row) => row !== undefined);
      if (whole.length < part.length || new Set(whole.map(({ id }) => id)).size > 1) return [];
      return [{ truth: part.map(footAt), seen: whole.map(footAt) }];
    });
  });
}

export type GroundScore = Readonly<Record<string, { readonly exact: Part; readonly byHand: Part & { readonly refusedCalibrations: number } }>>;
type Part = { readonly distances: Score; readonly speeds: Score; readonly trackedSpeeds?: Score };

function partOf(camera: TsaiCamera, calibrations: readonly GroundCalibration[], stretches: readonly Stretch[], tracked: readonly Stretch[]): Part {
  return {
    distances: scoreOf(calibrations.flatMap((calibration) => distances(camera, calibration))),
    speeds: scoreOf(calibrations.flatMap((calibration) => speeds(camera, calibration, stretches))),
    ...(tracked.length === 0 ? {} : { trackedSpeeds: scoreOf(calibrations.flatMap((calibration) => speeds(camera, calibration, tracked))) }),
  };
}

/** Compares every way to calibrate with the truth: once exactly, and by so many hands with the errors of hands. */
export function scoreGround(camera: TsaiCamera, truth: readonly MotRow[], tracks: readonly MotRow[], hands: number): GroundScore {
  const stretches = stretchesOf(camera, truth, truth);
  const tracked = stretchesOf(camera, truth, tracks);
  return Object.fromEntries(
    Object.entries(ways).map(([name, way]) => {
      const installer = byHand(camera, normal(seeded(1)));
      const all = Array.from({ length: hands }, () => way(camera, installer));
      const usable = all.filter((calibration) => groundProblem(calibration) === null);
      return [name, {
        exact: partOf(camera, [way(camera, exact)], stretches, tracked),
        byHand: { refusedCalibrations: all.length - usable.length, ...partOf(camera, usable, stretches, tracked) },
      }];
    }),
  );
}

/** `ground --calibration XML --truth GT [--tracks T] [--hands 100]`. @throws BadInput */
export function evaluateGround(args: readonly string[]): GroundScore {
  const { values } = parseArgs({ args: [...args], options: { calibration: { type: 'string' }, truth: { type: 'string' }, tracks: { type: 'string' }, hands: { type: 'string', default: '100' } } });
  if (values.calibration === undefined || values.truth === undefined) throw new BadInput('usage: eval -- ground --calibration XML --truth GT [--tracks T] [--hands 100]');
  if (!existsSync(values.calibration)) throw new BadInput(`${values.calibration}: cannot be read`);
  const tracks = values.tracks === undefined ? [] : readMotFile(values.tracks);
  return scoreGround(tsaiCamera(values.calibration), readMotFile(values.truth), tracks, Number(values.hands));
}
