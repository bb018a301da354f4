/**
 * Runs sources like a worker does, in a process of its own, told by lines on standard input:
 * {"open": url, "transport": "tcp"}, "stop" (all), "exit". Prints a JSON line for each state and each stop.
 */
import { createInterface } from 'node:readline';
import { FrameMaker } from '../../../../electron/engine/media/frames/frame-maker.ts';
import { runSource } from '../../../../electron/engine/media/source/run-source.ts';
import { sourceAddress } from '../../../support/watch-source.ts';

type Command = { readonly open?: string; readonly transport?: 'tcp' | 'udp'; readonly stop?: true; readonly exit?: true };

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let running: { readonly stop: AbortController; readonly end: Promise<void> }[] = [];

function start(url: string, transport: 'tcp' | 'udp'): void {
  const stop = new AbortController();
  const frames = new FrameMaker({
    fps: 5,
    onFrame: (frame) => {
      frame.gray();
      frame.planes(320);
      frame.free();
    },
  });
  const end = runSource(
    sourceAddress(url, { transport, loop: true }),
    {
      onOpen: (info) => frames.open(info),
      onInfoChange: (info) => frames.open(info),
      onPacket: (packet) => frames.packet(packet),
      onState: ({ phase, problem }) => print({ phase, problem, picked: frames.counts.picked, errors: frames.counts.errors }),
    },
    stop.signal,
  ).then(() => frames.close());
  running.push({ stop, end });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line) as Command;
  if (command.open !== undefined) start(command.open, command.transport ?? 'tcp');
  if (command.stop) {
    const stopping = running;
    running = [];
    for (const { stop } of stopping) stop.abort();
    void Promise.all(stopping.map(({ end }) => end)).then(() => {
      globalThis.gc?.();
      print({ stopped: stopping.length, rssBytes: process.memoryUsage.rss() });
    });
  }
  if (command.exit) process.exit(0);
});
