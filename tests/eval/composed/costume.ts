import type { CutFrame, CutOut } from './cut-out.ts';
import type { Ground } from './ground.ts';
import type { Way } from './way.ts';

/** Cut-outs of one real object in several directions. */
export type Costume = { readonly id: string; readonly cutOuts: readonly CutOut[] };

type Heading = { readonly x: number; readonly y: number };

/** The cut-outs, put together by the object that they show. */
export function costumesOf(cutOuts: readonly CutOut[]): Costume[] {
  const byObject = Map.groupBy(cutOuts, ({ id }) => id.split('-').slice(0, 2).join('-'));
  return [...byObject].map(([id, own]) => ({ id, cutOuts: own }));
}

const alike = (cutOut: CutOut, { x, y }: Heading): number =>
  cutOut.heading.x === 0 && cutOut.heading.y === 0 ? 1 : cutOut.heading.x * x + cutOut.heading.y * y;

function facing({ cutOuts }: Costume, heading: Heading): CutOut {
  return cutOuts.reduce((best, one) => (alike(one, heading) > alike(best, heading) ? one : best));
}

/** Directions of a way's steps in pixels of a square grid, without those of standing. */
function headings(way: Way, aspect: number): Heading[] {
  return way.flatMap((a, i) => {
    const b = way[i + 1];
    if (b === undefined) return [];
    const [dx, dy] = [(b.x - a.x) * aspect, b.y - a.y];
    const length = Math.hypot(dx, dy);
    return length === 0 ? [] : [{ x: dx / length, y: dy / length }];
  });
}

/** Somebody whose cut-outs face the directions of the way, `choice` (0..1) picking among those that do about equally well. */
export function costumeFor(costumes: readonly Costume[], way: Way, aspect: number, choice: number): Costume {
  const directions = headings(way, aspect);
  const fit = (costume: Costume): number => Math.min(1, ...directions.map((heading) => alike(facing(costume, heading), heading)));
  const rated = costumes.map((costume) => ({ costume, fit: fit(costume) })).sort((a, b) => b.fit - a.fit);
  const best = rated[0];
  if (best === undefined) throw new Error('there is nobody to choose from');
  const good = rated.filter((one) => one.fit >= Math.min(0.9, best.fit - 0.12));
  return (good[Math.floor(choice * good.length)] ?? best).costume;
}

/** What is shown, where its foot is over the ground and how high above it, in its own heights. */
export type Pose = { readonly cutOut: CutOut; readonly frame: CutFrame; readonly x: number; readonly y: number; readonly lift: number };

/** How long somebody who stands keeps still before shifting a little. */
const shiftMs = 2300;

/**
 * What an actor shows at `at`: feet move as far as the way goes, so that they do not slide over the ground, and who runs
 * moves them faster. Who stands shifts a little now and then. Give it rising times.
 */
export function poser(costume: Costume, way: Way, ground: Ground, aspect: number): (at: number) => Pose | null {
  let index = 0;
  let frames = 0;
  let cutOut = facing(costume, headings(way, aspect)[0] ?? { x: 1, y: 0 });
  return (at) => {
    const [first, last] = [way[0], way.at(-1)];
    if (first === undefined || last === undefined || at < first.at || at > last.at) return null;
    let stands = true;
    for (; index + 1 < way.length && (way[index + 1]?.at ?? Infinity) <= at; index++) frames += step(way[index], way[index + 1]);
    const [a, b] = [way[index] ?? last, way[index + 1] ?? last];
    const share = b.at > a.at ? (at - a.at) / (b.at - a.at) : 0;
    if (a.x !== b.x || a.y !== b.y) stands = false;
    const shown = stands ? cutOut.standing + (Math.floor(at / shiftMs) % 2) : Math.floor(frames + step(a, b) * share);
    const frame = cutOut.frames[shown % cutOut.frames.length] ?? cutOut.frames[0];
    if (frame === undefined) return null;
    return { cutOut, frame, x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share, lift: (a.lift ?? 0) + ((b.lift ?? 0) - (a.lift ?? 0)) * share };
  };

  /** Frames of the cut-out that a step takes; turns the actor where the way turns. */
  function step(a: Way[number] | undefined, b: Way[number] | undefined): number {
    if (a === undefined || b === undefined) return 0;
    const [dx, dy] = [(b.x - a.x) * aspect, b.y - a.y];
    const length = Math.hypot(dx, dy);
    if (length === 0) return 0;
    cutOut = facing(costume, { x: dx / length, y: dy / length });
    return cutOut.stride === 0 ? 0 : length / ground.heightAt(a) / cutOut.stride;
  }
}
