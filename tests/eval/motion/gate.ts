import { parseArgs } from 'node:util';
import { createFollower } from '../../../electron/engine/analysis/follower.ts';
import { createMotionGate } from '../../../electron/engine/vision/motion/gate.ts';
import type { Track } from '../../../electron/engine/vision/observation.ts';
import { overlap } from '../../../electron/engine/vision/overlap.ts';
import { createFollow } from '../../../electron/engine/vision/tracking/follow.ts';
import { BadInput } from '../bad-input.ts';
import { seenFrames, type SeenFrame } from '../seen-frames.ts';

export type GateScore = {
  readonly frames: number;
  /** Frames that the gate had looked at. */
  readonly open: number;
  /** Frames in which something is followed when the detector looks at every frame. */
  readonly followed: number;
  /** Sightings of tracks when the detector looks at every frame, and how many of them are there with the gate too (IoU over 0.5). */
  readonly sightings: number;
  readonly kept: number;
};

type Look = { readonly open: boolean; readonly tracks: readonly Track[] };

function look(frames: readonly SeenFrame[], aspect: number, always: boolean): Look[] {
  const gate = createMotionGate();
  const follower = createFollower(createFollow(aspect), aspect);
  return frames.map(({ gray, at, detections }) => {
    const motion = gate(gray, at, follower.tracksLive());
    const { tracks } = always || motion.active ? follower.look(detections, motion.mask, at) : follower.rest(at);
    return { open: motion.active, tracks: tracks.filter(({ seenAt }) => seenAt >= at) };
  });
}

export function scoreGate(frames: readonly SeenFrame[]): GateScore {
  const [first] = frames;
  const aspect = first === undefined ? 1 : first.width / first.height;
  const every = look(frames, aspect, true);
  const gated = look(frames, aspect, false);
  const kept = every.map(({ tracks }, i) => tracks.filter(({ box }) => gated[i]?.tracks.some((other) => overlap(box, other.box) > 0.5)).length);
  return {
    frames: frames.length,
    open: gated.filter(({ open }) => open).length,
    followed: every.filter(({ tracks }) => tracks.length > 0).length,
    sightings: every.reduce((sum, { tracks }) => sum + tracks.length, 0),
    kept: kept.reduce((sum, count) => sum + count, 0),
  };
}

/** `gate FILE...`: what the motion gate saves and what it loses at 5 frames a second, all files together. @throws BadInput */
export async function evaluateGate(args: readonly string[]): Promise<GateScore> {
  const { positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true });
  if (positionals.length === 0) throw new BadInput('usage: eval -- gate FILE...');
  const sum = { frames: 0, open: 0, followed: 0, sightings: 0, kept: 0 };
  for (const file of positionals) {
    const score = scoreGate(await seenFrames(file, 5));
    for (const name of Object.keys(sum) as (keyof GateScore)[]) sum[name] += score[name];
  }
  return sum;
}
