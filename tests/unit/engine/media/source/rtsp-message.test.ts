import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRtspResponseReader, NotRtspError } from '../../../../../electron/engine/media/source/rtsp-message.ts';

const answer = Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 1\r\nWWW-Authenticate: Basic realm="a"\r\nwww-authenticate: Digest realm="a"\r\nContent-Length: 4\r\n\r\nv=0\n');
const interleaved = Buffer.from([0x24, 0, 0, 3, 1, 2, 3]);

describe('answers of an RTSP server', () => {
  it('are read whole however the network cuts them', () => {
    const stream = Buffer.concat([interleaved, answer, interleaved, answer]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 12 }), (cuts) => {
        const reader = createRtspResponseReader();
        const edges = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const read = edges.slice(1).flatMap((end, i) => reader.push(stream.subarray(edges[i], end)));
        expect(read.map((r) => [r.status, r.body])).toEqual([[200, 'v=0\n'], [200, 'v=0\n']]);
        expect(read[0]?.headers.get('www-authenticate')).toEqual(['Basic realm="a"', 'Digest realm="a"']);
      }),
    );
  });

  it.each(['HTTP/1.1 400 Bad Request\r\n\r\n', '<html>', 'SSH-2.0-OpenSSH_9.2\r\n', '\0\x01\x02'])('something that is not RTSP is told by its first bytes (%j)', (bytes) => {
    expect(() => createRtspResponseReader().push(Buffer.from(bytes))).toThrow(NotRtspError);
  });

  it('endless headers and impossible lengths are refused', () => {
    const endless = () => createRtspResponseReader().push(Buffer.from(`RTSP/1.0 200 OK\r\nX: ${'x'.repeat(20_000)}`));
    const huge = () => createRtspResponseReader().push(Buffer.from('RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n'));
    const negative = () => createRtspResponseReader().push(Buffer.from('RTSP/1.0 200 OK\r\nContent-Length: -5\r\n\r\n'));
    for (const attempt of [endless, huge, negative]) expect(attempt).toThrow(NotRtspError);
  });

  it('any bytes either give answers or are refused, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), (chunks) => {
        const reader = createRtspResponseReader();
        try {
          for (const chunk of chunks) reader.push(Buffer.from(chunk));
        } catch (error) {
          expect(error).toBeInstanceOf(NotRtspError);
        }
      }),
    );
  });
});
