import type { RelativeBox } from '../../../contract/geometry.ts';
import { movedShare, type MotionMask } from '../motion/regions.ts';
import type { Track } from '../observation.ts';
import { overlap } from '../overlap.ts';
import { centerDistance, toPixels } from './pixel-box.ts';

export type ProofOptions = {
  /** A track has moved when it is this far from where it began, in extents of its box (half the sum of its sides). */
  readonly movedDistance: number;
  /** Motion is a witness when the shares of the box that moved, as far as they are this great, add up to `witnessed`. */
  readonly witnessShare: number;
  readonly witnessed: number;
  /** A new track where a proven one was lost no longer ago than this is taken for the same thing. */
  readonly inheritMs: number;
};

export const defaultProofOptions: ProofOptions = { movedDistance: 0.5, witnessShare: 0.15, witnessed: 0.4, inheritMs: 30_000 };

type Proof = { readonly start: RelativeBox; readonly witnessed: number; readonly moved: boolean; readonly box: RelativeBox; readonly seenAt: number };

/** Gives of the tracks of each picture those that are proven; `motion` is null where no gate runs. */
export type ProofOfLife = (tracks: readonly Track[], motion: MotionMask | null, at: number) => {
  readonly proven: readonly Track[];
  /** Where things that moved are, or were lost so lately that they may still be there. */
  readonly claimed: readonly RelativeBox[];
};

/**
 * Holds back tracks that never moved and for which motion never was a witness. What is proven once stays proven: a
 * person who walked in and stands still remains reported.
 */
export function createProofOfLife(aspect: number, given: Partial<ProofOptions> = {}): ProofOfLife {
  const options = { ...defaultProofOptions, ...given };
  const proofs = new Map<number, Proof>();

  const inherits = (track: Track): boolean =>
    [...proofs].some(([id, lost]) => id < track.id && lost.moved && lost.seenAt < track.firstAt && overlap(lost.box, track.box) > 0.5);

  return (tracks, motion, at) => {
    for (const track of tracks) {
      const known = proofs.get(track.id) ?? { start: track.firstBox ?? track.box, witnessed: 0, moved: inherits(track), box: track.box, seenAt: track.seenAt };
      if (track.seenAt < at) continue;
      const distance = centerDistance(toPixels(known.start, aspect), toPixels(track.box, aspect));
      const share = motion === null ? 0 : movedShare(motion, track.box);
      proofs.set(track.id, {
        start: known.start,
        witnessed: known.witnessed + (share >= options.witnessShare ? share : 0),
        moved: known.moved || distance >= options.movedDistance,
        box: track.box,
        seenAt: track.seenAt,
      });
    }
    for (const [id, proof] of proofs) if (at - proof.seenAt > options.inheritMs) proofs.delete(id);
    const claimed = [...proofs.values()].flatMap(({ moved, box }) => (moved ? [box] : []));
    const proven = tracks.filter((track) => {
      const proof = proofs.get(track.id);
      return proof !== undefined && (proof.moved || proof.witnessed >= options.witnessed);
    });
    return { proven, claimed };
  };
}
