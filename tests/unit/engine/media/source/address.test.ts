import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKind, addressWithCredentials, addressWithoutCredentials, shownAddress, splitAddress, withoutCredentials } from '../../../../../electron/engine/media/source/address.ts';

const camera = { kind: 'rtsp', url: 'rtsp://10.0.0.9:8554/live?channel=1', username: 'admin', password: 'p@ss:w/ör d', transport: 'tcp', loop: false } as const;

describe('addresses of cameras', () => {
  it('credentials pasted into an address are taken out of it', () => {
    expect(splitAddress('rtsp://admin:p%40ss@10.0.0.9/live')).toEqual({ address: 'rtsp://10.0.0.9/live', username: 'admin', password: 'p@ss' });
  });

  it('a password with an @ that nobody escaped is still taken out whole', () => {
    expect(splitAddress('rtsp://admin:p@ss@10.0.0.9/a@b')).toEqual({ address: 'rtsp://10.0.0.9/a@b', username: 'admin', password: 'p@ss' });
  });

  it('an @ in the path or in a file name is no credential', () => {
    expect(splitAddress('rtsp://10.0.0.9/a@b').username).toBeNull();
    expect(splitAddress('/videos/yard@night.mp4')).toEqual({ address: '/videos/yard@night.mp4', username: null, password: null });
  });

  it('a broken escape in a password is taken as it stands', () => {
    expect(splitAddress('rtsp://a:100%@10.0.0.9/').password).toBe('100%');
  });

  it('rtsp and rtsps are cameras, everything else is a file', () => {
    expect(['rtsp://x', 'RTSPS://x', '/a.mp4', 'C:\\a.mp4', 'http://x/a.mp4'].map(addressKind)).toEqual(['rtsp', 'rtsp', 'file', 'file', 'file']);
  });

  it('any credentials survive the way into the library address and out again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (username, password) => {
        fc.pre(username.isWellFormed() && password.isWellFormed());
        const full = addressWithCredentials({ ...camera, username, password });
        expect(splitAddress(full)).toEqual({ address: camera.url, username, password });
      }),
    );
  });

  it('an address without credentials shows none, however often it is cleaned', () => {
    const cleaned = addressWithoutCredentials(addressWithCredentials(camera));
    expect(cleaned).toBe(camera.url);
    expect(addressWithoutCredentials(cleaned)).toBe(camera.url);
  });
});

describe('an address that is shown', () => {
  it.each([
    ['rtsp://u:p@10.0.0.9/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp?real_stream', 'rtsp://10.0.0.9/user=admin_password=***_channel=1_stream=0.sdp?real_stream'],
    ['rtsp://10.0.0.9/user=admin&password=a_b&channel=1', 'rtsp://10.0.0.9/user=admin&password=***&channel=1'],
    ['rtsp://10.0.0.9/user=admin_password=_channel=1', 'rtsp://10.0.0.9/user=admin_password=_channel=1'],
    ['rtsp://10.0.0.9/live;PWD=x;ch=2', 'rtsp://10.0.0.9/live;PWD=***;ch=2'],
    ['rtsp://10.0.0.9/pass=x/main', 'rtsp://10.0.0.9/pass=***/main'],
    ['rtsp://10.0.0.9/a?passwd=a/b?c&token=x', 'rtsp://10.0.0.9/a?passwd=***&token=***'],
    ['rtsp://10.0.0.9/compass=north', 'rtsp://10.0.0.9/compass=north'],
    ['/videos/password=1.mp4', '/videos/password=1.mp4'],
  ])('has no password in its path or query: %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
    expect(shownAddress(shown)).toBe(shown);
  });
});

describe('messages about cameras', () => {
  it('carry no password of the path or the query', () => {
    const url = 'rtsp://10.0.0.9/user=admin_password=tlJw%23bo6_channel=1';
    expect(withoutCredentials(`404 for ${url}; tlJw#bo6`, { url, username: null, password: null })).toBe('404 for rtsp://10.0.0.9/user=admin_password=…_channel=1; …');
  });

  it('carry no credentials in any spelling', () => {
    const message = `can't open ${addressWithCredentials(camera)}: ${camera.password} was refused`;
    const clean = withoutCredentials(message, camera);
    for (const secret of [camera.password, encodeURIComponent(camera.password), camera.username]) expect(clean).not.toContain(secret);
  });

  it('are one line of bounded length', () => {
    const clean = withoutCredentials(`a\r\nb${'x'.repeat(10_000)}`, camera);
    expect(clean).not.toMatch(/[\r\n]/);
    expect(clean.length).toBeLessThanOrEqual(400);
  });
});
