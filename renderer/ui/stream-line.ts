import type { StreamFacts } from '../../electron/contract/camera.ts';
import { codecName } from '../wall/codec-name.ts';

/** A stream in one line: H.264 · 1920×1080 · 25 fps · 2.1 Mbit/s. */
export function streamLine({ codec, width, height, fps, bitsPerSecond }: StreamFacts): string {
  return `${codecName(codec)} · ${width}×${height} · ${Math.round(fps)} fps · ${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
}
