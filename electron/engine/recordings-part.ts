import { join } from 'node:path';
import { ClipRunner } from './events/clip-runner.ts';
import type { Fleet } from './fleet/fleet.ts';
import { ClipCutter } from './media/clips/clip-cutter.ts';
import { recordingsFolderName } from './nodes/cameras.ts';
import type { House, Part } from './parts.ts';
import { RecordingKeeper } from './recordings/keeper.ts';
import type { StationSettingsStore } from './station-part.ts';

/** Recordings and the clips cut from them, wired to the house. */
export function makeRecordings(house: House, fleet: Fleet, settings: StationSettingsStore): { part: Part; keeper: RecordingKeeper; clips: ClipRunner } {
  const { events, log, segments, store } = house;
  const folder = join(store.folder, recordingsFolderName);
  const keeper = new RecordingKeeper({
    folder,
    db: store.db,
    segments,
    settings: () => settings.current(),
    allowRecording: (allowed) => fleet.allowRecording(allowed),
    log: (level, message) => log.say(level, 'recordings', message),
  });
  const cutter = new ClipCutter();
  const clips = new ClipRunner({
    due: (now, limit) => events.clipsDue(now, limit),
    postpone: (eventId, untilAt) => events.clipPostponed(eventId, untilAt),
    settle: (eventId, outcome) => events.clipSettled(eventId, outcome),
    recorded: (cameraId, from, to) => keeper.recorded(cameraId, from, to),
    cut: (cut) => cutter.cut(cut),
    log: (level, message) => log.say(level, 'clips', message),
  });
  const part: Part = {
    name: 'recordings',
    start: async () => {
      await keeper.start();
      clips.start();
    },
    stop: async () => {
      const clipsEnd = clips.stop();
      await cutter.stop();
      await clipsEnd;
      await keeper.stop();
    },
  };
  return { part, keeper, clips };
}
