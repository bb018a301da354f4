import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../support/analyze.ts';
import { testVideo } from '../../support/test-video.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchhouse-analyze-'));
const zone = { id: 'z', name: 'z', points: [{ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.1 }, { x: 0.9, y: 0.9 }] };
const bow = { ...zone, points: [{ x: 0.1, y: 0.1 }, { x: 0.9, y: 0.9 }, { x: 0.9, y: 0.1 }, { x: 0.1, y: 0.9 }] };
const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);

beforeAll(async () => {
  const video = readFileSync(await testVideo({ container: 'mp4', seconds: 2 }));
  put('good.mp4', video);
  put('cut.mp4', video.subarray(0, 600));
  put('headers.h264', readFileSync(await testVideo({ seconds: 2 })).subarray(0, 30));
  put('empty.mp4', '');
  put('letter.mp4', 'Dear colleagues, this is not a video.\n'.repeat(200));
  put('crossing.json', JSON.stringify({ zones: [bow] }));
  put('outside.json', JSON.stringify({ zones: [{ ...zone, points: [...zone.points.slice(0, 2), { x: 1.5, y: 0.5 }] }] }));
  put('unknown.json', JSON.stringify({ zones: [zone], behaviors: [{ id: 'r', behavior: 'flying', zone: 'z' }] }));
  put('broken.json', '{ "zones": [');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('analyze with bad input', () => {
  it.each([
    ['a missing file', ['nowhere.mp4'], /nowhere\.mp4: The file is not there/],
    ['an empty file', ['empty.mp4'], /empty\.mp4: The file is empty/],
    ['a file cut off before its first picture', ['cut.mp4'], /cut\.mp4: (This is not a video|No picture can be decoded)/],
    ['a stream file cut off before its first picture', ['headers.h264'], /headers\.h264: /],
    ['a text', ['letter.mp4'], /letter\.mp4: This is not a video/],
    ['a folder', ['.'], /This is not a video/],
    ['a zone that crosses itself', ['good.mp4', '--scene', 'crossing.json'], /crossing\.json: zones\[0\]\.points: the sides of the zone cross/],
    ['a point outside the picture', ['good.mp4', '--scene', 'outside.json'], /zones\[0\]\.points\[2\]\.x: a coordinate has to be between 0 and 1/],
    ['a behaviour that does not exist', ['good.mp4', '--scene', 'unknown.json'], /behaviors\[0\]\.behavior: there is no such behaviour \(flying\)/],
    ['a scene that is no JSON', ['good.mp4', '--scene', 'broken.json'], /broken\.json: it is not valid JSON/],
    ['a missing scene', ['good.mp4', '--scene', 'nowhere.json'], /nowhere\.json/],
    ['an unknown option', ['good.mp4', '--speed', '3'], /--speed/],
    ['a rate that is none', ['good.mp4', '--fps', 'fast'], /--fps/],
    ['a folder for results that does not exist', ['good.mp4', '--events', 'nowhere/e.jsonl'], /cannot write nowhere\/e\.jsonl/],
    ['an address of another kind', ['http://127.0.0.1/video'], /rtsp:\/\//],
    ['a name that does not exist', ['rtsp://camera.invalid/live'], /rtsp:\/\/camera\.invalid\/live: (No such host name|Nothing answers)/],
    ['nothing at all', [], /no file or address/],
  ])('says in one line what is wrong with %s, ends with 2 and writes nothing', async (_, args, line) => {
    const before = readdirSync(folder);
    const outputs = args.includes('--events') || args.length === 0 ? [] : ['--events', 'events.jsonl', '--tracks', 'tracks.txt'];
    const ran = await analyze([...args, ...outputs], { cwd: folder });
    expect(ran.stderr).toMatch(line);
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^analyze: [^\n]+\n$/) as string });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('says that nobody answers at a closed port, without showing the password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((done) => server.close(done));
    const ran = await analyze([`rtsp://someone:topsecret@127.0.0.1:${port}/live`, '--events', 'e.jsonl'], { cwd: folder });
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: `analyze: rtsp://127.0.0.1:${port}/live: The port is closed: check the port number and that RTSP is switched on in the camera.\n` });
  });

  it('leaves results of an earlier run as they are', async () => {
    put('earlier.jsonl', 'earlier\n');
    await analyze(['letter.mp4', '--events', 'earlier.jsonl'], { cwd: folder });
    expect(readFileSync(join(folder, 'earlier.jsonl'), 'utf8')).toBe('earlier\n');
  });

  it('speaks Chinese in a Chinese terminal', async () => {
    const ran = await analyze(['nowhere.mp4'], { cwd: folder, env: { LC_ALL: '', LANG: 'zh_CN.UTF-8' } });
    expect(ran).toMatchObject({ status: 2, stderr: 'analyze: nowhere.mp4: 文件不存在或无法读取，请检查路径和权限。\n' });
  });
});
