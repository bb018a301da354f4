import type { CameraStatus } from '../../../contract/camera.ts';
import type { SourcePacket, StreamInfo } from '../source/source.ts';
import type { SegmentFacts } from '../worker-protocol.ts';
import { FragmentMuxer } from './fragment-muxer.ts';
import { MuxerOutput } from './muxer-output.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { WriteProblem } from './write-problem.ts';

/** A new segment begins at the first key frame after this. */
const segmentMs = 30_000;
/** A longer silence of the stream ends the segment, so that its times never cover what is not in it. */
const longestGapMs = 5_000;
const growthReportMs = 5_000;
const retryAfterMs = 5_000;

export type RecorderState = {
  readonly state: CameraStatus['recording']['state'];
  readonly problem: WriteProblem | null;
  /** For the log, in English. */
  readonly detail: string;
};

export type RecorderOptions = {
  readonly cameraId: string;
  /** The camera's own folder; made when it is missing. */
  readonly folder: string;
  /** `finished` with 0 bytes means that nothing of a segment that was told before is left. */
  readonly onSegment: (segment: SegmentFacts, finished: boolean) => void;
  readonly onState: (state: RecorderState) => void;
};

type Growing = {
  readonly info: StreamInfo;
  readonly muxer: FragmentMuxer;
  readonly writer: SegmentWriter;
  readonly startedAt: number;
  lastAt: number;
  lastStepMs: number;
  reportedAt: number;
};

/** Records one stream, packets untouched, into segments that begin at key frames. Never throws, never blocks. */
export class Recorder {
  #info: StreamInfo | null = null;
  #growing: Growing | null = null;
  #output: MuxerOutput | null = null;
  #allowed = true;
  #retryAt = 0;
  #state: RecorderState = { state: 'waiting', problem: null, detail: '' };
  #finishing = Promise.resolve();
  readonly #options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  get state(): RecorderState {
    return this.#state;
  }

  /** The stream opened or changed: the next key frame begins a new segment. */
  open(info: StreamInfo): void {
    this.#finishSegment();
    this.#info = info;
  }

  /** Takes the packets in decoding order, right as a source gives them. */
  packet(packet: SourcePacket): void {
    if (this.#info === null || !this.#allowed) return;
    if (this.#growing && this.#mustEnd(this.#growing, packet)) this.#finishSegment();
    if (this.#growing === null && packet.isKey && performance.now() >= this.#retryAt) this.#begin(this.#info, packet);
    if (this.#growing) this.#add(this.#growing, packet);
  }

  /** False while the disk's reserve is touched: ends the segment and writes nothing until it is true again. */
  setAllowed(allowed: boolean): void {
    if (allowed === this.#allowed) return;
    this.#allowed = allowed;
    this.#finishSegment();
    this.#tell(allowed ? 'waiting' : 'paused-disk', null, '');
  }

  /** The stream ended or was lost: closes the segment; `open` begins anew. */
  close(): void {
    this.#finishSegment();
    this.#info = null;
    if (this.#state.state === 'recording') this.#tell('waiting', null, '');
  }

  /** Closes the segment and waits until everything is on disk. */
  async stop(): Promise<void> {
    this.close();
    this.#output?.free();
    this.#output = null;
    await this.#finishing;
    this.#tell('off', null, '');
  }

  #mustEnd(growing: Growing, packet: SourcePacket): boolean {
    const stepMs = packet.decodeAt - growing.lastAt;
    const isDue = packet.isKey && packet.decodeAt - growing.startedAt >= segmentMs;
    return growing.writer.problem !== null || isDue || stepMs > longestGapMs || stepMs < 0;
  }

  #begin(info: StreamInfo, first: SourcePacket): void {
    const { cameraId, folder } = this.#options;
    const startedAt = Math.round(first.decodeAt);
    try {
      this.#output ??= new MuxerOutput();
      const muxer = new FragmentMuxer(this.#output, info, first, { kind: 'watchhouse-segment', version: 1, cameraId, startedAt });
      const writer = new SegmentWriter(folder, startedAt);
      this.#growing = { info, muxer, writer, startedAt, lastAt: first.decodeAt, lastStepMs: 0, reportedAt: 0 };
    } catch (error) {
      this.#fail('stream', error);
    }
  }

  #add(growing: Growing, packet: SourcePacket): void {
    try {
      growing.muxer.write(packet);
    } catch (error) {
      this.#finishSegment();
      this.#fail('stream', error);
      return;
    }
    // What the muxer gave out ends before this packet.
    const completeUntil = Math.round(packet.decodeAt);
    const ready = growing.muxer.take();
    if (ready.length > 0) growing.writer.write(ready, () => this.#grew(growing, completeUntil));
    growing.lastStepMs = packet.decodeAt - growing.lastAt;
    growing.lastAt = packet.decodeAt;
  }

  #grew(growing: Growing, completeUntil: number): void {
    if (growing !== this.#growing || completeUntil <= growing.startedAt) return;
    this.#tell('recording', null, '');
    if (completeUntil - growing.reportedAt < growthReportMs) return;
    growing.reportedAt = completeUntil;
    this.#options.onSegment(this.#facts(growing, growing.writer.file, completeUntil, growing.writer.bytes), false);
  }

  #finishSegment(): void {
    const growing = this.#growing;
    if (growing === null) return;
    this.#growing = null;
    try {
      growing.muxer.finish();
    } catch (error) {
      this.#fail('stream', error);
    }
    growing.writer.write(growing.muxer.take(), () => undefined);
    this.#finishing = this.#finishing.then(() => this.#finish(growing));
  }

  async #finish(growing: Growing): Promise<void> {
    const end = await growing.writer.finish();
    const { problem, detail, file } = growing.writer;
    if (problem !== null) this.#fail(problem, detail);
    if (end) {
      const endedAt = end.cutTo ? growing.startedAt + end.cutTo.durationMs : Math.round(growing.lastAt + growing.lastStepMs);
      this.#options.onSegment(this.#facts(growing, end.file, endedAt, end.bytes), true);
    } else if (growing.reportedAt > 0) this.#options.onSegment(this.#facts(growing, file, growing.startedAt, 0), true);
  }

  #facts({ info, startedAt }: Growing, file: string, endedAt: number, bytes: number): SegmentFacts {
    const { codec, width, height } = info;
    return { cameraId: this.#options.cameraId, file, startedAt, endedAt, bytes, codec, width, height };
  }

  #fail(problem: WriteProblem, error: unknown): void {
    this.#retryAt = performance.now() + retryAfterMs;
    if (this.#allowed) this.#tell('failed', problem, error instanceof Error ? error.message : String(error));
  }

  #tell(state: RecorderState['state'], problem: WriteProblem | null, detail: string): void {
    if (this.#state.state === state && this.#state.problem === problem) return;
    this.#state = { state, problem, detail };
    this.#options.onState(this.#state);
  }
}
