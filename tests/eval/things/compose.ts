import { readFileSync } from 'node:fs';
import { noise, seededRandom } from '../../support/gray-pictures.ts';
import { drawThing, expose, putRain, putShade, putThing, sway, type DrawnThing, type PixelBox } from './draw.ts';
import { medianOf, type Film } from './film.ts';

export const composedFps = 5;

/** What a composed scene holds. `fromMs`/`untilMs`: when the thing stands there; `aloneMs`: from when its owner is away. */
export type Truth = {
  readonly behavior: 'object-left' | 'object-taken';
  readonly box: PixelBox;
  readonly contrast: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly aloneMs: number;
  /** Others were as near as the owner when the thing was put down: whose it is cannot be seen from boxes. */
  readonly contested: boolean;
};

export type Composed = { readonly name: string; readonly width: number; readonly height: number; readonly truths: readonly Truth[]; readonly pictures: () => Iterable<Uint8Array> };

type Script = Truth & { readonly drawn: DrawnThing };
type Person = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

function noiseTile(random: () => number, deviation: number): Float32Array {
  return Float32Array.from({ length: 100_003 }, () => noise(random, deviation));
}

function overlaps(a: PixelBox, b: PixelBox, margin: number): boolean {
  return a.left < b.left + b.width + margin && b.left < a.left + a.width + margin && a.top < b.top + b.height + margin && b.top < a.top + a.height + margin;
}

const contrasts = [25, 40, 60, 90];

export type PlateTrouble = 'none' | 'noise' | 'gain' | 'switch' | 'rain' | 'sway' | 'shade' | 'passers';

/** A still scene into which things are put and from which things are taken, with one trouble. Nobody is seen who does it. */
export function plateScene(name: string, film: Film, trouble: PlateTrouble, seed: number): Composed {
  const { width, height } = film;
  const plate = medianOf(film);
  const random = seededRandom(seed);
  const seconds = 75;
  const swaying = { left: 0, top: 0, width: Math.floor(width * 0.3), height: Math.floor(height * 0.35) };
  const shaded = { left: Math.floor(width * 0.05), top: Math.floor(height * 0.55), width: Math.floor(width * 0.22), height: Math.floor(height * 0.3) };
  const scripts: Script[] = [];
  const taken: PixelBox[] = [...(trouble === 'sway' ? [swaying] : []), ...(trouble === 'shade' ? [shaded] : [])];
  for (let tries = 0; scripts.length < 5 && tries < 500; tries++) {
    const h = Math.round(height * (0.06 + random() * 0.12));
    const box = { left: Math.floor(random() * (width * 0.9 - h)), top: Math.floor(height * 0.35 + random() * (height * 0.6 - h)), width: Math.round(h * (0.7 + random() * 0.6)), height: h };
    if (taken.some((other) => overlaps(box, other, 24))) continue;
    taken.push(box);
    const k = scripts.length;
    const contrast = contrasts[(k + seed) % contrasts.length] as number;
    const behavior = k % 5 < 3 ? 'object-left' : 'object-taken';
    const fromMs = behavior === 'object-left' ? 10_000 + Math.round(random() * 20) * 1000 + Math.floor(random() * 5) * 200 : 0;
    // The third one is taken up again before its time is over.
    const untilMs = behavior === 'object-taken' ? 20_000 + Math.floor(random() * 125) * 200 : k === 2 ? fromMs + 12_000 : fromMs + 35_000;
    scripts.push({ behavior, box, contrast, fromMs, untilMs, aloneMs: fromMs, contested: false, drawn: drawThing(plate, film, box, contrast, seed * 100 + k) });
  }
  return {
    name,
    width,
    height,
    truths: scripts,
    *pictures() {
      const shake = seededRandom(seed + 7);
      const grain = noiseTile(shake, trouble === 'noise' ? 9 : 3);
      for (let frame = 0; frame < seconds * composedFps; frame++) {
        const at = (frame * 1000) / composedFps;
        const picture = Uint8Array.from(plate);
        if (trouble === 'sway') sway(picture, film, swaying, at / 1000);
        for (const { drawn, fromMs, untilMs } of scripts) if (at >= fromMs && at < untilMs) putThing(picture, film, drawn, null);
        if (trouble === 'shade' && at > 15_000) putShade(picture, film, shaded, 0.6);
        if (trouble === 'passers') {
          const x = Math.floor((((at / 1000) % 9) / 4) * width);
          fillBlock(picture, film, { left: x - Math.floor(width * 0.08), top: Math.floor(height * 0.2), width: Math.floor(width * 0.08), height: Math.floor(height * 0.75) });
        }
        if (trouble === 'rain') putRain(picture, film, shake, 250);
        const gain = trouble === 'gain' ? 1 + 0.25 * Math.sin(at / 9000) : trouble === 'switch' && at >= 22_000 && at < 50_000 ? 0.6 : 1;
        expose(picture, gain, grain, Math.floor(shake() * 100_003));
        yield picture;
      }
    },
  };
}

function fillBlock(picture: Uint8Array, { width, height }: Film, box: PixelBox): void {
  for (let y = Math.max(0, box.top); y < Math.min(height, box.top + box.height); y++)
    for (let x = Math.max(0, box.left); x < Math.min(width, box.left + box.width); x++) picture.fill(50 + ((x + y) % 40), (y * width + x) * 3, (y * width + x) * 3 + 3);
}

type People = ReadonlyMap<number, ReadonlyMap<number, Person>>;

/** Boxes of everybody by person and frame (from 0) at `composedFps`, in pixels of the film. */
function readPeople(file: string, scale: number, step: number): People {
  const people = new Map<number, Map<number, Person>>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0] = line.split(',').map(Number);
    if ((frame - 1) % step !== 0) continue;
    const own = people.get(id) ?? new Map<number, Person>();
    own.set((frame - 1) / step, { left: left * scale, top: top * scale, width: width * scale, height: height * scale });
    people.set(id, own);
  }
  return people;
}

/** The owner counts as away beyond this many metres, a person's height being 1.7. */
export const awayM = 3;

function metresAway(person: Person, box: PixelBox): number {
  return (Math.hypot(person.left + person.width / 2 - box.left - box.width / 2, person.top + person.height - box.top - box.height) / person.height) * 1.7;
}

/** When the owner is further away than `awayM` for good, frames from 0. */
function awayFrom(own: ReadonlyMap<number, Person>, box: PixelBox, from: number): number {
  let away = from;
  for (const [frame, person] of own) {
    if (frame < from) continue;
    if (metresAway(person, box) <= awayM) away = frame + 1;
  }
  return away;
}

/** Whether anybody but the owner was within `awayM` in the two seconds around the putting down. */
function isContested(people: People, own: ReadonlyMap<number, Person>, box: PixelBox, frame: number): boolean {
  for (const other of people.values())
    for (let at = frame - composedFps; other !== own && at <= frame + composedFps; at++) {
      const person = other.get(at);
      if (person !== undefined && metresAway(person, box) <= awayM) return true;
    }
  return false;
}

/** A real crossing with real people: things are put down at somebody's feet or go when somebody passes; people walk before them. */
export function crossingScene(name: string, film: Film, empty: Uint8Array, groundTruth: string, seed: number): Composed {
  const { width, height, frames } = film;
  const people = readPeople(groundTruth, width / 768, 2);
  const random = seededRandom(seed);
  const scripts: Script[] = [];
  const ids = [...people.keys()];
  for (let tries = 0; scripts.length < 5 && tries < 4000; tries++) {
    const own = people.get(ids[Math.floor(random() * ids.length)] ?? 0) ?? new Map<number, Person>();
    const behavior = scripts.length % 5 < 3 ? 'object-left' : 'object-taken';
    const frame = behavior === 'object-left' ? 40 + Math.floor(random() * 100) : 75 + Math.floor(random() * 200);
    const person = own.get(frame);
    if (person === undefined || person.left < 8 || person.left + person.width > width - 8 || person.top + person.height > height - 6) continue;
    const h = Math.round(person.height * (0.22 + random() * 0.2));
    const w = Math.round(h * (0.8 + random() * 0.5));
    const box = { left: Math.round(person.left + person.width / 2 - w / 2), top: Math.round(person.top + person.height - h), width: w, height: h };
    if (scripts.some(({ box: other }) => overlaps(box, other, 30))) continue;
    const contrast = contrasts[Math.floor(random() * contrasts.length)] as number;
    const away = awayFrom(own, box, frame);
    const fromMs = behavior === 'object-left' ? (frame * 1000) / composedFps : 0;
    const aloneMs = (away * 1000) / composedFps;
    const untilMs = behavior === 'object-left' ? aloneMs + 32_000 : (frame * 1000) / composedFps;
    if (behavior === 'object-left' && untilMs > 78_000) continue;
    scripts.push({ behavior, box, contrast, fromMs, untilMs, aloneMs, contested: behavior === 'object-left' && isContested(people, own, box, frame), drawn: drawThing(empty, film, box, contrast, seed * 100 + scripts.length) });
  }
  return {
    name,
    width,
    height,
    truths: scripts,
    *pictures() {
      for (const [frame, source] of frames.entries()) {
        const at = (frame * 1000) / composedFps;
        const inFront = foreground(source, empty, film);
        const picture = Uint8Array.from(source);
        for (const { drawn, fromMs, untilMs } of scripts) if (at >= fromMs && at < untilMs) putThing(picture, film, drawn, inFront);
        yield picture;
      }
    },
  };
}

/** Where a picture is not the empty scene, a pixel wider than it shows. */
function foreground(picture: Uint8Array, empty: Uint8Array, { width, height }: Film): Uint8Array {
  const raw = new Uint8Array(width * height);
  for (let i = 0; i < raw.length; i++)
    for (let c = 0; c < 3; c++) if (Math.abs((picture[i * 3 + c] as number) - (empty[i * 3 + c] as number)) > 26) raw[i] = 1;
  const wide = new Uint8Array(raw.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const around = (raw[i - 1] as number) + (raw[i + 1] as number) + (raw[i - width] as number) + (raw[i + width] as number);
      if ((raw[i] === 1 && around > 0) || around >= 2) wide[i] = 1;
    }
  return wide;
}

