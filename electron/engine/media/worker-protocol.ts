import type { CameraStatus, TestProgress } from '../../contract/camera.ts';
import type { LiveStream } from '../../contract/live.ts';
import type { Scene } from '../../contract/scene.ts';
import type { BuiltInModel, ModelProblem } from '../../contract/station.ts';
import type { EpisodeChange } from '../behavior/episode.ts';
import type { ImportedCard } from '../vision/detectors/imported/imported-card.ts';
import type { Model } from '../vision/model-card.ts';

/** Everything a worker must know to run a camera; the only place outside the store where a password travels. */
export type CameraRun = {
  readonly cameraId: string;
  readonly main: SourceAddress;
  readonly sub: SourceAddress | null;
  readonly scene: Scene;
  readonly analysisFps: number;
  readonly recording: 'off' | 'events' | 'always';
  /** Folder for this camera's segments, made by the engine. */
  readonly recordingFolder: string;
  /** What it looks with; null is the built-in detector, `missing` one that was chosen and is gone. */
  readonly detector: OwnDetector | 'missing' | null;
};

/** An imported detector: the path of its file, and its card, see `ImportedCard`. */
export type OwnDetector = Model<ImportedCard>;

export type SourceAddress = {
  readonly kind: 'rtsp' | 'file';
  /** Without user and password before the host; one that the camera wants in its path or query is there. Never shown, never logged. */
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly transport: 'tcp' | 'udp';
  readonly loop: boolean;
};

/** A finished or growing recording file. Times are wall-clock ms. */
export type SegmentFacts = {
  readonly cameraId: string;
  /** Relative to the camera's recording folder. */
  readonly file: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly bytes: number;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
};

export type ToWorker =
  | { readonly type: 'run'; readonly camera: CameraRun }
  | { readonly type: 'stop'; readonly cameraId: string }
  | { readonly type: 'record'; readonly allowed: boolean } // false while the disk's reserve is touched
  | { readonly type: 'provider'; readonly provider: string }
  | { readonly type: 'pace'; readonly factor: number } // share of the wanted analysis rate, the same for all workers
  | { readonly type: 'test'; readonly testId: string; readonly source: SourceAddress }
  | { readonly type: 'snapshot'; readonly cameraId: string; readonly requestId: number }
  /** An outside input of a camera, such as a door's contact, was reported in this state at wall-clock ms `at`. */
  | { readonly type: 'input'; readonly cameraId: string; readonly input: string; readonly active: boolean; readonly at: number }
  /** Comes with the socket of an upgraded HTTP connection: the worker answers the WebSocket handshake itself. */
  | {
      readonly type: 'live';
      readonly cameraId: string;
      readonly stream: LiveStream;
      /** Names the session that watches; it opens nothing. */
      readonly session: string;
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string | string[] | undefined>>;
      readonly head: Uint8Array;
    }
  /** Comes with a window's port, where the desktop shell lends them. */
  | { readonly type: 'live-port'; readonly cameraId: string; readonly stream: LiveStream; readonly session: string }
  /** The session has ended: its live connections end too. */
  | { readonly type: 'end-live'; readonly session: string }
  | { readonly type: 'shutdown' };

export type FromWorker =
  | {
      readonly type: 'heartbeat';
      readonly cpu: number; // cores used since the last one
      readonly rssBytes: number;
      /** Share of the wanted analysis rate this worker can sustain, 0..1. */
      readonly pace: number;
      readonly provider: string | null;
      /** Models that come with the program and are of no use to it. */
      readonly unusable: readonly (readonly [BuiltInModel, ModelProblem])[];
    }
  | { readonly type: 'status'; readonly status: CameraStatus }
  | { readonly type: 'segment'; readonly segment: SegmentFacts; readonly finished: boolean }
  | { readonly type: 'episode'; readonly cameraId: string; readonly change: EpisodeChange; readonly picture: Uint8Array | null }
  | { readonly type: 'test'; readonly progress: TestProgress }
  /** JPEG of the next analysed frame. */
  | { readonly type: 'snapshot'; readonly requestId: number; readonly picture: Uint8Array }
  | { readonly type: 'log'; readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly message: string };
