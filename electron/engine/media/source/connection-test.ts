import { existsSync } from 'node:fs';
import type { CameraProblem, StreamFacts, TestProgress } from '../../../contract/camera.ts';
import { FrameMaker } from '../frames/frame-maker.ts';
import type { SourceAddress } from '../worker-protocol.ts';
import { openFileSource } from './file-source.ts';
import { readRtsp } from './rtsp-source.ts';
import { probeRtsp } from './rtsp-probe.ts';
import type { SourceEnd, SourceHandlers, SourcePacket, StreamInfo } from './source.ts';

const pictureWidth = 640;
const wholeTestMs = 20_000;
/** After the first picture, this long is listened on for the rates. */
const measureMs = 1_000;

type StepState = TestProgress['steps'][number];
type TestStep = StepState['step'];

const stepsOf = {
  rtsp: ['reachable', 'rtsp', 'signed-in', 'stream', 'picture'],
  file: ['reachable', 'stream', 'picture'],
} as const satisfies Record<SourceAddress['kind'], readonly TestStep[]>;

/** Keeps the list of steps; the first that is not passed is the one running. */
function createSteps(steps: readonly TestStep[], tell: (steps: StepState[]) => void) {
  const states: StepState[] = [];
  let startedAt = performance.now();
  const next = () => {
    const step = steps[states.length];
    startedAt = performance.now();
    if (step !== undefined) states.push({ step, state: 'running', ms: null });
    tell([...states]);
  };
  const end = (state: 'passed' | 'failed') => {
    const last = states.at(-1);
    if (last?.state === 'running') states[states.length - 1] = { ...last, state, ms: Math.round(performance.now() - startedAt) };
  };
  return {
    start: next,
    /** Passes everything up to and including the step. */
    pass: (step: TestStep) => {
      while (states.at(-1)?.state === 'running' && steps.indexOf(step) >= states.length - 1) {
        end('passed');
        next();
      }
    },
    fail: () => {
      end('failed');
      tell([...states]);
    },
  };
}

/** Rates over the packets seen so far. */
function createRates() {
  let packets = 0;
  let bytes = 0;
  let firstAt = 0;
  let lastAt = 0;
  return {
    count: ({ decodeAt, packet }: SourcePacket) => {
      firstAt ||= decodeAt;
      lastAt = decodeAt;
      packets += 1;
      bytes += packet.size;
    },
    facts: ({ codec, width, height }: StreamInfo): StreamFacts => {
      const seconds = packets > 1 ? ((lastAt - firstAt) * packets) / (packets - 1) / 1_000 : 0;
      return { codec, width, height, fps: seconds > 0 ? packets / seconds : 0, bitsPerSecond: seconds > 0 ? (bytes * 8) / seconds : 0 };
    },
  };
}

/**
 * Tries a camera or a file step by step and tells how far it got, with the first picture as a JPEG data URL at most
 * 640 pixels wide. Ends by itself within about 30 s. The last progress has `done` set.
 */
export async function testConnection(testId: string, source: SourceAddress, onProgress: (progress: TestProgress) => void): Promise<void> {
  let progress: TestProgress = { testId, steps: [], problem: null, stream: null, picture: null, done: false };
  const tell = (change: Partial<TestProgress>) => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  const steps = createSteps(stepsOf[source.kind], (states) => tell({ steps: states }));
  const fail = (problem: CameraProblem) => {
    steps.fail();
    tell({ problem, done: true });
  };
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), wholeTestMs);
  let measured: NodeJS.Timeout | undefined;
  const rates = createRates();
  const seen: { info: StreamInfo | null; picture: string | null } = { info: null, picture: null };
  const frames = new FrameMaker({
    fps: 25,
    onFrame: (frame) => {
      if (seen.picture === null) {
        seen.picture = `data:image/jpeg;base64,${frame.jpeg(pictureWidth).toString('base64')}`;
        tell({ picture: seen.picture });
        steps.pass('picture');
        measured = setTimeout(() => stop.abort(), measureMs);
      }
      frame.free();
    },
  });
  const handlers: SourceHandlers = {
    onOpen: (info) => {
      steps.pass('stream');
      seen.info = info;
      frames.open(info);
    },
    onInfoChange: (info) => {
      seen.info = info;
      frames.open(info);
    },
    onPacket: (packet) => {
      rates.count(packet);
      frames.packet(packet);
    },
  };

  steps.start();
  try {
    const end = await (source.kind === 'rtsp' ? tryCamera() : tryFile());
    await frames.close();
    if (seen.picture !== null && seen.info !== null) tell({ stream: rates.facts(seen.info), done: true });
    else fail(end.problem ?? (seen.info === null ? 'stalled' : 'stream-broken'));
  } finally {
    clearTimeout(limit);
    clearTimeout(measured);
    await frames.close();
  }

  async function tryCamera(): Promise<SourceEnd> {
    const probe = await probeRtsp(source, { signal: stop.signal, onPassed: (step) => step !== 'stream' && steps.pass(step) });
    return probe.ok ? readRtsp(source, probe.libraryCanSignIn, handlers, stop.signal) : { problem: probe.problem, detail: probe.detail };
  }
  function tryFile(): Promise<SourceEnd> {
    if (existsSync(source.url)) steps.pass('reachable');
    return openFileSource(source, handlers, stop.signal);
  }
}
