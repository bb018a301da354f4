import { parentPort } from 'node:worker_threads';

/** Preloaded (`node --import`), which worker threads inherit, it makes the inference thread end at a picture of one pixel's width. */
parentPort?.on('message', (message: { readonly picture?: { readonly pictureWidth: number } }) => {
  if (message.picture?.pictureWidth === 1) process.exit(7);
});
