// Records a file again and again in real time until it is killed: node recording-process.ts VIDEO FOLDER
import { setTimeout as sleep } from 'node:timers/promises';
import { watchedRecorder } from './recording.ts';
import { FilePackets } from './source-packets.ts';

const [video = '', folder = ''] = process.argv.slice(2);
const { recorder } = watchedRecorder(folder);
process.send?.('recording');
for (;;) {
  using packets = new FilePackets(video, Date.now());
  recorder.open(packets.info);
  for (const packet of packets) {
    const waitMs = packet.decodeAt - Date.now();
    if (waitMs > 0) await sleep(waitMs);
    recorder.packet(packet);
  }
}
