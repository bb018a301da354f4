import type { RelativeBox, RelativePoint } from '../../../electron/contract/geometry.ts';
import type { LiveOverlay } from '../../../electron/contract/live.ts';

type LiveTrack = LiveOverlay['tracks'][number];
/** A track as it stands in one shown picture, with the way its foot point came in the last seconds, oldest first. */
export type ShownTrack = LiveTrack & { readonly path: readonly RelativePoint[] };

export type OverlayHistory = {
  /** @returns the time since the overlay before in ms, 0 for the first. */
  add: (overlay: LiveOverlay) => number;
  tracksAt: (at: number) => ShownTrack[];
  clear: () => void;
};

const keptMs = 8_000;
const maxKept = 240;
export const pathMs = 4_000;
/** Overlays further apart than this are not joined by a guess. */
const maxGapMs = 1_600;
/** How far beyond the last overlay a box follows its last speed, and how long it stays at all. */
const extrapolateMs = 250;
const holdMs = 800;

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function mixBoxes(a: RelativeBox, b: RelativeBox, share: number): RelativeBox {
  return {
    left: mix(a.left, b.left, share),
    top: mix(a.top, b.top, share),
    width: Math.max(0, mix(a.width, b.width, share)),
    height: Math.max(0, mix(a.height, b.height, share)),
  };
}

function foot(box: RelativeBox): RelativePoint {
  return { x: box.left + box.width / 2, y: box.top + box.height };
}

function find(overlay: LiveOverlay | undefined, id: number): LiveTrack | undefined {
  return overlay?.tracks.find((track) => track.id === id);
}

/**
 * Remembers the last seconds of analysed pictures and says where every track stands in a picture between two of them:
 * linear between the neighbours, at most 250 ms of its last speed beyond the newest one.
 */
export function createOverlayHistory(): OverlayHistory {
  let overlays: LiveOverlay[] = [];

  const add = (overlay: LiveOverlay): number => {
    const last = overlays.at(-1);
    if (last !== undefined && overlay.at <= last.at) overlays = []; // the sender's clock was set back
    const intervalMs = last !== undefined && overlays.length > 0 ? overlay.at - last.at : 0;
    overlays.push(overlay);
    const from = overlays.findIndex(({ at }) => at >= overlay.at - keptMs);
    overlays = overlays.slice(Math.max(from, overlays.length - maxKept));
    return intervalMs;
  };

  const pathOf = (id: number, before: number, at: number, box: RelativeBox): RelativePoint[] => {
    const points: RelativePoint[] = [];
    for (let index = 0; index <= before; index++) {
      const overlay = overlays[index];
      if (overlay === undefined || overlay.at < at - pathMs) continue;
      const track = find(overlay, id);
      if (track !== undefined) points.push(foot(track.box));
    }
    points.push(foot(box));
    return points;
  };

  const tracksAt = (at: number): ShownTrack[] => {
    const before = overlays.findLastIndex((overlay) => overlay.at <= at);
    const a = overlays[before];
    const b = overlays[before + 1];
    const shown = (track: LiveTrack, box: RelativeBox): ShownTrack => ({ ...track, box, path: pathOf(track.id, before, at, box) });
    if (a === undefined) return [];
    if (b === undefined || b.at - a.at > maxGapMs) {
      const age = at - a.at;
      if (age > holdMs) return [];
      const earlier = overlays[before - 1];
      return a.tracks.map((track) => {
        const from = find(earlier, track.id);
        if (earlier === undefined || from === undefined || a.at - earlier.at > maxGapMs) return shown(track, track.box);
        return shown(track, mixBoxes(from.box, track.box, 1 + Math.min(age, extrapolateMs) / (a.at - earlier.at)));
      });
    }
    const share = (at - a.at) / (b.at - a.at);
    const result: ShownTrack[] = [];
    for (const track of a.tracks) {
      const to = find(b, track.id);
      if (to !== undefined) result.push(shown({ ...track, alarmed: share < 0.5 ? track.alarmed : to.alarmed }, mixBoxes(track.box, to.box, share)));
      else if (share < 0.5) result.push(shown(track, track.box));
    }
    if (share >= 0.5) for (const track of b.tracks) if (find(a, track.id) === undefined) result.push(shown(track, track.box));
    return result;
  };

  return { add, tracksAt, clear: () => (overlays = []) };
}
