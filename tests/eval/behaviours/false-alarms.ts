import { behaviors } from '../../../electron/engine/behavior/registry.ts';
import { footage } from '../../support/footage.ts';
import { stillFilm } from '../composed/still.ts';
import { ordinary, ordinaryScene, type Ordinary } from './ordinary.ts';
import { poissonUpperBound } from './poisson.ts';
import type { Watcher } from './watch.ts';

/** False alarms and the time in which they came. */
export type Rate = {
  readonly events: number;
  readonly hours: number;
  readonly perHour: number | null;
  /** Exact upper bound of the rate at 95 %; null where nothing was watched. */
  readonly atMostPerHour: number | null;
};

export type FalseAlarms = {
  readonly cameras: readonly { readonly id: string; readonly what: string; readonly kind: 'busy' | 'quiet'; readonly clips: number; readonly seconds: number; readonly rules: readonly string[]; readonly raised: readonly string[] }[];
  readonly behaviours: Readonly<Record<string, { readonly busy: Rate; readonly quiet: Rate }>>;
  /** All behaviours together. */
  readonly sum: { readonly busy: Rate; readonly quiet: Rate; readonly all: Rate };
};

export function rate(events: number, seconds: number): Rate {
  const hours = seconds / 3600;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    events,
    hours: Math.round(hours * 10_000) / 10_000,
    perHour: hours === 0 ? null : round(events / hours),
    atMostPerHour: hours === 0 ? null : round(poissonUpperBound(events) / hours),
  };
}

/** Watches ordinary footage with every behaviour at its default settings; everything raised is wrong. */
export async function countFalseAlarms(watcher: Watcher, only: string | null, stillFilms: number): Promise<FalseAlarms> {
  const watching = behaviors.filter(({ id }) => only === null || id === only);
  const cameras: FalseAlarms['cameras'][number][] = [];
  for (const camera of ordinary) {
    const scene = ordinaryScene(camera, watching);
    if (scene.behaviors.length === 0) continue;
    let [seconds, clips] = [0, 0];
    const raised: string[] = [];
    for (const { clip, file } of await filesOf(camera, stillFilms)) {
      const watched = await watcher.watch(file, scene);
      clips++;
      seconds += watched.seconds;
      raised.push(...watched.raised.map(({ episode, openedAt }) => `${episode.ruleId}: ${clip}, ${(openedAt / 1000).toFixed(1)} s`));
    }
    if (clips === 0) continue;
    cameras.push({ id: camera.id, what: camera.what, kind: camera.kind, clips, seconds: Math.round(seconds * 10) / 10, rules: scene.behaviors.map(({ id }) => id), raised });
    process.stderr.write(`ordinary footage ${camera.id}: ${raised.length} raised in ${Math.round(seconds)} s\n`);
  }
  const of = (kind: 'busy' | 'quiet' | null, id: string | null): Rate => {
    const those = cameras.filter((camera) => (kind === null || camera.kind === kind) && (id === null || camera.rules.some((rule) => rule.startsWith(`${id}--`))));
    const events = those.flatMap(({ raised }) => raised).filter((text) => id === null || text.startsWith(`${id}--`)).length;
    return rate(events, those.reduce((sum, camera) => sum + camera.seconds, 0));
  };
  return {
    cameras,
    behaviours: Object.fromEntries(watching.map(({ id }) => [id, { busy: of('busy', id), quiet: of('quiet', id) }])),
    sum: { busy: of('busy', null), quiet: of('quiet', null), all: of(null, null) },
  };
}

type Film = { readonly clip: string; readonly file: string };

/** What of a camera's clips is there. */
async function filesOf({ clips, still }: Ordinary, stillFilms: number): Promise<Film[]> {
  const found: { clip: string; file: string | null }[] = clips.map((clip) => ({ clip, file: clipFile(clip) }));
  if (still !== undefined) for (let number = 1; number <= stillFilms; number++) found.push({ clip: `film ${number}`, file: await stillFilm(still, number) });
  return found.filter((film): film is Film => film.file !== null);
}

/** Clips are numbered with gaps: one that is missing is no reason to say so, unless its folder is. */
function clipFile(clip: string): string | null {
  const folder = clip.slice(0, clip.lastIndexOf('/'));
  return footageFolder(folder) ? footage(clip, { quietly: true }) : null;
}

const folders = new Map<string, boolean>();
function footageFolder(folder: string): boolean {
  const known = folders.get(folder) ?? footage(folder) !== null;
  folders.set(folder, known);
  return known;
}
