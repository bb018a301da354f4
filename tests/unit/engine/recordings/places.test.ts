import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentPath } from '../../../../electron/engine/recordings/places.ts';

const folder = '/data/recordings';
const cameraId = '0b0e7e4e-1f0a-4b6e-9d55-0d2a0c2f7a11';

describe('a path made of what the database says', () => {
  it('is the file in the camera\'s folder', () => {
    expect(segmentPath(folder, cameraId, '2026-11-23/22/a.mp4')).toBe(join(folder, cameraId, '2026-11-23/22/a.mp4'));
  });

  for (const file of ['../other/a.mp4', '/etc/passwd', '..', '', '.', 'a/../../b', 'a\0.mp4'])
    it(`is none for ${JSON.stringify(file)}`, () => expect(segmentPath(folder, cameraId, file)).toBeNull());

  it('is none for a camera that is no id', () => {
    expect(segmentPath(folder, '..', 'a.mp4')).toBeNull();
    expect(segmentPath(folder, '../../etc', 'passwd')).toBeNull();
  });

  it('never leads out of the camera\'s folder', () => {
    const part = fc.constantFrom('..', '.', 'a', '2026', '', '...', '\\', '..\\');
    fc.assert(
      fc.property(fc.array(part), fc.boolean(), (parts, isAbsolute) => {
        const path = segmentPath(folder, cameraId, `${isAbsolute ? '/' : ''}${parts.join('/')}`);
        expect(path === null || path.startsWith(`${resolve(folder, cameraId)}/`)).toBe(true);
      }),
    );
  });
});
