import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Recorder, type RecorderState } from '../../electron/engine/media/recording/recorder.ts';
import type { SegmentFacts } from '../../electron/engine/media/worker-protocol.ts';
import { FilePackets } from './source-packets.ts';

export const testCameraId = '0b0e7e4e-1f0a-4b6e-9d55-0d2a0c2f7a11';

/** A recorder that keeps what it told. */
export function watchedRecorder(folder: string): { recorder: Recorder; finished: SegmentFacts[]; growing: SegmentFacts[]; states: RecorderState[] } {
  const finished: SegmentFacts[] = [];
  const growing: SegmentFacts[] = [];
  const states: RecorderState[] = [];
  const recorder = new Recorder({
    cameraId: testCameraId,
    folder,
    onSegment: (segment, isFinished) => (isFinished ? finished : growing).push(segment),
    onState: (state) => states.push(state),
  });
  return { recorder, finished, growing, states };
}

/** Records a whole MP4 file as if it had begun at `startAt`; as fast as it goes. */
export async function recordFile(file: string, folder: string, startAt: number): Promise<SegmentFacts[]> {
  const { recorder, finished } = watchedRecorder(folder);
  using packets = new FilePackets(file, startAt);
  recorder.open(packets.info);
  for (const packet of packets) recorder.packet(packet);
  await recorder.stop();
  return finished;
}

/**
 * Pictures that the ffmpeg command line decodes from a file. Rejects when it complains about anything. Time stamps stay as
 * they are: rounded to a guessed frame rate, as it does by default, two pictures of a live camera may fall on one tick.
 */
export async function decodeWithFfmpeg(file: string): Promise<number> {
  const args = ['-v', 'error', '-xerror', '-i', file, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'null', '-progress', '-', '-'];
  const { stdout, stderr } = await promisify(execFile)('ffmpeg', args);
  if (stderr !== '') throw new Error(`${file}: ${stderr}`);
  return Number(/frame=(\d+)(?![\s\S]*frame=)/.exec(stdout)?.[1] ?? 0);
}

export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`).sort();
}
