import type { RelativeBox } from '../../../electron/contract/geometry.ts';
import type { Episode } from '../../../electron/engine/behavior/episode.ts';
import { assign } from '../../../electron/engine/vision/tracking/assignment.ts';

/** An episode as it was when it ended, and the picture at which it was first told. */
export type Raised = { readonly episode: Episode; readonly openedAt: number };

/** Something to be found, with where its actors are. */
export type Sought = { readonly rule: string; readonly metAt: number; readonly until: number; readonly boxesAt: (at: number) => readonly RelativeBox[] };

export type Match = { readonly sought: number; readonly raised: number; readonly delayMs: number };

/** An alarm may come this much before the definition is met, since a box is not a foot to the pixel, and this much after. */
export const tolerance = { earlyMs: 1000, lateMs: 4000 };
/** How far from a truth's box, in its own sizes, the middle of an episode's object may be. */
const farthest = 0.75;

function lies(box: RelativeBox, near: RelativeBox): boolean {
  const dx = box.left + box.width / 2 - near.left - near.width / 2;
  const dy = box.top + box.height / 2 - near.top - near.height / 2;
  return Math.abs(dx) <= farthest * near.width && Math.abs(dy) <= farthest * near.height;
}

/** Whether one of the episode's objects was, around the time in question, where one of the actors is. */
function isPlace({ episode, openedAt }: Raised, { metAt, boxesAt }: Sought): boolean {
  if (episode.objects.length === 0) return true;
  const from = Math.min(metAt, openedAt) - 500;
  const to = Math.max(metAt, openedAt) + 500;
  // A thing's path has two ends at one place, where it was all the time between them.
  return episode.objects.some(({ class: kind, path }) =>
    path.some(({ at, box }) => (kind === 'thing' || (at >= from && at <= to)) && boxesAt(kind === 'thing' ? openedAt : at).some((near) => lies(box, near))),
  );
}

/** The pairs of what was sought and what was raised: as many as possible, then those with the least time between, each once. */
export function matchEpisodes(sought: readonly Sought[], raised: readonly Raised[]): Match[] {
  const never = 1e9;
  const costs = new Float64Array(sought.length * raised.length).fill(never);
  sought.forEach((truth, row) => {
    raised.forEach((one, column) => {
      const delay = one.openedAt - truth.metAt;
      if (one.episode.ruleId !== truth.rule || delay < -tolerance.earlyMs || delay > tolerance.lateMs || !isPlace(one, truth)) return;
      costs[row * raised.length + column] = Math.abs(delay);
    });
  });
  return [...assign(costs, sought.length, raised.length)].flatMap((column, row) => {
    const [truth, one] = [sought[row], raised[column]];
    if (truth === undefined || one === undefined || (costs[row * raised.length + column] ?? never) >= never) return [];
    return [{ sought: row, raised: column, delayMs: one.openedAt - truth.metAt }];
  });
}
