import { join } from 'node:path';
import { ClipRunner } from './events/clip-runner.ts';
import { makePreviews, type Previews } from './events/previews.ts';
import type { Fleet } from './fleet/fleet.ts';
import { ClipCutter } from './media/clips/clip-cutter.ts';
import { recordingsFolderName } from './nodes/cameras.ts';
import type { House, Part } from './parts.ts';
import type { Launch } from './process/launch.ts';
import { RecordingKeeper } from './recordings/keeper.ts';
import type { StationSettingsStore } from './station-part.ts';

export type Recordings = { readonly part: Part; readonly keeper: RecordingKeeper; readonly clips: ClipRunner; readonly previews: Previews };

/** Recordings and the clips cut from them, wired to the house. */
export function makeRecordings(house: House, fleet: Fleet, settings: StationSettingsStore, launch: Launch): Recordings {
  const { events, files, log, segments, store } = house;
  const folder = join(store.folder, recordingsFolderName);
  const keeper = new RecordingKeeper({
    folder,
    db: store.db,
    segments,
    settings: () => settings.current(),
    allowRecording: (allowed) => fleet.allowRecording(allowed),
    log: (level, message) => log.say(level, 'recordings', message),
  });
  const cutter = new ClipCutter(launch);
  const clips = new ClipRunner({
    due: (now, limit) => events.clipsDue(now, limit),
    postpone: (eventId, untilAt) => events.clipPostponed(eventId, untilAt),
    settle: (eventId, outcome) => events.clipSettled(eventId, outcome),
    recorded: (cameraId, from, to) => keeper.recorded(cameraId, from, to),
    cut: (cut) => cutter.cut(cut),
    isIndexRepaired: () => keeper.isRepaired,
    log: (level, message) => log.say(level, 'clips', message),
  });
  // A process of its own, so that no clip has to wait for a copy.
  const copier = new ClipCutter(launch);
  const previews = makePreviews({
    folder: join(store.folder, 'previews'),
    clip: (eventId) => files.clip(eventId),
    make: (job) => copier.preview(job),
    warn: (message) => log.say('warn', 'clips', message),
  });
  const part: Part = {
    name: 'recordings',
    start: async () => {
      await keeper.start();
      clips.start();
    },
    stop: async () => {
      const clipsEnd = clips.stop();
      await Promise.all([cutter.stop(), copier.stop()]);
      await clipsEnd;
      await keeper.stop();
    },
  };
  return { part, keeper, clips, previews };
}
