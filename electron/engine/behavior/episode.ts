import type { EventObject, Reason } from '../../contract/event.ts';
import type { Line, Severity, Zone } from '../../contract/scene.ts';

/**
 * A going-on from its first to its last moment, still inside vision: what becomes an event in the database.
 * `id` is a UUIDv7 made when it opens, so that telling the engine twice does no harm.
 */
export type Episode = {
  readonly id: string;
  readonly ruleId: string;
  readonly behavior: string;
  readonly severity: Severity;
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  readonly objects: readonly EventObject[];
  readonly reasons: readonly Reason[];
  readonly zone: Zone | null;
  readonly line: Line | null;
};

export type EpisodeChange = { readonly kind: 'opened' | 'updated' | 'closed'; readonly episode: Episode };
