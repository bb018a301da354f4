import { setImmediate as turn } from 'node:timers/promises';
import type { Scene } from '../../../electron/contract/scene.ts';
import { Analyzer } from '../../../electron/engine/analysis/analyzer.ts';
import { startDetector } from '../../../electron/engine/cli/detector.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import type { Raised } from './match.ts';

export type Watched = {
  readonly raised: readonly Raised[];
  /** Seconds of footage. */
  readonly seconds: number;
  readonly aspect: number;
};

export type Watcher = {
  /** Analyses a file as `analyze` does by default and as a camera is: motion gate, 5 frames a second. */
  readonly watch: (file: string, scene: Scene) => Promise<Watched>;
  readonly stop: () => Promise<void>;
};

export const analysedFps = 5;

/** Starts the shipped path once; every file is a new camera to it. */
export async function startWatcher(): Promise<Watcher> {
  const { thread, longest, longestForPoses, fights } = await startDetector();

  async function watch(file: string, scene: Scene): Promise<Watched> {
    const raised = new Map<string, Raised>();
    let at = 0;
    const failures: unknown[] = [];
    const analyzer = new Analyzer({
      detect: (picture) => thread.detect(picture),
      longest,
      poses: { find: (picture) => thread.findPeople(picture), longest: longestForPoses },
      fights,
      gate: 'motion',
      classes: null,
      onObservation: () => undefined,
      onEpisode: ({ episode }, frame) => {
        raised.set(episode.id, { episode, openedAt: raised.get(episode.id)?.openedAt ?? frame?.at ?? at });
      },
      onFailure: (error) => failures.push(error),
    });
    analyzer.setScene(scene);
    const video = openVideoFile(file);
    try {
      for (const frame of video.frames(analysedFps)) {
        ({ at } = frame);
        await analyzer.take(frame);
        await turn();
      }
      await analyzer.finish();
    } finally {
      video.close();
    }
    if (failures.length > 0) throw failures[0];
    return { raised: [...raised.values()], seconds: (video.durationMs ?? at) / 1000, aspect: video.width / video.height };
  }

  return { watch, stop: () => thread.stop() };
}
