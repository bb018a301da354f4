import type { Behavior } from '../../../electron/engine/behavior/behavior.ts';
import type { PlaceId } from '../composed/backgrounds.ts';
import { Scene } from '../../../electron/contract/scene.ts';

type Corners = readonly (readonly [x: number, y: number])[];

/**
 * Ordinary footage of one kind of camera, and where an installation could watch it without its definition being met:
 * everything that is raised is a false alarm.
 */
export type Ordinary = {
  readonly id: string;
  readonly what: string;
  readonly kind: 'busy' | 'quiet';
  readonly clips: readonly string[];
  /** Instead of clips: films of an empty place, with changing light and noise. */
  readonly still?: PlaceId;
  /** A place that no foot enters: every behaviour that watches a zone watches it. */
  readonly zone?: Corners;
  /** A line that nobody crosses: every behaviour that watches a line watches it. */
  readonly line?: Corners;
  /** Places that are used, but not so that the behaviour's definition is met at its default settings. */
  readonly further?: readonly { readonly behavior: string; readonly zone: Corners }[];
  /** Behaviours of the whole picture whose definition this footage does meet. */
  readonly except?: readonly string[];
};

const numbered = (folder: string, letters: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${folder}/${letters}${String(from + i).padStart(3, '0')}.mp4`);

/** Nobody is there, so any place will do. */
const still = (place: PlaceId, what: string): Ordinary => ({
  id: `still-${place}`, what: `${what}, empty: noise, clouds, lamps`, kind: 'quiet', clips: [], still: place,
  zone: [[0.1, 0.2], [0.9, 0.2], [0.9, 0.95], [0.1, 0.95]],
  line: [[0.1, 0.6], [0.9, 0.6]],
});

/**
 * Read off the labels and the footage: in PETS nobody is ever in the bay behind the tape nor over the tape, and nobody stays
 * longer than 14 s in all where the road comes in at the right; on the motorway nothing moves on the hard shoulder; in the
 * car park are no people; indoors no foot is on the wall. The fights' ordinary clips come from many cameras and are two seconds
 * each, every one a new camera: they count for behaviours of the whole picture only.
 */
export const ordinary: readonly Ordinary[] = [
  {
    id: 'square', what: 'PETS 2009, 19 people crossing a square', kind: 'busy', clips: ['pets09-s2l1/vtest.avi'],
    zone: [[0.05, 0.27], [0.4, 0.27], [0.38, 0.35], [0.02, 0.34]],
    line: [[0.02, 0.345], [0.38, 0.36]],
    further: [{ behavior: 'loitering', zone: [[0.8, 0.15], [0.99, 0.2], [0.99, 0.35], [0.75, 0.33]] }],
    // Its people walk in groups of three and more, meet, stand together and part.
    except: ['crowd', 'dispersal'],
  },
  {
    id: 'motorway', what: 'motorway, 46 vehicles', kind: 'busy', clips: ['vehicles/highway-rear.avi'],
    zone: [[0.71, 0.25], [0.8, 0.25], [0.88, 0.95], [0.7, 0.95]],
    line: [[0.705, 0.2], [0.69, 0.95]],
  },
  {
    id: 'car-park', what: 'car park from above, 4 cars', kind: 'quiet', clips: ['vehicles/parking-top-view.mp4'],
    further: [{ behavior: 'loitering', zone: [[0.02, 0.35], [0.98, 0.35], [0.98, 0.75], [0.02, 0.75]] }],
  },
  {
    id: 'rooms', what: 'seven clips of one person in a room, no fall', kind: 'quiet',
    clips: ['s1-adl-10', 's1-adl-16', 's3-adl-07', 's3-adl-15', 's3-adl-18', 's3-adl-19', 's3-adl-20'].map((name) => `falls/${name}.mp4`),
    zone: [[0.3, 0.15], [0.7, 0.15], [0.7, 0.4], [0.3, 0.4]],
    line: [[0.3, 0.4], [0.7, 0.4]],
  },
  { id: 'many-cameras', what: '100 clips of 2 s from cameras with people, no fight', kind: 'busy', clips: numbered('fights/noFight', 'nofi', 1, 200), except: ['crowd', 'dispersal'] },
  still('square', 'the square'),
  still('hall', 'a passage'),
  still('corridor', 'a corridor'),
  still('motorway', 'the motorway'),
  still('car-park', 'the car park'),
];

/** The scene in which behaviours watch ordinary footage at their default settings. Rule ids begin with the behaviour's. */
export function ordinaryScene({ zone, line, further = [], except = [] }: Ordinary, watching: readonly Pick<Behavior, 'id' | 'place'>[]): Scene {
  const point = ([x, y]: readonly [number, number]): { x: number; y: number } => ({ x, y });
  const zones = [...(zone === undefined ? [] : [{ id: 'quiet', name: 'Quiet', points: zone.map(point) }])];
  const [from, to] = line ?? [];
  const lines = from === undefined || to === undefined ? [] : [{ id: 'quiet', name: 'Quiet', from: point(from), to: point(to) }];
  const behaviors = watching.flatMap(({ id, place }) => {
    const has = {
      picture: !except.includes(id),
      zone: zones.length > 0,
      line: lines.length > 0,
      'zone-and-line': zones.length > 0 && lines.length > 0,
    }[place];
    if (!has) return [];
    return [{
      id: `${id}--quiet`, behavior: id,
      ...((place === 'zone' || place === 'zone-and-line') && { zone: 'quiet' }),
      ...((place === 'line' || place === 'zone-and-line') && { line: 'quiet' }),
    }];
  });
  const more = further.filter(({ behavior }) => watching.some(({ id }) => id === behavior));
  return Scene.parse({
    zones: [...zones, ...more.map(({ zone: points }, i) => ({ id: `used-${i}`, name: 'Used', points: points.map(point) }))],
    lines,
    behaviors: [...behaviors, ...more.map(({ behavior }, i) => ({ id: `${behavior}--used-${i}`, behavior, zone: `used-${i}` }))],
  });
}
