import { AV_LOG_QUIET, AV_NOPTS_VALUE, FFmpegError, Log } from 'node-av';

let silenced = false;

/** The library writes its log to standard error, addresses with passwords included: never here. */
export function silenceLibrary(): void {
  if (silenced) return;
  Log.setLevel(AV_LOG_QUIET);
  silenced = true;
}

/** An error of the media library. The message is FFmpeg's own text for the code, which names no address. */
export class MediaError extends Error {
  readonly code: number;
  constructor(doing: string, code: number) {
    super(`${doing}: ${FFmpegError.strerror(code)}`);
    this.code = code;
  }
}

/** Gives back a return value of the library that is not an error. Throws MediaError. */
export function checked(doing: string, result: number): number {
  if (result < 0) throw new MediaError(doing, result);
  return result;
}

/** A time stamp of the library in ms, null when it is missing. */
export function ticksToMs(ticks: bigint, timeBase: { readonly num: number; readonly den: number }): number | null {
  return ticks === AV_NOPTS_VALUE || timeBase.den === 0 ? null : (Number(ticks) * 1_000 * timeBase.num) / timeBase.den;
}
