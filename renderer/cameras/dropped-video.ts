import { create } from 'zustand';
import type { CameraForm } from './camera-form.ts';

/** Endings of what FFmpeg reads and people have: films of recorders, phones and video management systems. */
const videoEnding = /\.(?:mp4|m4v|mov|mkv|avi|webm|ts|mts|m2ts|mpg|mpeg|flv|wmv|3gp|dav|asf|h264|264|h265|265|hevc)$/i;

export type Choice<F> = { readonly file: F; readonly others: number };

/** The file that becomes a camera: the first video among those dropped; null when there is none. */
export function chooseVideo<F extends { readonly name: string }>(files: readonly F[]): Choice<F> | null {
  const file = files.find(({ name }) => videoEnding.test(name));
  return file === undefined ? null : { file, others: files.length - 1 };
}

export type DroppedVideo = { readonly address: string; readonly name: string };

/** The video last dropped on the cameras screen, until the form for a new camera is left. */
export const useDroppedVideo = create<{ readonly dropped: DroppedVideo | null }>()(() => ({ dropped: null }));

/** The form with a dropped video in it; a name that somebody has typed stays. */
export function withDropped(form: CameraForm, dropped: DroppedVideo | null): CameraForm {
  if (dropped === null) return form;
  const name = form.name.trim() === '' ? dropped.name.replace(videoEnding, '').slice(0, 60) : form.name;
  return { ...form, address: dropped.address, username: '', password: '', name };
}
