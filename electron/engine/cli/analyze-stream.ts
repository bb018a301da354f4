import type { CameraProblem } from '../../contract/camera.ts';
import type { Analyzer } from '../analysis/analyzer.ts';
import { FrameMaker } from '../media/frames/frame-maker.ts';
import { splitAddress } from '../media/source/address.ts';
import { openSource } from '../media/source/open-source.ts';
import type { AnalyzeOptions } from './options.ts';
import type { Watch } from './analyze-file.ts';

/** More frames a second than any camera sends. */
const everyFrame = 1000;

/** Analyses a camera's stream as it comes, until it ends, the time is over or the person stops it. Tells how it ended. */
export async function analyzeStream(
  url: string,
  analyzer: Analyzer,
  { fps, maxSeconds }: Pick<AnalyzeOptions, 'fps' | 'maxSeconds'>,
  { stopped, progress }: Watch,
): Promise<{ analysed: number; problem: CameraProblem | null }> {
  const { address, username, password } = splitAddress(url);
  const stop = new AbortController();
  let startedAt: number | null = null;
  const frames = new FrameMaker({
    fps: fps === 'source' ? everyFrame : analyzer.setFps(fps),
    onFrame(frame) {
      startedAt ??= frame.at;
      const sinceMs = frame.at - startedAt;
      if (stopped() || (maxSeconds !== null && sinceMs >= maxSeconds * 1000)) {
        frame.free();
        stop.abort();
        return;
      }
      progress(sinceMs);
      analyzer.offer(frame);
    },
  });
  const watch = setInterval(() => {
    if (stopped()) stop.abort();
  }, 200);
  const source = { kind: 'rtsp', url: address, username, password, transport: 'tcp', loop: false } as const;
  const handlers = {
    onOpen: frames.open.bind(frames),
    onInfoChange: frames.open.bind(frames),
    onPacket: frames.packet.bind(frames),
  };
  const { problem } = await openSource(source, handlers, stop.signal).finally(() => clearInterval(watch));
  await analyzer.finish();
  await frames.close();
  return { analysed: analyzer.counts.analysed, problem };
}
