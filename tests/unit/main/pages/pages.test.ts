import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy, noncePlaceholder } from '../../../../electron/contract/page-policy.ts';
import { makePages, pageFile } from '../../../../electron/main/pages/pages.ts';

const root = mkdtempSync(join(tmpdir(), 'watchhouse-pages-'));
const folder = join(root, 'renderer');
const door = vi.fn(() => Promise.resolve(new Response('of the engine')));
const pages = makePages(folder, door);
const ask = (path: string, method = 'GET'): Promise<Response> => pages(new Request(`app://watchhouse${path}`, { method }));

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), `<meta content="${noncePlaceholder}"><script src="x"></script><i>${noncePlaceholder}</i>`);
  writeFileSync(join(folder, 'assets', 'main-abc.js'), `export const kept = '${noncePlaceholder}';`);
  writeFileSync(join(folder, 'assets', 'font.woff2'), Uint8Array.of(0xff, 0xfe, 0, 0x80));
  writeFileSync(join(folder, '.hidden.js'), 'hidden');
  writeFileSync(join(folder, 'main.js.map'), 'map');
  writeFileSync(join(folder, 'notes.txt'), 'text');
  mkdirSync(join(folder, 'folder.js'));
  writeFileSync(join(root, 'secret.json'), 'secret');
  mkdirSync(join(root, 'renderer-2'));
  writeFileSync(join(root, 'renderer-2', 'secret.json'), 'secret');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the file behind a path', () => {
  it('is the first page for the root', () => {
    expect(pageFile(folder, '/')).toBe(join(folder, 'index.html'));
    expect(pageFile(folder, '/assets/main-abc.js')).toBe(join(folder, 'assets', 'main-abc.js'));
  });
  it.each([
    '/../secret.json', '/assets/../../secret.json', '/..%2fsecret.json', '/%2e%2e/secret.json', '/..\\secret.json', '//secret.json', '/./secret.json', '/assets//x.js',
    '../secret.json', 'secret.json', '/../renderer-2/secret.json', '/C:/secret.json', '/assets/x.js\0.png', '/assets/x.js ', '/assets/x.js\n', '/.hidden.js', '/assets/.git/x.js', '/assets', '/assets/', '',
    '/notes.txt', '/main.js.map', '/preload.cjs', '/x.node', '/x.constructor', '/x.toString', '/x.__proto__', '/x.JS', '/~/x.js', '/x.js:stream', '/关.js', '/x..js',
  ])('is none for %j', (path) => {
    expect(pageFile(folder, path)).toBeNull();
  });
  it('lies in the folder, whatever the path', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '~', 'C:', '\0', 'assets', 'secret.json', 'renderer-2', '.js', '.html', sep));
    const hostile = fc.array(part, { maxLength: 10 }).chain((parts) => fc.constantFrom(`/${parts.join('/')}`, parts.join(''), `/${parts.join('/')}.js`));
    fc.assert(
      fc.property(hostile, (path) => {
        const file = pageFile(folder, path);
        if (file === null) return;
        expect(resolve(file)).toBe(file);
        expect(file.startsWith(folder + sep)).toBe(true);
        expect(file).toMatch(/\.(html|js|css|json|svg|png|woff2)$/);
        expect(file).not.toMatch(/[\\/]\./);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the program’s pages', () => {
  it('carry a nonce that is new each time, in the page and in its policy', async () => {
    const [first, second] = [await ask('/'), await ask('/')];
    const text = await first.text();
    const nonce = /content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(text).not.toContain(noncePlaceholder);
    expect(text).toContain(`<i>${nonce}</i>`);
    expect(first.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce));
    expect(await second.text()).not.toContain(nonce);
  });
  it('may run their own scripts only and are never kept by the cache', async () => {
    const { headers } = await ask('/index.html');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|http|\*/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
  it('come with the same guards in every answer, also where nothing is', async () => {
    for (const path of ['/', '/assets/main-abc.js', '/none.js', '/..%2fsecret.json']) {
      const { headers } = await ask(path);
      expect(Object.fromEntries(headers), path).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' });
    }
  });
  it('bring scripts and fonts byte for byte, with their kind', async () => {
    const script = await ask('/assets/main-abc.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toContain(noncePlaceholder);
    const font = await ask('/assets/font.woff2');
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect(new Uint8Array(await font.arrayBuffer())).toEqual(Uint8Array.of(0xff, 0xfe, 0, 0x80));
  });
  it('are found with a query behind them', async () => {
    expect((await ask('/?x=1')).status).toBe(200);
  });
  it.each(['/none.js', '/notes.txt', '/.hidden.js', '/main.js.map', '/folder.js', '/%2e%2e%2fsecret.json', '/../secret.json', '/api/channel'])('do not include %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
  it('can only be read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) expect((await ask('/index.html', method)).status, method).toBe(404);
  });
  it('are of this origin only', async () => {
    for (const address of ['app://other/index.html', 'https://watchhouse/index.html', 'app://watchhouse.example.invalid/', 'app://watchhouse:80/']) expect((await pages(new Request(address))).status, address).toBe(404);
  });
  it('reach the engine for sessions and media, and for nothing else', async () => {
    door.mockClear();
    expect(await (await ask('/media/events/1/clip.mp4')).text()).toBe('of the engine');
    expect(await (await ask('/api/session/sign-in', 'POST')).text()).toBe('of the engine');
    await ask('/api/session/sign-in');
    await ask('/api/anything');
    await pages(new Request('app://other/media/events/1/clip.mp4'));
    expect(door).toHaveBeenCalledTimes(2);
  });
});
