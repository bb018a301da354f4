import { join } from 'node:path';
import type { GrayPicture } from '../../electron/engine/media/small-frame.ts';
import { openVideoFile } from '../../electron/engine/media/frames/video-file-frames.ts';
import { InferenceThread } from '../../electron/engine/vision/inference/inference-thread.ts';
import { readModel } from '../../electron/engine/vision/model-card.ts';
import type { Detection } from '../../electron/engine/vision/observation.ts';
import { BadInput } from './bad-input.ts';

/** A frame with all that vision makes of it before it follows anything. */
export type SeenFrame = {
  /** The source's frame number, from 0. */
  readonly index: number;
  readonly at: number;
  readonly width: number;
  readonly height: number;
  readonly gray: GrayPicture;
  readonly detections: readonly Detection[];
};

/** Decodes a file and runs the shipped detector on every chosen frame, once, so that what follows can be tried many times. */
export async function seenFrames(file: string, fps: number | 'source'): Promise<SeenFrame[]> {
  const model = await readModel(join(import.meta.dirname, '..', '..', 'models'), 'nanodet');
  const thread = new InferenceThread({ model, provider: 'cpu', threads: 2 });
  await thread.start();
  try {
    const video = openVideoFile(file);
    const seen: SeenFrame[] = [];
    for (const frame of video.frames(fps)) {
      const { index, at, sourceWidth: width, sourceHeight: height } = frame;
      const gray = frame.gray();
      const planes = frame.planes(model.card.input.longest);
      frame.free();
      seen.push({ index, at, width, height, gray, detections: await thread.detect(planes) });
    }
    video.close();
    return seen;
  } catch (cause) {
    throw new BadInput(`${file}: ${cause instanceof Error ? cause.message : 'cannot be read'}`);
  } finally {
    await thread.stop();
  }
}
