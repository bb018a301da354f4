import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EventId } from '../../contract/event.ts';
import type { PreviewJob, PreviewResult } from '../media/clips/clip-job.ts';

/** Copies kept; the oldest go first. They can be made again at any time. */
const mostKept = 60;
const mostRemembered = 10_000;

export type Previews = {
  /**
   * Path of a file with the event's clip that every browser plays: the clip itself where it is H.264, else a copy, made
   * now if it is not there yet. Null where there is no clip or no copy can be made.
   */
  of(eventId: string): Promise<string | null>;
};

export type PreviewsOptions = {
  /** Emptied: nothing in it outlives a run of the engine. */
  readonly folder: string;
  readonly clip: (eventId: string) => string;
  readonly make: (job: PreviewJob) => Promise<PreviewResult>;
  readonly warn: (message: string) => void;
};

/** Copies of H.265 clips for browsers without H.265, made when asked for. The clips stay untouched. */
export function makePreviews({ folder, clip, make, warn }: PreviewsOptions): Previews {
  rmSync(folder, { recursive: true, force: true });
  const inWork = new Map<string, Promise<string | null>>();
  const playable = new Set<string>();

  const removeOldest = async (): Promise<void> => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.mp4')).map((name) => join(folder, name));
    const ages = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
    for (const { file } of ages.sort((a, b) => b.at - a.at).slice(mostKept)) await rm(file, { force: true });
  };

  const produce = async (eventId: string): Promise<string | null> => {
    const original = clip(eventId);
    if ((await stat(original).catch(() => null))?.isFile() !== true) return null;
    if (playable.has(eventId)) return original;
    const file = join(folder, `${eventId}.mp4`);
    if ((await stat(file).catch(() => null))?.isFile() === true) return file;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const result = await make({ clip: original, file });
    switch (result.state) {
      case 'as-is':
        if (playable.size >= mostRemembered) playable.clear();
        playable.add(eventId);
        return original;
      case 'ready':
        await removeOldest();
        return file;
      case 'failed':
        warn(`no copy of the clip of ${eventId} could be made (${result.problem}: ${result.detail})`);
        return null;
    }
  };

  return {
    of: (given) => {
      const eventId = EventId.parse(given);
      const running = inWork.get(eventId);
      if (running) return running;
      const work = produce(eventId).finally(() => inWork.delete(eventId));
      inWork.set(eventId, work);
      return work;
    },
  };
}
