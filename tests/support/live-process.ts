// A worker with one live feed: node live-process.ts SPEED VIDEO…  Plays the files one after the other, again and again.
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveFeed, type ViewerRequest } from '../../electron/engine/media/live/live-feed.ts';
import { FilePackets } from './source-packets.ts';

const [speed, ...videos] = process.argv.slice(2);
const feed = new LiveFeed();
process.on('disconnect', () => process.exit());
process.on('message', (message, socket) => {
  const { request, head } = message as { request: ViewerRequest; head: Uint8Array };
  feed.addViewer(request, socket as Socket, Buffer.from(head));
});
setInterval(() => process.send?.({ viewers: feed.viewers, rssBytes: process.memoryUsage.rss() }), 100);
for (;;)
  for (const video of videos) {
    const startAt = Date.now();
    using packets = new FilePackets(video, startAt);
    feed.open(packets.info);
    for (const packet of packets) {
      const waitMs = (packet.decodeAt - startAt) / Number(speed) - (Date.now() - startAt);
      if (waitMs > 0) await sleep(waitMs);
      feed.packet(packet);
      if (packet.isKey) feed.overlay({ at: packet.at, tracks: [] });
    }
  }
