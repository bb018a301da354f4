import type { LiveStream } from './live.ts';

/**
 * Where the engine answers over HTTP on loopback. Calls and pushes go through the channel; HTTP carries what only it can:
 *
 * - the session's cookie, which scripts cannot read. `GET session` answers `Session`; the `POST`s take the JSON input of
 *   the call of the same name and answer its output, or `{ error: { kind, detail?, retryAfterMs? } }` with status 4xx or 5xx.
 *   After signing in or out the window opens its channel anew;
 * - WebSockets: `channel` (text frames: `WindowMessage` in, `EngineMessage` out; needs a session) and `live` (binary
 *   messages of `live.ts`);
 * - pictures and clips (`Range` works), for signed-in windows only. 404 until they are there.
 */
export const http = {
  session: '/api/session',
  firstAccount: '/api/session/first-account',
  signIn: '/api/session/sign-in',
  signOut: '/api/session/sign-out',
  /** `POST` with a model's bytes (`application/octet-stream`) and its `name`; answers `DetectorImport` when it was tried out. */
  detectors: '/api/detectors',
  /** `POST` with the bytes of a JPEG or PNG; answers `{ pictureId }` for one `detectors.check`. */
  detectorPicture: '/api/detectors/picture',
  channel: '/api/channel',
  live: (cameraId: string, stream: LiveStream): string => `/api/live/${cameraId}?stream=${stream}`,
  eventPicture: (eventId: string): string => `/media/events/${eventId}/picture.jpg`,
  eventClip: (eventId: string): string => `/media/events/${eventId}/clip.mp4`,
  /** The clip as H.264, for a browser that cannot play it otherwise; the answer comes when it is made. */
  eventPreview: (eventId: string): string => `/media/events/${eventId}/preview.mp4`,
  cameraSnapshot: (cameraId: string): string => `/media/cameras/${cameraId}/snapshot.jpg`,
} as const;

/** Longest text frame a window may send on the channel: the largest scene with room to spare. */
export const channelMessageBytes = 1_000_000;
/** Calls of one window that may wait for their answers; more are refused with `conflict`. */
export const channelCallsInFlight = 64;
/** The channel is closed with this code when its session has ended; the window asks `session` what to do. */
export const channelSessionEnded = 4401;

/** The session's cookie. In the desktop program the shell keeps it, and pages never see it. */
export const sessionCookieName = 'watchhouse_session';
