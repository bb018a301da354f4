import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CameraDraft, CameraStatus } from '../../electron/contract/camera.ts';
import type { Scene } from '../../electron/contract/scene.ts';
import { openWindow, preferCompiledEngine, startEngine, type RunningEngine, type Window } from './engine.ts';
import { createFirstPerson } from './person.ts';
import { startRtspCamera, type RtspCamera } from './rtsp-camera.ts';

export type StationOptions = {
  /** Processes of RTSP servers, and cameras that each of them plays. */
  readonly servers: number;
  readonly camerasPerServer: number;
  /** H.264 byte streams: each camera shows one, in turn. */
  readonly videos: readonly string[];
  readonly fps: number;
  readonly draft?: Partial<CameraDraft>;
  readonly scene: Scene;
  /** Called with each window, again after every start of the engine. */
  readonly onWindow?: (window: Window) => void;
};

export type CameraUnderTest = { readonly id: string; readonly server: number };

/** A zone over the pavement of the drawn street: everybody who walks by is an intrusion. */
export const pavementWatched: Scene = {
  zones: [{ id: 'pavement', name: 'Pavement', points: [{ x: 0.15, y: 0.4 }, { x: 0.85, y: 0.4 }, { x: 0.85, y: 0.7 }, { x: 0.15, y: 0.7 }] }],
  lines: [],
  behaviors: [{ id: 'pavement-intrusion', behavior: 'intrusion', enabled: true, zone: 'pavement', settings: {} }],
  ground: null,
};

/** A whole station for long tests: real RTSP servers, the compiled engine on a data folder of its own, one window. */
export class Station {
  readonly data = mkdtempSync(path.join(tmpdir(), 'watchhouse-endurance-'));
  readonly cameras: CameraUnderTest[] = [];
  readonly servers: RtspCamera[] = [];
  readonly statuses = new Map<string, CameraStatus>();
  readonly #options: StationOptions;
  #engine: RunningEngine | null = null;
  /** Asked to end; one that does not is killed in the end. */
  #ending: RunningEngine | null = null;
  #window: Window | null = null;
  #cookie = '';

  constructor(options: StationOptions) {
    this.#options = options;
  }

  get engine(): RunningEngine {
    if (this.#engine === null) throw new Error('the engine does not run');
    return this.#engine;
  }

  get window(): Window {
    if (this.#window === null) throw new Error('no window is open');
    return this.#window;
  }

  async start(): Promise<void> {
    const { servers, camerasPerServer, draft, scene } = this.#options;
    preferCompiledEngine();
    for (let server = 0; server < servers; server++) this.servers.push(await this.#startServer(server));
    await this.startEngine();
    for (let server = 0; server < servers; server++) {
      for (let index = 0; index < camerasPerServer; index++) {
        const address = this.servers[server]?.url(mountPath(index)) ?? '';
        const { id } = await this.window.call('cameras.add', { draft: { name: `Street ${server}.${index}`, address, recording: 'always', ...draft } });
        await this.window.call('cameras.setScene', { cameraId: id, scene });
        this.cameras.push({ id, server });
      }
    }
  }

  /** Starts the engine on the data folder and opens a window on it. */
  async startEngine(): Promise<void> {
    this.#engine = await startEngine({ data: this.data });
    const { address, setupKey } = this.#engine;
    if (setupKey !== null) this.#cookie = await createFirstPerson(address, setupKey);
    this.#window = await openWindow(address, this.#cookie);
    this.#window.on('camera', ({ cameraId, status }) => {
      if (status !== null) this.statuses.set(cameraId, status);
    });
    for (const { camera, status } of await this.#window.call('cameras.list', {})) if (!this.statuses.has(camera.id)) this.statuses.set(camera.id, status);
    this.#options.onWindow?.(this.#window);
  }

  /** Ends the engine; resolves with how long it took, ms. */
  async endEngine(signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
    const endingAt = performance.now();
    const engine = this.engine;
    this.#window?.close();
    this.#window = null;
    this.#engine = null;
    this.statuses.clear();
    this.#ending = engine;
    await engine.kill(signal);
    this.#ending = null;
    return performance.now() - endingAt;
  }

  async workerPids(): Promise<number[]> {
    const { workers } = await this.window.call('station.status', {});
    return workers.map(({ pid }) => pid).filter((pid) => pid !== null);
  }

  /** Kills an RTSP server and starts it again on the same port. */
  async restartServer(server: number): Promise<void> {
    const before = this.servers[server];
    if (before === undefined) throw new Error(`no server ${server}`);
    await before.stop();
    this.servers[server] = await this.#startServer(server, before.port);
  }

  /** Resolves when the condition holds for every camera named; false when it did not in time. */
  async camerasAre(cameraIds: readonly string[], condition: (status: CameraStatus) => boolean, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    const holds = (id: string): boolean => {
      const status = this.statuses.get(id);
      return status !== undefined && condition(status);
    };
    while (!cameraIds.every(holds)) {
      if (performance.now() > deadline) return false;
      await sleep(20);
    }
    return true;
  }

  /** Ends everything that still runs. */
  async end(keepData = false): Promise<void> {
    for (const engine of [this.#engine, this.#ending]) await engine?.kill('SIGKILL');
    for (const server of this.servers) await server.stop();
    if (!keepData) rmSync(this.data, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }

  #startServer(server: number, port = 0): Promise<RtspCamera> {
    const { camerasPerServer, videos, fps } = this.#options;
    const shown = (index: number): string => videos[(server * camerasPerServer + index) % videos.length] ?? '';
    const mounts = Array.from({ length: camerasPerServer }, (_, index) => ({ path: mountPath(index), codec: 'h264' as const, fps, files: [shown(index)] }));
    return startRtspCamera({ port, mounts });
  }
}

function mountPath(index: number): string {
  return `/street-${index}`;
}
