import { useCallback, useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { stepSeconds } from './clip-time.ts';

export const speeds = [1, 2, 3, 4] as const;
export type Speed = (typeof speeds)[number];

type Likings = { speed: Speed; drawing: boolean };

/** How this desk likes clips: it stays over events and restarts. */
export const usePlayerLikings = create<Likings>()(
  persist((): Likings => ({ speed: 1, drawing: true }), { name: 'watchhouse.player' }),
);

export type Playback = {
  playing: boolean;
  /** Media time of the frame that is on the screen, in seconds. */
  seconds: number;
  durationSeconds: number;
  size: { width: number; height: number } | null;
  failed: boolean;
  toggle: () => void;
  seek: (seconds: number) => void;
  step: (direction: -1 | 1) => void;
};

type Shown = Pick<Playback, 'playing' | 'seconds' | 'durationSeconds' | 'size' | 'failed'>;
const nothingShown: Shown = { playing: false, seconds: 0, durationSeconds: 0, size: null, failed: false };

/** Shortest time between two frames that was seen, which is the length of a frame. */
function frameClock(): { see: (mediaTime: number) => void; seconds: () => number } {
  let last = NaN;
  let shortest = Infinity;
  return {
    see(mediaTime) {
      const gap = Math.abs(mediaTime - last);
      if (gap > 0.008 && gap < 0.25) shortest = Math.min(shortest, gap);
      last = mediaTime;
    },
    seconds: () => (Number.isFinite(shortest) ? shortest : 1 / 25),
  };
}

function seekVideo(video: HTMLVideoElement, seconds: number): void {
  video.currentTime = seconds;
}

function setRate(video: HTMLVideoElement, rate: number): void {
  video.playbackRate = rate;
}

/** Drives a video element; what it tells is in step with the frames on the screen (requestVideoFrameCallback). */
export function usePlayback(video: HTMLVideoElement | null, startAt: number | null): Playback {
  const [shown, setShown] = useState<Shown>(nothingShown);
  const frames = useRef(frameClock());
  const speed = usePlayerLikings((likings) => likings.speed);

  useEffect(() => {
    if (video === null) return;
    frames.current = frameClock();
    let callback = 0;
    const onFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      frames.current.see(mediaTime);
      setShown((before) => ({ ...before, seconds: mediaTime }));
      callback = video.requestVideoFrameCallback(onFrame);
    };
    const sync = (): void => {
      setShown((before) => ({
        ...before,
        playing: !video.paused && !video.ended,
        durationSeconds: Number.isFinite(video.duration) ? video.duration : 0,
        size: video.videoWidth > 0 ? { width: video.videoWidth, height: video.videoHeight } : null,
        failed: video.error !== null,
      }));
    };
    callback = video.requestVideoFrameCallback(onFrame);
    const signs = ['play', 'pause', 'ended', 'loadedmetadata', 'durationchange', 'resize', 'error'] as const;
    for (const sign of signs) video.addEventListener(sign, sync);
    let present = true;
    queueMicrotask(() => {
      if (!present) return;
      setShown({ ...nothingShown, seconds: video.currentTime });
      sync();
    });
    return () => {
      present = false;
      video.cancelVideoFrameCallback(callback);
      for (const sign of signs) video.removeEventListener(sign, sync);
      video.pause();
    };
  }, [video]);

  useEffect(() => {
    if (video === null || startAt === null) return;
    seekVideo(video, startAt);
    // A browser that refuses to start by itself leaves the first frame and the play button.
    video.play().catch(() => undefined);
  }, [video, startAt]);

  useEffect(() => {
    if (video !== null) setRate(video, speed);
  }, [video, speed]);

  const seek = useCallback(
    (seconds: number) => {
      if (video === null) return;
      const target = Math.min(Math.max(0, seconds), Number.isFinite(video.duration) ? video.duration : seconds);
      seekVideo(video, target);
      setShown((before) => ({ ...before, seconds: target }));
    },
    [video],
  );
  const toggle = useCallback(() => {
    if (video === null) return;
    if (!video.paused && !video.ended) {
      video.pause();
      return;
    }
    if (video.ended) seekVideo(video, startAt ?? 0);
    video.play().catch(() => undefined);
  }, [video, startAt]);
  const step = useCallback(
    (direction: -1 | 1) => {
      if (video === null) return;
      video.pause();
      seekVideo(video, stepSeconds(video.currentTime, direction, frames.current.seconds(), Number.isFinite(video.duration) ? video.duration : 0));
    },
    [video],
  );
  return { ...(video === null ? nothingShown : shown), toggle, seek, step };
}
