import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreign, type RequestFacts, type SameOrigin } from '../../../../electron/engine/api/same-origin.ts';

const doorKey = '0123456789abcdef'.repeat(4);
const behindDoor: SameOrigin = { port: () => 8710, alsoAllowed: [], doorKey };
const inBrowser: SameOrigin = { port: () => 8710, alsoAllowed: ['http://localhost:5173'], doorKey: null };
const request = (headers: RequestFacts['headers'], method = 'GET', upgrade = false): RequestFacts => ({ method, headers, upgrade });

describe('the door of the desktop program', () => {
  it('opens for who has the key, whatever host or origin is named', () => {
    const headers = { 'x-watchhouse-door': doorKey, host: 'example.invalid', origin: 'https://example.invalid', 'sec-fetch-site': 'cross-site' };
    for (const [method, upgrade] of [['GET', false], ['POST', false], ['GET', true]] as const) expect(foreign(request(headers, method, upgrade), behindDoor)).toBeNull();
  });
  it('stays shut for a browser on this machine, which would come in otherwise', () => {
    const headers = { host: '127.0.0.1:8710', origin: 'http://127.0.0.1:8710' };
    expect(foreign(request(headers), { ...behindDoor, doorKey: null })).toBeNull();
    for (const [method, upgrade] of [['GET', false], ['POST', false], ['GET', true]] as const) expect(foreign(request(headers, method, upgrade), behindDoor)).toBe('key');
  });
  it.each([
    ['none', undefined], ['an empty one', ''], ['one that is cut short', doorKey.slice(1)], ['one that is too long', `${doorKey}0`], ['another of the same length', doorKey.replace('0', '1')], ['capitals', doorKey.toUpperCase()],
    ['letters that take more bytes than one', 'é'.repeat(64)], ['half as many such letters', 'é'.repeat(32)], ['several', [doorKey, doorKey]],
  ])('stays shut for %s', (_what, key) => {
    const headers = key === undefined ? {} : { 'x-watchhouse-door': key };
    expect(foreign(request(headers), behindDoor)).toBe('key');
  });
  it('is never broken by what is tried on it', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0x21, max: 0xff }), { minLength: 64, maxLength: 64 }).map((letters) => String.fromCharCode(...letters)), (key) => foreign(request({ 'x-watchhouse-door': key }), behindDoor) === 'key'));
  });
});

describe('the door of browser mode', () => {
  it('needs no key, and a key opens nothing', () => {
    expect(foreign(request({ host: 'localhost:8710' }), inBrowser)).toBeNull();
    expect(foreign(request({ host: 'example.invalid', 'x-watchhouse-door': doorKey }), inBrowser)).toBe('host');
  });
  it('is for our own names only, so that a name made to point here gets nothing', () => {
    for (const host of [undefined, '', 'example.invalid:8710', '127.0.0.1', '127.0.0.1:8711', '127.0.0.1.example.invalid:8710', '[::1]:8710']) expect(foreign(request(host === undefined ? {} : { host }), inBrowser), String(host)).toBe('host');
    expect(foreign(request({ host: 'LOCALHOST:8710' }), inBrowser)).toBeNull();
  });
  it('lets only our own pages change anything or open a WebSocket', () => {
    const host = '127.0.0.1:8710';
    for (const [method, upgrade] of [['POST', false], ['DELETE', false], ['GET', true]] as const) {
      expect(foreign(request({ host }, method, upgrade), inBrowser)).toBe('origin');
      expect(foreign(request({ host, origin: 'null' }, method, upgrade), inBrowser)).toBe('origin');
      expect(foreign(request({ host, origin: 'https://127.0.0.1:8710' }, method, upgrade), inBrowser)).toBe('origin');
      expect(foreign(request({ host, origin: `http://${host}` }, method, upgrade), inBrowser)).toBeNull();
      expect(foreign(request({ host, origin: 'http://localhost:5173' }, method, upgrade), inBrowser)).toBeNull();
    }
  });
  it('shows no picture inside another site’s page, but may be come to from there', () => {
    const host = '127.0.0.1:8710';
    expect(foreign(request({ host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }), inBrowser)).toBe('origin');
    expect(foreign(request({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }), inBrowser)).toBe('origin');
    expect(foreign(request({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }), inBrowser)).toBeNull();
    expect(foreign(request({ host, 'sec-fetch-site': 'same-origin' }), inBrowser)).toBeNull();
    expect(foreign(request({ host, 'sec-fetch-site': 'none' }), inBrowser)).toBeNull();
  });
});
