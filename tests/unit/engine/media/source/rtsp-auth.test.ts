import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorization, libraryKnows } from '../../../../../electron/engine/media/source/rtsp-auth.ts';

const request = { method: 'GET', uri: '/dir/index.html' };
const credentials = { username: 'Mufasa', password: 'CircleOfLife' };

describe('signing in', () => {
  it('Digest without quality of protection gives the response of RFC 2069, erratum 749', () => {
    const challenge = 'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const answer = authorization([challenge], request, credentials);
    expect(answer).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(answer).toContain('opaque="5ccc069c403ebaf9f0171e9517f40e41"');
  });

  it('Digest with SHA-256 is preferred and can be checked by the server (RFC 7616)', () => {
    const md5 = 'Digest realm="r", nonce="n", algorithm=MD5, qop="auth"';
    const sha = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth, auth-int"';
    const answer = authorization([md5, sha, 'Basic realm="r"'], request, credentials) ?? '';
    const field = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(answer)?.[1] ?? '';
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const expected = hash(`${hash('Mufasa:r:CircleOfLife')}:n:00000001:${field('cnonce')}:auth:${hash('GET:/dir/index.html')}`);
    expect(field('response')).toBe(expected);
  });

  it('every further request with one challenge has the next count', () => {
    const challenge = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"';
    expect(authorization([challenge], request, credentials)).toContain('nc=00000001');
    expect(authorization([challenge], request, credentials, 17)).toContain('nc=00000011');
  });

  it('Basic is used when nothing better is offered', () => {
    expect(authorization(['Basic realm="x"'], request, credentials)).toBe(`Basic ${Buffer.from('Mufasa:CircleOfLife').toString('base64')}`);
  });

  it('a scheme nobody knows is not answered', () => {
    expect(authorization(['Negotiate', 'Digest realm="r", nonce="n", algorithm=SHA-512-256'], request, credentials)).toBeNull();
  });

  it('it is known beforehand whether the media library can sign in', () => {
    expect(libraryKnows(['Digest realm="r", nonce="n", algorithm=SHA-256'])).toBe(false);
    expect(libraryKnows(['Digest realm="r", nonce="n", algorithm=SHA-256', 'Digest realm="r", nonce="n"'])).toBe(true);
    expect(libraryKnows(['Digest realm="r", nonce="n"', 'Digest realm="r", nonce="n", algorithm=SHA-256'])).toBe(false);
    expect(libraryKnows(['Basic realm="r"', 'Digest realm="r", nonce="n", algorithm=SHA-256'])).toBe(false);
    expect(libraryKnows(['Basic realm="r"'])).toBe(true);
    expect(libraryKnows([])).toBe(true);
  });
});
