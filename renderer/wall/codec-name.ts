/** A codec for people: H.264 for avc1.64001f, H.265 for hev1.1.6.L93.B0; FFmpeg's names too. */
export function codecName(codec: string | null): string {
  if (codec === null) return '?';
  if (/^(avc|h264)/i.test(codec)) return 'H.264';
  if (/^(hev|hvc|h265)/i.test(codec)) return 'H.265';
  return codec.toUpperCase();
}
