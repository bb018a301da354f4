import type { Socket } from 'node:net';
import type { CameraStatus } from '../../contract/camera.ts';
import type { LiveStream } from '../../contract/live.ts';
import { Analyzer, type Seen } from '../analysis/analyzer.ts';
import type { AnalyzerModels } from '../analysis/models.ts';
import type { EpisodeChange } from '../behavior/episode.ts';
import type { HostPort } from '../process/host-port.ts';
import type { ViewerRequest } from '../media/live/live-feed.ts';
import type { SmallFrame } from '../media/small-frame.ts';
import type { CameraRun, FromWorker } from '../media/worker-protocol.ts';
import { CameraDetector } from './camera-detector.ts';
import { worstConnection } from './camera-phase.ts';
import type { SharedDetector } from './detector.ts';
import { Stream } from './stream.ts';

const statusEveryMs = 1000;
/** An unchanged status is told again after this long, so that the engine's picture of it is never old. */
const statusAtLeastEveryMs = 5000;
/** Width of an event's picture, pixels; smaller streams keep theirs. */
const pictureWidth = 1280;
const snapshotWidth = 640;
const mostSnapshotsWaiting = 16;
/** What goes on survives a shorter absence of the stream. */
const episodesEndAfterMs = 10_000;
/** Boxes of objects not seen for longer than this are not drawn. */
const drawnAfterSeenMs = 600;

export type CameraOptions = {
  readonly run: CameraRun;
  readonly detector: SharedDetector;
  readonly models: AnalyzerModels;
  readonly pace: number;
  readonly recordingAllowed: boolean;
  readonly tell: (message: FromWorker) => void;
};

/** One camera inside a worker: its one or two streams, its analysis, its state. */
export class Camera {
  readonly #options: CameraOptions;
  readonly #analyzer: Analyzer;
  readonly #detector: CameraDetector;
  readonly #main: Stream | null;
  readonly #sub: Stream | null;
  readonly #connections = new Map<LiveStream, number>();
  #run: CameraRun;
  #pace: number;
  #recordingAllowed: boolean;
  #lastStatus = '';
  #lastStatusAt = 0;
  #lastCounts = { at: Date.now(), analysed: 0, active: 0, fps: 0, share: 0 };
  #lastFailureAt = 0;
  readonly #snapshots: number[] = [];
  #timer: NodeJS.Timeout | null = null;
  #awayTimer: NodeJS.Timeout | null = null;

  constructor(options: CameraOptions) {
    this.#options = options;
    this.#run = options.run;
    this.#pace = options.pace;
    this.#recordingAllowed = options.recordingAllowed;
    const detector = new CameraDetector(options.run.cameraId, options.detector, options.models);
    this.#detector = detector;
    this.#analyzer = new Analyzer({
      ...options.models,
      detect: detector.detect,
      get fit() {
        return detector.fit;
      },
      gate: 'motion',
      classes: null,
      onObservation: (seen) => this.#observed(seen),
      onEpisode: (change, frame) => this.#episode(change, frame),
      onFailure: (error) => this.#failed(error),
    });
    const { main, sub, recording } = options.run;
    this.#main = sub !== null && recording === 'off' ? null : this.#stream('main', main, sub === null, recording !== 'off');
    this.#sub = sub === null ? null : this.#stream('sub', sub, true, false);
  }

  /** Frames offered to the analysis and dropped by it since the camera started. */
  get counts(): { readonly offered: number; readonly dropped: number } {
    return this.#analyzer.counts;
  }

  start(): void {
    this.#detector.choose(this.#run.detector);
    this.#analyzer.setScene(this.#run.scene);
    this.setPace(this.#pace);
    this.allowRecording(this.#recordingAllowed);
    this.#main?.start();
    this.#sub?.start();
    this.#timer = setInterval(() => this.#tellStatus(false), statusEveryMs);
    this.#tellStatus(true);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all([this.#main?.stop(), this.#sub?.stop()]);
    if (this.#awayTimer) clearTimeout(this.#awayTimer);
    await this.#analyzer.finish();
    this.#detector.choose(null);
  }

  /** Takes new settings without touching the connections; false where they need a new start. */
  update(run: CameraRun): boolean {
    const connections = ({ main, sub, recording, recordingFolder }: CameraRun): string => JSON.stringify([main, sub, recording === 'off', recordingFolder]);
    if (connections(run) !== connections(this.#run)) return false;
    this.#analyzer.setScene(run.scene);
    this.#detector.choose(run.detector);
    this.#run = run;
    this.setPace(this.#pace);
    return true;
  }

  setPace(pace: number): void {
    this.#pace = pace;
    (this.#sub ?? this.#main)?.setAnalysisFps(this.#analyzer.setFps(this.#run.analysisFps * pace, pace));
  }

  allowRecording(allowed: boolean): void {
    this.#recordingAllowed = allowed;
    this.#main?.allowRecording(allowed);
  }

  live(stream: LiveStream, request: ViewerRequest, socket: Socket, head: Buffer): void {
    const wanted = stream === 'main' ? (this.#main ?? this.#sub) : (this.#sub ?? this.#main);
    if (wanted) wanted.addViewer(request, socket, head);
    else socket.destroy();
  }

  livePort(stream: LiveStream, session: string, port: HostPort): void {
    const wanted = stream === 'main' ? (this.#main ?? this.#sub) : (this.#sub ?? this.#main);
    if (wanted) wanted.addPortViewer(session, port);
    else port.close();
  }

  endLive(session: string): void {
    for (const stream of [this.#main, this.#sub]) stream?.endViewers(session);
  }

  input(input: string, active: boolean, at: number): void {
    this.#analyzer.input(input, active, at);
  }

  /** Sends a JPEG of the next analysed frame. */
  snapshot(requestId: number): void {
    this.#snapshots.push(requestId);
    while (this.#snapshots.length > mostSnapshotsWaiting) this.#snapshots.shift();
  }

  #stream(role: LiveStream, address: CameraRun['main'], isAnalysed: boolean, isRecorded: boolean): Stream {
    const { cameraId, analysisFps, recordingFolder } = this.#run;
    const { tell } = this.#options;
    return new Stream({
      cameraId,
      address,
      analysisFps: isAnalysed ? analysisFps : null,
      recordingFolder: isRecorded ? recordingFolder : null,
      onState: ({ phase }) => {
        if (isAnalysed) this.#follow(phase === 'live');
        if (phase === 'connecting') this.#connections.set(role, (this.#connections.get(role) ?? 0) + 1);
        this.#tellStatus(true);
      },
      onFrame: (frame) => this.#analyzer.offer(frame),
      onSegment: (segment, finished) => tell({ type: 'segment', segment, finished }),
      onRecorder: ({ state, problem, detail }) => {
        if (state === 'failed') tell({ type: 'log', level: 'error', message: `recording of ${cameraId} failed: ${problem ?? ''} ${detail}` });
        this.#tellStatus(true);
      },
      onLog: (level, message) => tell({ type: 'log', level, message }),
    });
  }

  /** A stream that stays away takes with it what was going on: nobody can say how it went on. */
  #follow(isLive: boolean): void {
    if (isLive) {
      if (this.#awayTimer) clearTimeout(this.#awayTimer);
      this.#awayTimer = null;
    } else this.#awayTimer ??= setTimeout(() => void this.#analyzer.finish(), episodesEndAfterMs);
  }

  #observed({ frame, observation, alarmed }: Seen): void {
    const tracks = observation.tracks
      .filter(({ seenAt }) => frame.at - seenAt <= drawnAfterSeenMs)
      .map(({ id, class: kind, confidence, box }) => ({ id, class: kind, confidence, box, alarmed: alarmed.has(id) }));
    for (const stream of [this.#main, this.#sub]) stream?.overlay({ at: frame.at, tracks });
    if (this.#snapshots.length === 0) return;
    const picture = frame.jpeg(snapshotWidth);
    for (const requestId of this.#snapshots.splice(0)) this.#options.tell({ type: 'snapshot', requestId, picture });
  }

  #episode(change: EpisodeChange, frame: SmallFrame | null): void {
    const picture = change.kind === 'opened' && frame ? frame.jpeg(pictureWidth) : null;
    this.#options.tell({ type: 'episode', cameraId: this.#run.cameraId, change, picture });
  }

  #failed(error: unknown): void {
    if (Date.now() - this.#lastFailureAt < 60_000) return;
    this.#lastFailureAt = Date.now();
    this.#options.tell({ type: 'log', level: 'error', message: `analysis of ${this.#run.cameraId} failed: ${error instanceof Error ? error.message : String(error)}` });
  }

  #analysisRates(): { fps: number; active: number } {
    const now = Date.now();
    const { analysed, active } = this.#analyzer.counts;
    const last = this.#lastCounts;
    const seconds = (now - last.at) / 1000;
    if (seconds >= 2) {
      const frames = analysed - last.analysed;
      this.#lastCounts = { at: now, analysed, active, fps: Math.round((frames / seconds) * 10) / 10, share: frames > 0 ? (active - last.active) / frames : 0 };
    }
    return { fps: this.#lastCounts.fps, active: this.#lastCounts.share };
  }

  #status(): CameraStatus {
    const streams = [this.#main, this.#sub].filter((stream) => stream !== null);
    const { phase, problem, retryAt, since } = worstConnection(streams.map(({ state }) => state), Date.now());
    const recorder = this.#main?.recorder ?? null;
    const reconnects = [...this.#connections.values()].reduce((sum, count) => sum + count - 1, 0);
    return {
      cameraId: this.#run.cameraId,
      phase,
      problem,
      since,
      retryAt,
      main: this.#main?.facts() ?? null,
      sub: this.#sub?.facts() ?? null,
      analysis: {
        state: this.#options.detector.failed ? 'failed' : this.#pace < 1 ? 'slowed' : 'running',
        targetFps: this.#run.analysisFps,
        ...this.#analysisRates(),
        dropped: this.#analyzer.counts.dropped,
        ...(this.#detector.fallback === undefined ? {} : { fallback: this.#detector.fallback }),
      },
      recording: { state: recorder?.state ?? 'off' },
      reconnects,
    };
  }

  #tellStatus(now: boolean): void {
    const status = this.#status();
    const text = JSON.stringify(status);
    if (!now && text === this.#lastStatus && Date.now() - this.#lastStatusAt < statusAtLeastEveryMs) return;
    this.#lastStatus = text;
    this.#lastStatusAt = Date.now();
    this.#options.tell({ type: 'status', status });
  }
}
