import type { Socket } from 'node:net';
import type { StreamFacts } from '../../contract/camera.ts';
import type { LiveOverlay } from '../../contract/live.ts';
import { FrameMaker } from '../media/frames/frame-maker.ts';
import type { HostPort } from '../process/host-port.ts';
import { LiveFeed, type ViewerRequest } from '../media/live/live-feed.ts';
import { Recorder, type RecorderState } from '../media/recording/recorder.ts';
import { shownAddress } from '../media/source/address.ts';
import { runSource, type SourceState } from '../media/source/run-source.ts';
import type { SmallFrame } from '../media/small-frame.ts';
import type { SourcePacket, StreamInfo } from '../media/source/source.ts';
import type { SegmentFacts, SourceAddress } from '../media/worker-protocol.ts';
import type { ConnectionState } from './camera-phase.ts';
import { createStreamMeter } from './stream-meter.ts';

export type StreamOptions = {
  readonly cameraId: string;
  readonly address: SourceAddress;
  /** Frames a second wanted for analysis; null where this stream is not analysed. */
  readonly analysisFps: number | null;
  /** Where to record to; null where this stream is not recorded. */
  readonly recordingFolder: string | null;
  readonly onState: (state: ConnectionState) => void;
  readonly onFrame: (frame: SmallFrame) => void;
  readonly onSegment: (segment: SegmentFacts, finished: boolean) => void;
  readonly onRecorder: (state: RecorderState) => void;
  readonly onLog: (level: 'info' | 'warn', message: string) => void;
};

/** One connection of a camera with everything that lives on its packets: recorder, live feed, frames for analysis. */
export class Stream {
  readonly #options: StreamOptions;
  readonly #meter = createStreamMeter();
  readonly #live = new LiveFeed();
  readonly #recorder: Recorder | null;
  readonly #frames: FrameMaker | null;
  readonly #stop = new AbortController();
  #info: StreamInfo | null = null;
  #state: ConnectionState = { phase: 'connecting', problem: null, retryAt: null, since: Date.now() };
  #running: Promise<void> = Promise.resolve();

  constructor(options: StreamOptions) {
    this.#options = options;
    const { cameraId, analysisFps, recordingFolder, onFrame, onSegment, onRecorder } = options;
    this.#recorder = recordingFolder === null ? null : new Recorder({ cameraId, folder: recordingFolder, onSegment, onState: onRecorder });
    this.#frames = analysisFps === null ? null : new FrameMaker({ fps: analysisFps, onFrame });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get recorder(): RecorderState | null {
    return this.#recorder?.state ?? null;
  }

  facts(): StreamFacts | null {
    if (!this.#info || this.#state.phase !== 'live') return null;
    const { codec, width, height } = this.#info;
    return { codec, width, height, ...this.#meter.rates(Date.now()) };
  }

  start(): void {
    const handlers = {
      onOpen: (info: StreamInfo) => this.#open(info),
      onInfoChange: (info: StreamInfo) => this.#open(info),
      onPacket: (packet: SourcePacket) => this.#packet(packet),
      onState: (state: SourceState) => this.#changed(state),
    };
    this.#running = runSource(this.#options.address, handlers, this.#stop.signal);
  }

  /** Ends the read loop by itself, closes the files, then the viewers. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#live.close();
    await this.#recorder?.stop();
    await this.#running;
    await this.#frames?.close();
  }

  setAnalysisFps(fps: number): void {
    this.#frames?.setFps(fps);
  }

  allowRecording(allowed: boolean): void {
    this.#recorder?.setAllowed(allowed);
  }

  overlay(overlay: LiveOverlay): void {
    this.#live.overlay(overlay);
  }

  addViewer(request: ViewerRequest, socket: Socket, head: Buffer): void {
    this.#live.addViewer(request, socket, head);
  }

  addPortViewer(session: string, port: HostPort): void {
    this.#live.addPortViewer(session, port);
  }

  endViewers(session: string): void {
    this.#live.endViewers(session);
  }

  #open(info: StreamInfo): void {
    this.#info = info;
    this.#recorder?.open(info);
    this.#live.open(info);
    this.#frames?.open(info);
  }

  #packet(packet: SourcePacket): void {
    this.#meter.count(packet.packet.size, Date.now());
    this.#recorder?.packet(packet);
    this.#live.packet(packet);
    this.#frames?.packet(packet);
  }

  #changed({ phase, problem, detail, retryAt, since }: SourceState): void {
    const { address, onLog, onState } = this.#options;
    if (phase !== 'live') {
      this.#info = null;
      this.#recorder?.close();
    }
    if (phase === 'waiting' && problem !== null) onLog('warn', `${shownAddress(address.url)}: ${problem}${detail === '' ? '' : ` (${detail})`}`);
    this.#state = { phase: phase === 'ended' ? 'off' : phase, problem, retryAt, since };
    onState(this.#state);
  }
}
