import type { LiveStream } from '../../electron/contract/live.ts';

function webSocketAddress(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Where the engine answers, seen from the page. */
export const addresses = {
  session: '/api/session',
  firstAccount: '/api/session/first-account',
  signIn: '/api/session/sign-in',
  signOut: '/api/session/sign-out',
  channel: (): string => webSocketAddress('/api/channel'),
  live: (cameraId: string, stream: LiveStream): string => webSocketAddress(`/api/live/${cameraId}?stream=${stream}`),
  eventPicture: (eventId: string): string => `/media/events/${eventId}/picture.jpg`,
  eventClip: (eventId: string): string => `/media/events/${eventId}/clip.mp4`,
};
