/** The camera worker's process: told what to run by the engine's fleet, ends with it. */
import { Socket } from 'node:net';
import { connectParent } from '../process/parent.ts';
import { isHostPort } from '../process/host-port.ts';
import type { Carried } from '../process/launch.ts';
import { testConnection } from '../media/source/connection-test.ts';
import type { CameraRun, FromWorker, ToWorker } from '../media/worker-protocol.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import { Camera } from './camera.ts';
import { SharedDetector } from './detector.ts';
import { createPaceGovernor } from './pace.ts';

const heartbeatEveryMs = 1000;
const shutdownWithinMs = 4500;

const parent = connectParent();

function tell(message: FromWorker): void {
  parent.send(message);
}

const modelsFolder = process.env['WATCHHOUSE_MODELS'] ?? '';
const detector = new SharedDetector({
  modelsFolder,
  threads: Number(process.env['WATCHHOUSE_INFERENCE_THREADS'] ?? 1),
  onProblem: (message) => tell({ type: 'log', level: 'error', message: `detector: ${message}` }),
});
const cameras = new Map<string, Camera>();
const stopping = new Map<string, Promise<void>>();
const governor = createPaceGovernor();
let pace = 1;
let ownPace = 1;
let recordingAllowed = true;
let cpuBefore = process.cpuUsage();
let beatAt = performance.now();

async function stop(cameraId: string): Promise<void> {
  const camera = cameras.get(cameraId);
  cameras.delete(cameraId);
  if (camera) stopping.set(cameraId, camera.stop().finally(() => stopping.delete(cameraId)));
  await stopping.get(cameraId);
}

async function run(settings: CameraRun): Promise<void> {
  const { cameraId } = settings;
  if (cameras.get(cameraId)?.update(settings)) return;
  await stop(cameraId);
  const camera = new Camera({ run: settings, detector, models: await detector.models(), pace, recordingAllowed, tell });
  cameras.set(cameraId, camera);
  camera.start();
}

/** Messages are carried out one after the other, so that a stop is complete before the same camera starts anew. */
let order = Promise.resolve();
function inOrder(task: () => Promise<void>): void {
  order = order.then(task).catch((error: unknown) => tell({ type: 'log', level: 'error', message: error instanceof Error ? error.message : String(error) }));
}

function beat(): void {
  const cpu = process.cpuUsage(cpuBefore);
  cpuBefore = process.cpuUsage();
  const elapsedUs = Math.max(1, (performance.now() - beatAt) * 1000);
  beatAt = performance.now();
  ownPace = governor.measure(new Map([...cameras].map(([id, { counts }]) => [id, counts])), pace);
  tell({ type: 'heartbeat', cpu: (cpu.user + cpu.system) / elapsedUs, rssBytes: process.memoryUsage.rss(), pace: ownPace, provider: detector.provider, unusable: [...detector.unusable] });
}

/** Finishes the files; a camera that hangs in the media library does not keep the process alive. */
function shutDown(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), shutdownWithinMs);
  inOrder(async () => {
    await Promise.all([...cameras.keys()].map(stop));
    await detector.stop();
    process.exit(0);
  });
}

function hear(message: ToWorker, carried: Carried | null): void {
  switch (message.type) {
    case 'run':
      return inOrder(() => run(message.camera));
    case 'stop':
      return inOrder(() => stop(message.cameraId));
    case 'record':
      recordingAllowed = message.allowed;
      for (const camera of cameras.values()) camera.allowRecording(recordingAllowed);
      return;
    case 'provider':
      return inOrder(() => detector.use(message.provider as Provider));
    case 'pace':
      pace = message.factor;
      for (const camera of cameras.values()) camera.setPace(pace);
      return;
    case 'test':
      return void testConnection(message.testId, message.source, (progress) => tell({ type: 'test', progress }));
    case 'snapshot':
      cameras.get(message.cameraId)?.snapshot(message.requestId);
      return;
    case 'input':
      return inOrder(() => Promise.resolve(cameras.get(message.cameraId)?.input(message.input, message.active, message.at)));
    case 'live': {
      if (!(carried instanceof Socket)) return;
      const camera = cameras.get(message.cameraId);
      if (camera) camera.live(message.stream, message, carried, Buffer.from(message.head));
      else carried.destroy();
      return;
    }
    case 'live-port': {
      if (!isHostPort(carried)) return;
      const camera = cameras.get(message.cameraId);
      if (camera) camera.livePort(message.stream, message.session, carried);
      else carried.close();
      return;
    }
    case 'end-live':
      for (const camera of cameras.values()) camera.endLive(message.session);
      return;
    case 'shutdown':
      return shutDown();
  }
}

parent.onMessage((message, carried) => hear(message as ToWorker, carried));
parent.onGone(shutDown);
setInterval(beat, heartbeatEveryMs);
