import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../../electron/engine/demo/rtsp/message.ts';

describe('messages to the demonstration server', () => {
  it('reads a request with its headers', () => {
    const result = readMessage(Buffer.from('SETUP rtsp://127.0.0.1/a/track1 RTSP/1.0\r\nCSeq: 3\r\nTransport: RTP/AVP/TCP\r\n\r\nrest'));
    expect(result).toMatchObject({ kind: 'request', request: { method: 'SETUP', url: 'rtsp://127.0.0.1/a/track1' } });
    expect(result.kind === 'request' && result.request.headers.get('cseq')).toBe('3');
  });

  it('passes over interleaved frames and waits for the rest of one', () => {
    expect(readMessage(Buffer.from([0x24, 1, 0, 2, 9, 9, 65]))).toEqual({ kind: 'interleaved', used: 6 });
    expect(readMessage(Buffer.from([0x24, 1, 0, 2, 9]))).toEqual({ kind: 'more' });
  });

  it('refuses what is not RTSP, is too long or has a hostile length', () => {
    expect(readMessage(Buffer.from('GET / HTTP/1.1\r\n\r\n')).kind).toBe('bad');
    expect(readMessage(Buffer.alloc(9000, 65)).kind).toBe('bad');
    expect(readMessage(Buffer.from('PLAY rtsp://a RTSP/1.0\r\nContent-Length: 99999999999\r\n\r\n')).kind).toBe('bad');
  });

  it('never throws and never says it used more than there is, whatever arrives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const result = readMessage(Buffer.from(bytes));
        if ('used' in result) expect(result.used).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
