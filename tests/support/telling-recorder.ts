// Records a file in real time like a worker, telling of its segments: node telling-recorder.ts VIDEO FOLDER CAMERA.
// Ends its files and itself on any message; until then it is there to be killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { Recorder } from '../../electron/engine/media/recording/recorder.ts';
import { FilePackets } from './source-packets.ts';

const [video = '', folder = '', cameraId = ''] = process.argv.slice(2);
const recorder = new Recorder({
  cameraId,
  folder,
  onSegment: (segment, finished) => process.send?.({ segment, finished }),
  onState: () => undefined,
});
const stop = new AbortController();
process.on('message', () => stop.abort());
using packets = new FilePackets(video, Date.now());
recorder.open(packets.info);
for (const packet of packets) {
  const waitMs = packet.decodeAt - Date.now();
  if (waitMs > 0) await sleep(waitMs);
  if (stop.signal.aborted) break;
  recorder.packet(packet);
}
await recorder.stop();
process.disconnect();
