import { describe, expect, it } from 'vitest';
import { isSupportedEncoding, videosOfSdp } from '../../../../../electron/engine/media/source/sdp.ts';

describe('session descriptions', () => {
  it('name the video, not the sound', () => {
    const sdp = 'v=0\r\nm=audio 0 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=control:audio\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\na=control:trackID=1\r\n';
    expect(videosOfSdp(sdp)).toEqual([{ encoding: 'H265', control: 'trackID=1' }]);
  });

  it('may use a payload number without a name', () => {
    expect(videosOfSdp('m=video 0 RTP/AVP 26\n')).toEqual([{ encoding: 'JPEG', control: null }]);
  });

  it('that are something else have no video', () => {
    expect(videosOfSdp('<html>m=video')).toEqual([]);
  });

  it('H.264 and H.265 are what a camera may send', () => {
    expect(['H264', 'H265', 'HEVC', 'JPEG', 'MP4V-ES'].filter(isSupportedEncoding)).toEqual(['H264', 'H265', 'HEVC']);
  });
});
