import { setImmediate as turn } from 'node:timers/promises';
import type { Analyzer } from '../analysis/analyzer.ts';
import type { VideoFile } from '../media/frames/video-file-frames.ts';
import type { AnalyzeOptions } from './options.ts';

export type Watch = { readonly stopped: () => boolean; readonly progress: (sourceMs: number) => void };

/** Analyses a file as fast as it goes, every chosen frame in order. Gives the number of frames analysed. */
export async function analyzeFile(
  file: VideoFile,
  analyzer: Analyzer,
  { fps, maxSeconds }: Pick<AnalyzeOptions, 'fps' | 'maxSeconds'>,
  { stopped, progress }: Watch,
): Promise<number> {
  const endAt = maxSeconds === null ? Infinity : maxSeconds * 1000;
  let analysed = 0;
  for (const frame of file.frames(fps === 'source' ? fps : analyzer.setFps(fps))) {
    const { at } = frame;
    if (at >= endAt || stopped()) {
      frame.free();
      break;
    }
    await analyzer.take(frame);
    analysed++;
    progress(at);
    // Decoding is synchronous: signals and the detector's answers get their turn here.
    await turn();
  }
  return analysed;
}
