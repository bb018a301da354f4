import { BitStreamFilterAPI, Demuxer } from 'node-av';

/** One picture of a clip, Annex-B, with its time from the clip's start. */
export type AccessUnit = { readonly data: Buffer; readonly isKey: boolean; readonly atMs: number };
export type Clip = { readonly units: readonly AccessUnit[]; readonly durationMs: number };

/** Reads a prepared H.264 file (see encode.ts) into memory: some megabytes that are then played again and again. */
export async function readClip(path: string): Promise<Clip> {
  await using input = await Demuxer.open(path);
  const video = input.video();
  if (!video) throw new Error('no video in the prepared clip');
  using annexB = BitStreamFilterAPI.create('h264_mp4toannexb', video);
  const { num, den } = video.timeBase;
  const units: AccessUnit[] = [];
  for await (const packet of annexB.packets(input.packets(video.index))) {
    if (!packet) continue;
    using owned = packet;
    if (owned.data) units.push({ data: Buffer.from(owned.data), isKey: owned.isKeyframe, atMs: (Number(owned.pts) * num * 1000) / den });
  }
  const last = units.at(-1);
  if (!last) throw new Error('the prepared clip is empty');
  return { units, durationMs: last.atMs + last.atMs / Math.max(1, units.length - 1) };
}

/** Plays a clip at its own pace, over and over, until the returned function is called. Times only ever grow. */
export function playClip(clip: Clip, push: (unit: AccessUnit, atMs: number) => void): () => void {
  const startedAt = performance.now();
  let round = 0;
  let index = 0;
  let timer: NodeJS.Timeout;
  const next = (): void => {
    const unit = clip.units[index];
    if (!unit) return;
    const atMs = round * clip.durationMs + unit.atMs;
    push(unit, atMs);
    index = (index + 1) % clip.units.length;
    if (index === 0) round++;
    const due = round * clip.durationMs + (clip.units[index]?.atMs ?? 0);
    timer = setTimeout(next, Math.max(0, startedAt + due - performance.now()));
  };
  timer = setTimeout(next, 0);
  return () => clearTimeout(timer);
}
