/** The video media of a session description (RFC 8866), as far as a camera needs it. */
export type SdpVideo = {
  /** Encoding name of the rtpmap in upper case (H264, H265, JPEG…), or the static payload number. */
  readonly encoding: string;
  /** The control attribute: an address relative to the session's, or absolute; null when there is none. */
  readonly control: string | null;
};

const staticEncodings: Readonly<Record<string, string>> = { '26': 'JPEG', '31': 'H261', '32': 'MPV', '33': 'MP2T', '34': 'H263' };
const mostLines = 2_000;

/** All video media in order. Anything that is not a session description has none. */
export function videosOfSdp(sdp: string): SdpVideo[] {
  const videos: { payload: string; encoding: string | null; control: string | null }[] = [];
  let current: (typeof videos)[number] | null = null;
  for (const line of sdp.split(/\r?\n/, mostLines)) {
    const media = /^m=(\w+) \S+ \S+ (\d+)/.exec(line);
    if (media) {
      current = media[1] === 'video' ? { payload: media[2] ?? '', encoding: null, control: null } : null;
      if (current) videos.push(current);
      continue;
    }
    if (!current) continue;
    const map = /^a=rtpmap:(\d+) ([^/\s]+)/.exec(line);
    if (map && map[1] === current.payload) current.encoding = (map[2] ?? '').toUpperCase();
    const control = /^a=control:(\S+)/.exec(line);
    if (control) current.control = control[1] ?? null;
  }
  return videos.map(({ payload, encoding, control }) => ({ encoding: encoding ?? staticEncodings[payload] ?? payload, control }));
}

export function isSupportedEncoding(encoding: string): boolean {
  return encoding === 'H264' || encoding === 'H265' || encoding === 'HEVC';
}
