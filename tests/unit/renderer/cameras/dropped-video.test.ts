import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../../renderer/cameras/camera-form.ts';
import { chooseVideo, withDropped } from '../../../../renderer/cameras/dropped-video.ts';

const files = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

describe('files dropped on the cameras screen', () => {
  it('are looked through for the first video', () => {
    expect(chooseVideo(files('notes.txt', 'gate.MP4', 'yard.mkv'))).toEqual({ file: { name: 'gate.MP4' }, others: 2 });
    expect(chooseVideo(files('北门.dav'))).toEqual({ file: { name: '北门.dav' }, others: 0 });
  });
  it('are none where no video is among them', () => {
    expect(chooseVideo(files('photo.jpg', 'mp4', 'clip.mp4.exe'))).toBeNull();
    expect(chooseVideo([])).toBeNull();
  });
});

describe('the form with a dropped video', () => {
  const dropped = { address: '/videos/北门 2026.mp4', name: '北门 2026.mp4' };
  it('has its path as address and its name without the ending', () => {
    expect(withDropped(emptyForm, dropped)).toMatchObject({ address: '/videos/北门 2026.mp4', name: '北门 2026' });
  });
  it('keeps a name that somebody has typed, but no credentials of another address', () => {
    expect(withDropped({ ...emptyForm, name: 'North gate', username: 'admin', password: 'secret' }, dropped)).toMatchObject({ name: 'North gate', username: '', password: '' });
  });
  it('gives a long file name a name that a camera can have', () => {
    expect(withDropped(emptyForm, { address: '/x.mp4', name: `${'x'.repeat(100)}.mp4` }).name).toHaveLength(60);
  });
  it('is as it was when nothing was dropped', () => {
    expect(withDropped(emptyForm, null)).toBe(emptyForm);
  });
});
