import { setInterval } from 'node:timers';
import { workerData } from 'node:worker_threads';

/*
 * A thread beside the one that runs somebody's model, which is busy in native code: it ends the whole process when that
 * takes more memory than a detector can need.
 */
const { mostBytes } = workerData as { readonly mostBytes: number };
const lookEveryMs = 50;

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);
