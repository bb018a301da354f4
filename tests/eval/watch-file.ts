import type { Scene } from '../../electron/contract/scene.ts';
import { Analyzer, type AnalyzerCounts, type AnalyzerOptions } from '../../electron/engine/analysis/analyzer.ts';
import type { AnalyzerModels } from '../../electron/engine/analysis/models.ts';
import { analyzeFile } from '../../electron/engine/cli/analyze-file.ts';
import type { VideoFile } from '../../electron/engine/media/frames/video-file-frames.ts';

/**
 * Runs a file through the shipped analysis as a camera's pictures go: decoder, motion gate, models, tracker, rules. Closes
 * the file and gives what was counted. Rejects with the first failure.
 */
export async function watchFile(
  video: VideoFile,
  scene: Scene,
  models: AnalyzerModels,
  fps: number,
  { onObservation = () => undefined, onEpisode }: Partial<Pick<AnalyzerOptions, 'onObservation'>> & Pick<AnalyzerOptions, 'onEpisode'>,
): Promise<AnalyzerCounts> {
  const failures: unknown[] = [];
  const analyzer = new Analyzer({ ...models, gate: 'motion', classes: null, onObservation, onEpisode, onFailure: (error) => failures.push(error) });
  analyzer.setScene(scene);
  try {
    await analyzeFile(video, analyzer, { fps, maxSeconds: null }, { stopped: () => failures.length > 0, progress: () => undefined });
    await analyzer.finish();
  } finally {
    video.close();
  }
  if (failures.length > 0) throw failures[0];
  return analyzer.counts;
}
