import type { Socket } from 'node:net';
import type { CameraStatus, TestProgress } from '../../contract/camera.ts';
import type { LiveStream } from '../../contract/live.ts';
import type { BuiltInModel, ModelProblem, WorkerStatus } from '../../contract/station.ts';
import type { z } from 'zod';
import type { CameraRun, FromWorker, SourceAddress, ToWorker } from '../media/worker-protocol.ts';
import { assignCameras, firstFreeNumber, type Assignment } from './assignment.ts';
import { makeInputStates, type InputState } from './input-states.ts';
import { createSuspicion } from './suspicion.ts';
import type { HostPort } from '../process/host-port.ts';
import { WorkerProcess, type LaunchWorker } from './worker-process.ts';

const snapshotWithinMs = 4000;
const lastWordsMs = 1000;

type Message<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;

export type FleetEvents = {
  onStatus(status: CameraStatus): void;
  onSegment(message: Message<'segment'>): void;
  onEpisode(message: Message<'episode'>): void;
  onTest(progress: TestProgress): void;
  /** A worker died: nobody follows any more what was going on at its cameras, in wall-clock ms `since`. */
  onLost(lost: { readonly cameraIds: readonly string[]; readonly since: number }): void;
  onLog(level: Message<'log'>['level'], part: string, message: string): void;
};

/** The parts of an upgraded HTTP request that a worker needs to answer the WebSocket handshake. */
export type UpgradeRequest = {
  /** Who watches; the same text ends it, see `endLive`. */
  readonly session: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type FleetOptions = {
  readonly launch: LaunchWorker;
  readonly env: NodeJS.ProcessEnv;
  readonly events: FleetEvents;
};

type Member = { readonly process: WorkerProcess; readonly assigned: Set<string>; cpu: number; rssBytes: number; pace: number; unusable: Message<'heartbeat'>['unusable'] };

/**
 * All camera workers. Give it what should run; it spreads cameras over processes, restarts what dies or hangs, isolates
 * cameras that were present at repeated crashes, and keeps every camera's pace equal when the machine is overloaded.
 */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #runs = new Map<string, CameraRun>();
  readonly #statuses = new Map<string, CameraStatus>();
  readonly #members = new Map<number, Member>();
  readonly #suspicion = createSuspicion();
  readonly #inputs = makeInputStates();
  readonly #snapshots = new Map<number, (picture: Uint8Array) => void>();
  #lastRequest = 0;
  #recordingAllowed = true;
  #provider: string | null = null;
  #pace = 1;
  #paceTimer: NodeJS.Timeout | null = null;

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  start(): void {
    this.#paceTimer = setInterval(() => this.#equalizePace(), 2000);
  }

  async stop(): Promise<void> {
    if (this.#paceTimer) clearInterval(this.#paceTimer);
    await Promise.all([...this.#members.values()].map(({ process }) => process.stop()));
    this.#members.clear();
  }

  /** Starts a camera or gives a running one its new settings. */
  apply(run: CameraRun): void {
    this.#runs.set(run.cameraId, run);
    this.#reassign();
    const member = this.#memberOf(run.cameraId);
    if (member) this.#start(member, run.cameraId);
  }

  remove(cameraId: string): void {
    this.#memberOf(cameraId)?.process.send({ type: 'stop', cameraId });
    this.#runs.delete(cameraId);
    this.#statuses.delete(cameraId);
    this.#inputs.forget(cameraId);
    this.#reassign();
  }

  /** An outside input of a camera was reported; its rules hear of it, and so does a worker that takes the camera over. */
  input(cameraId: string, state: InputState): void {
    if (!this.#runs.has(cameraId)) return;
    const taken = this.#inputs.report(cameraId, state, Date.now());
    if (taken) this.#memberOf(cameraId)?.process.send({ type: 'input', cameraId, ...taken });
  }

  status(cameraId: string): CameraStatus | null {
    return this.#statuses.get(cameraId) ?? null;
  }

  statuses(): readonly CameraStatus[] {
    return [...this.#statuses.values()];
  }

  /** Recording pauses everywhere while the disk's reserve is touched. */
  allowRecording(allowed: boolean): void {
    if (allowed === this.#recordingAllowed) return;
    this.#recordingAllowed = allowed;
    this.#broadcast({ type: 'record', allowed });
  }

  useProvider(provider: string): void {
    this.#provider = provider;
    this.#broadcast({ type: 'provider', provider });
  }

  /** Runs a connection test in the emptiest worker; starts one when none is up. */
  test(testId: string, source: SourceAddress): void {
    const members = [...this.#members.values()].filter(({ process }) => process.isUp);
    const member = members.sort((a, b) => a.assigned.size - b.assigned.size)[0] ?? this.#addMember(firstFreeNumber(this.#members));
    const message: ToWorker = { type: 'test', testId, source };
    if (!member.process.send(message)) setTimeout(() => member.process.send(message), 1000);
  }

  /** A JPEG of what the camera sees now; null when none comes within some seconds. */
  snapshot(cameraId: string): Promise<Uint8Array | null> {
    const requestId = ++this.#lastRequest;
    return new Promise((resolve) => {
      const answer = (picture: Uint8Array | null): void => {
        clearTimeout(timer);
        this.#snapshots.delete(requestId);
        resolve(picture);
      };
      const timer = setTimeout(() => answer(null), snapshotWithinMs);
      this.#snapshots.set(requestId, answer);
      if (!this.#memberOf(cameraId)?.process.send({ type: 'snapshot', cameraId, requestId })) answer(null);
    });
  }

  /** Passes an upgraded connection to the worker that holds the camera. False: nobody holds it, the caller closes the socket. */
  live(cameraId: string, stream: LiveStream, request: UpgradeRequest, socket: Socket, head: Uint8Array): boolean {
    const { session, method, url, headers } = request;
    return this.#memberOf(cameraId)?.process.send({ type: 'live', cameraId, stream, session, method, url, headers, head }, socket) ?? false;
  }

  /** Passes a window's port to the worker that holds the camera. False: nobody holds it, the caller closes the port. */
  livePort(cameraId: string, stream: LiveStream, session: string, port: HostPort): boolean {
    return this.#memberOf(cameraId)?.process.send({ type: 'live-port', cameraId, stream, session }, port) ?? false;
  }

  /** Ends every live connection of a session. */
  endLive(session: string): void {
    this.#broadcast({ type: 'end-live', session });
  }

  /** Share of the wanted analysis rate that holds for all cameras now, 0..1. */
  get pace(): number {
    return this.#pace;
  }

  /** Models that come with the program and are of no use to some worker. */
  unusableModels(): Map<BuiltInModel, ModelProblem> {
    return new Map([...this.#members.values()].flatMap(({ unusable }) => unusable));
  }

  workers(): z.infer<typeof WorkerStatus>[] {
    return [...this.#members.values()].map(({ process, assigned, cpu, rssBytes }) => ({
      number: process.number,
      pid: process.pid,
      state: process.isUp ? 'running' : process.restarts > 0 ? 'restarting' : 'starting',
      cameras: [...assigned],
      cpu,
      rssBytes,
      restarts: process.restarts,
      lastExit: process.lastExit,
      heartbeatAgeMs: Math.max(0, performance.now() - process.heardAt),
    }));
  }

  #memberOf(cameraId: string): Member | undefined {
    return [...this.#members.values()].find(({ assigned }) => assigned.has(cameraId));
  }

  #broadcast(message: ToWorker): void {
    for (const { process } of this.#members.values()) process.send(message);
  }

  #reassign(): void {
    const before: Assignment = new Map([...this.#members].map(([number, { assigned }]) => [number, [...assigned]]));
    const after = assignCameras([...this.#runs.keys()], before, this.#suspicion.suspects(performance.now()));
    for (const [number, member] of this.#members) {
      const staying = new Set(after.get(number) ?? []);
      for (const cameraId of member.assigned) {
        if (staying.has(cameraId)) continue;
        member.assigned.delete(cameraId);
        member.process.send({ type: 'stop', cameraId });
      }
      if (staying.size === 0) {
        this.#members.delete(number);
        void member.process.stop();
      }
    }
    for (const [number, cameraIds] of after) {
      const member = this.#members.get(number) ?? this.#addMember(number);
      for (const cameraId of cameraIds) {
        if (member.assigned.has(cameraId)) continue;
        member.assigned.add(cameraId);
        this.#start(member, cameraId);
      }
    }
  }

  /** A camera that starts anew has heard of no input yet. */
  #start({ process }: Member, cameraId: string): void {
    const run = this.#runs.get(cameraId);
    if (!run) return;
    process.send({ type: 'run', camera: run });
    for (const state of this.#inputs.of(cameraId)) process.send({ type: 'input', cameraId, ...state });
  }

  #addMember(number: number): Member {
    const { launch, env, events } = this.#options;
    const process = new WorkerProcess(number, launch, env, {
      onReady: () => this.#brief(member),
      onMessage: (message) => this.#hear(member, message),
      onExit: (reason, retryInMs) => {
        events.onLog('error', `worker ${number}`, `worker died (${reason}), back in ${retryInMs} ms`);
        const cameraIds = [...member.assigned];
        this.#suspicion.crashed(cameraIds, performance.now());
        this.#tellLost(cameraIds);
        this.#markDown(member, Date.now() + retryInMs);
        this.#reassign();
      },
    });
    const member: Member = { process, assigned: new Set(), cpu: 0, rssBytes: 0, pace: 1, unusable: [] };
    this.#members.set(number, member);
    process.start();
    return member;
  }

  /** Tells a process that just came up everything it has to do. */
  #brief(member: Member): void {
    const { process } = member;
    process.send({ type: 'record', allowed: this.#recordingAllowed });
    if (this.#provider !== null) process.send({ type: 'provider', provider: this.#provider });
    process.send({ type: 'pace', factor: this.#pace });
    for (const cameraId of member.assigned) this.#start(member, cameraId);
  }

  #hear(member: Member, message: FromWorker): void {
    const { events } = this.#options;
    switch (message.type) {
      case 'heartbeat':
        member.cpu = message.cpu;
        member.rssBytes = message.rssBytes;
        member.pace = message.pace;
        member.unusable = message.unusable;
        return;
      case 'status':
        if (!this.#runs.has(message.status.cameraId)) return;
        this.#statuses.set(message.status.cameraId, message.status);
        events.onStatus(message.status);
        return;
      case 'segment':
        events.onSegment(message);
        return;
      case 'episode':
        events.onEpisode(message);
        return;
      case 'test':
        events.onTest(message.progress);
        return;
      case 'snapshot':
        this.#snapshots.get(message.requestId)?.(message.picture);
        return;
      case 'log':
        events.onLog(message.level, `worker ${member.process.number}`, message.message);
    }
  }

  /** What the worker still told is on its way: the end of what it followed comes after that. */
  #tellLost(cameraIds: readonly string[]): void {
    const lost = { cameraIds, since: Date.now() };
    if (cameraIds.length > 0) setTimeout(() => this.#options.events.onLost(lost), lastWordsMs);
  }

  #markDown(member: Member, retryAt: number): void {
    for (const cameraId of member.assigned) {
      const status = this.#statuses.get(cameraId);
      if (!status) continue;
      const down: CameraStatus = { ...status, phase: 'waiting', problem: 'worker-crashed', since: Date.now(), retryAt, main: null, sub: null };
      this.#statuses.set(cameraId, down);
      this.#options.events.onStatus(down);
    }
  }

  /** The slowest worker's pace holds for all, so that no camera is starved while another runs at full rate. */
  #equalizePace(): void {
    const paces = [...this.#members.values()].filter(({ process }) => process.isUp).map(({ pace }) => pace);
    const pace = Math.min(1, ...paces);
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.#broadcast({ type: 'pace', factor: pace });
  }
}
