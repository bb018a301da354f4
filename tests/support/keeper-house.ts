import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StationSettings } from '../../electron/contract/station.ts';
import type { SegmentFacts } from '../../electron/engine/media/worker-protocol.ts';
import { RecordingKeeper, type KeeperOptions } from '../../electron/engine/recordings/keeper.ts';
import type { House } from '../../electron/engine/parts.ts';
import { testVideo } from './test-video.ts';

const script = new URL('./telling-recorder.ts', import.meta.url);

export type WatchedKeeper = { readonly keeper: RecordingKeeper; readonly allowed: boolean[]; readonly lines: string[] };

/** A keeper of a house's recordings whose times are short. */
export function watchedKeeper(
  { store, segments }: Pick<House, 'store' | 'segments'>,
  options: Partial<KeeperOptions> & { readonly station?: Partial<StationSettings> } = {},
): WatchedKeeper {
  const allowed: boolean[] = [];
  const lines: string[] = [];
  const { station, ...own } = options;
  const keeper = new RecordingKeeper({
    folder: join(store.folder, 'recordings'),
    db: store.db,
    segments,
    settings: () => ({ reserveBytes: 0, keepBytes: null, ...station }),
    allowRecording: (isAllowed) => allowed.push(isAllowed),
    log: (_level, message) => lines.push(message),
    times: { oldWorkersGoneMs: 100, orphansEveryMs: 200, orphanQuietMs: 2500, roundEveryMs: 200, nearReserveEveryMs: 100, guardEveryMs: 100 },
    ...own,
  });
  return { keeper, allowed, lines };
}

export type RecordingChild = {
  readonly child: ChildProcess;
  /** What it told last of each segment. */
  readonly told: Map<string, { segment: SegmentFacts; finished: boolean }>;
  kill(): Promise<void>;
  /** Lets it end its files. */
  end(): Promise<void>;
};

/** A process that records in real time until it is killed or asked to end; the keeper hears what it tells. */
export async function recordInChild(folder: string, cameraId: string, keeper: RecordingKeeper | null): Promise<RecordingChild> {
  const video = await testVideo({ width: 640, height: 480, seconds: 70, gop: 25, fps: 25, container: 'mp4' });
  const child = fork(script, [video, join(folder, 'recordings', cameraId), cameraId]);
  const told: RecordingChild['told'] = new Map();
  child.on('message', (message) => {
    const { segment, finished } = message as { segment: SegmentFacts; finished: boolean };
    told.set(segment.file, { segment, finished });
    keeper?.onSegment(segment, finished);
  });
  const exited = once(child, 'exit');
  return {
    child,
    told,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    end: async () => {
      child.send('end');
      await exited;
    },
  };
}
