import type { Scene } from '../../../electron/contract/scene.ts';
import { startDetector } from '../../../electron/engine/cli/detector.ts';
import { openVideoFile } from '../../../electron/engine/media/frames/video-file-frames.ts';
import { keptAnswers } from '../kept-answers.ts';
import { watchFile } from '../watch-file.ts';
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
  const { thread, models } = await startDetector();

  async function watch(file: string, scene: Scene): Promise<Watched> {
    const raised = new Map<string, Raised>();
    let at = 0;
    const video = openVideoFile(file);
    const kept = keptAnswers(models, file);
    await watchFile(video, scene, kept.models, analysedFps, {
      onObservation: ({ frame }) => ({ at } = frame),
      onEpisode: ({ episode }, frame) => {
        raised.set(episode.id, { episode, openedAt: raised.get(episode.id)?.openedAt ?? frame?.at ?? at });
      },
    });
    kept.save();
    return { raised: [...raised.values()], seconds: (video.durationMs ?? at) / 1000, aspect: video.width / video.height };
  }

  return { watch, stop: () => thread.stop() };
}
