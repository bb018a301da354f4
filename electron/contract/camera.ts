import { z } from 'zod';
import { DetectorId } from './object-class.ts';
import { Scene } from './scene.ts';

export const CameraId = z.uuid();

/** What can be wrong with a camera or a file. Each has one sentence in both languages that says what to check. */
export const CameraProblem = z.enum([
  'name-not-found', // DNS
  'unreachable', // no route, or nothing answers
  'refused', // the port is closed
  'not-rtsp', // something answers that does not speak RTSP
  'tls-failed', // RTSPS handshake
  'wrong-password', // 401 after credentials, or 403
  'unsupported-sign-in', // 401 with schemes that are neither Basic nor Digest with MD5 or SHA-256
  'wrong-path', // 404, 454
  'server-full', // 453, 503
  'no-video', // the session has no video stream
  'unsupported-codec', // video, but neither H.264 nor H.265 (for files: not decodable)
  'stalled', // connected, but no packet for 10 s
  'disconnected', // the camera ended the session
  'file-missing',
  'file-empty',
  'not-a-video',
  'stream-broken', // packets arrive, nothing can be decoded
  'worker-crashed',
  'password-lost', // sealed under a key that is not here any more
]);
export type CameraProblem = z.infer<typeof CameraProblem>;

export const RecordingMode = z.enum(['off', 'events', 'always']);
export type RecordingMode = z.infer<typeof RecordingMode>;

export const Transport = z.enum(['tcp', 'udp']);

/** rtsp://, rtsps:// or a file path. Credentials are kept apart and never part of an address that is shown. */
const Address = z.string().trim().min(1).max(2048);

/** What a person types for a camera. `password` is write-only: absent means unchanged. */
export const CameraDraft = z.object({
  name: z.string().trim().min(1).max(60),
  address: Address,
  subAddress: Address.optional(),
  username: z.string().max(128).optional(),
  password: z.string().max(256).optional(),
  transport: Transport.default('tcp'),
  loop: z.boolean().default(true),
  enabled: z.boolean().default(true),
  recording: RecordingMode.default('events'),
  /** Frames analysed a second. */
  analysisFps: z.number().min(1).max(25).default(5),
  keepDays: z.number().int().min(1).max(365).default(30),
  /** Bytes of recording kept for this camera; absent means only the station's limit holds. */
  keepBytes: z.number().int().min(100_000_000).optional(),
  /** Whether the sharing agreement lets clips that were reviewed be used for measuring and fitting recognition. */
  learning: z.boolean().default(false),
  /** The imported detector that it looks with; absent means the built-in one. */
  detector: DetectorId.optional(),
});
export type CameraDraft = z.infer<typeof CameraDraft>;

/** A camera as the windows see it: no password, addresses without credentials. */
export const Camera = CameraDraft.omit({ password: true }).extend({
  id: CameraId,
  hasPassword: z.boolean(),
  scene: Scene,
  createdAt: z.number(),
});
export type Camera = z.infer<typeof Camera>;

export const StreamFacts = z.object({
  codec: z.string(),
  width: z.number(),
  height: z.number(),
  /** Measured over the last seconds. */
  fps: z.number(),
  bitsPerSecond: z.number(),
});
export type StreamFacts = z.infer<typeof StreamFacts>;

/** The state of one camera now. */
export const CameraStatus = z.object({
  cameraId: CameraId,
  phase: z.enum(['off', 'connecting', 'live', 'waiting']),
  /** Why it is not live, or what went wrong last. */
  problem: CameraProblem.nullable(),
  since: z.number(),
  retryAt: z.number().nullable(),
  main: StreamFacts.nullable(),
  sub: StreamFacts.nullable(),
  analysis: z.object({
    state: z.enum(['off', 'running', 'slowed', 'failed']),
    targetFps: z.number(),
    fps: z.number(),
    /** Frames dropped from the bounded queue since the camera started. */
    dropped: z.number(),
    /** Share of frames that the motion gate let through to the detector, 0..1. */
    active: z.number(),
    /** There while the camera's own detector is of no use and the built-in one looks in its place: its file is gone, or it does not run. */
    fallback: z.enum(['missing', 'broken']).optional(),
  }),
  recording: z.object({ state: z.enum(['off', 'recording', 'paused-disk', 'waiting', 'failed']) }),
  reconnects: z.number(),
});
export type CameraStatus = z.infer<typeof CameraStatus>;

export const TestStep = z.enum(['reachable', 'rtsp', 'signed-in', 'stream', 'picture']);
/** Progress of a connection test: steps in order, each passed or failed with its problem. */
export const TestProgress = z.object({
  testId: z.string(),
  steps: z.array(z.object({ step: TestStep, state: z.enum(['running', 'passed', 'failed']), ms: z.number().nullable() })),
  problem: CameraProblem.nullable(),
  stream: StreamFacts.nullable(),
  /** JPEG as a data URL, once the first picture is there. */
  picture: z.string().nullable(),
  done: z.boolean(),
});
export type TestProgress = z.infer<typeof TestProgress>;
