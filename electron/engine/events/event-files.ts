import { open, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EventDetail, EventId } from '../../contract/event.ts';
import { jpegComment, withJpegComment } from './jpeg-comment.ts';

/** Where an event's picture and clip lie. The day is in the id (UUIDv7), so an id is all that is needed to find them. */
export type EventFiles = {
  readonly folder: string;
  picture(eventId: string): string;
  clip(eventId: string): string;
  /** Puts the picture on the disk, the event inside it, before anybody learns of it: complete or not at all. */
  writePicture(event: EventDetail, jpeg: Uint8Array): Promise<void>;
  /** Brings the event inside the picture up to date. */
  describe(event: EventDetail): Promise<void>;
};

/** Files below `<data folder>/events`. */
export function makeEventFiles(dataFolder: string): EventFiles {
  const folder = join(dataFolder, 'events');
  const path = (eventId: string, extension: string): string => join(folder, dayOf(eventId), `${eventId}.${extension}`);
  const write = async (event: EventDetail, jpeg: Uint8Array): Promise<void> => {
    await writeDurably(path(event.id, 'jpg'), withJpegComment(jpeg, JSON.stringify(event)));
  };
  return {
    folder,
    picture: (eventId) => path(eventId, 'jpg'),
    clip: (eventId) => path(eventId, 'mp4'),
    writePicture: write,
    describe: async (event) => write(event, await readFile(path(event.id, 'jpg'))),
  };
}

/** The event that a picture carries, or null when it carries none. */
export function eventInPicture(jpeg: Uint8Array): EventDetail | null {
  try {
    const text = jpegComment(jpeg);
    return text === null ? null : (EventDetail.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

/** The day (UTC) in which a UUIDv7 was made, `2026-11-24`. @throws when it is no UUIDv7: a path is made of it */
export function dayOf(eventId: string): string {
  const id = EventId.parse(eventId);
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString().slice(0, 10);
}

/** Writes beside, syncs, renames. Leaves nothing behind when there is no room. */
async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.new`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
