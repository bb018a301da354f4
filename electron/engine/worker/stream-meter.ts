/** Frame and bit rate over the last seconds. */
export type StreamMeter = {
  count(bytes: number, at: number): void;
  /** Rates at this moment: frames and bits per second. */
  rates(at: number): { readonly fps: number; readonly bitsPerSecond: number };
};

const windowMs = 5000;

export function createStreamMeter(): StreamMeter {
  const seen: { at: number; bytes: number }[] = [];
  const forget = (at: number): void => {
    while (seen[0] && at - seen[0].at > windowMs) seen.shift();
  };
  return {
    count(bytes, at) {
      seen.push({ at, bytes });
      forget(at);
    },
    rates(at) {
      forget(at);
      const first = seen[0];
      if (!first || seen.length < 2) return { fps: 0, bitsPerSecond: 0 };
      const seconds = Math.max(0.2, (at - first.at) / 1000);
      const bytes = seen.reduce((sum, packet) => sum + packet.bytes, 0);
      return { fps: Math.round((seen.length / seconds) * 10) / 10, bitsPerSecond: Math.round((bytes * 8) / seconds) };
    },
  };
}
