import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { EventFiles } from './event-files.ts';

export type LabelledClips = {
  /** Clips by behaviour, in the order of their folders. */
  readonly byBehavior: Readonly<Record<string, { readonly confirmed: number; readonly dismissed: number }>>;
  /** Decided events left out: their camera's agreement gives no leave. */
  readonly withoutLeave: number;
  /** Decided events left out: they have no clip. */
  readonly withoutClip: number;
};

/** What a dismissed event's clip shows, in the words of the evaluation's labels. */
const nothingAbnormal = 'normal';

/** Ids of behaviours; a folder is named after them, and a database may have come from elsewhere. */
const properId = /^[a-z-]{1,64}$/;

/** Clips link to the events' own where the file system can, so that they take no room twice. */
async function place(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

/**
 * Lays out the clips of decided events as labelled footage: a folder for each behaviour with its clips and `labels.csv`,
 * whose columns are file, label (the behaviour, or `normal` where it was dismissed), scene (the camera, so that nothing
 * is fitted and tested on the same one), reason and at (ISO 8601). Only of cameras whose agreement gives leave.
 * @param folder must not exist yet; appears when it is complete
 */
export async function layOutLabelledClips(db: Kysely<Tables>, files: EventFiles, folder: string): Promise<LabelledClips> {
  const rows = await db
    .selectFrom('events as e')
    .innerJoin('cameras as c', 'c.id', 'e.camera_id')
    .select(['e.id', 'e.behavior', 'e.state', 'e.started_at', 'e.camera_id', 'e.clip', 'c.learning'])
    .select((query) => query.selectFrom('decisions as d').select('reason').whereRef('d.event_id', '=', 'e.id').orderBy('d.id', 'desc').limit(1).as('reason'))
    .where('e.state', '!=', 'open')
    .orderBy('e.started_at')
    .execute();
  const beside = `${folder}.new`;
  // What an earlier try left behind may show cameras that have taken their leave back since.
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  const lines = new Map<string, string[]>();
  const byBehavior: Record<string, { confirmed: number; dismissed: number }> = {};
  let withoutLeave = 0;
  let withoutClip = 0;
  for (const { id, behavior, state, started_at, camera_id, clip, learning, reason } of rows) {
    if (learning === 0) {
      withoutLeave++;
      continue;
    }
    const from = files.clip(id);
    if (clip !== 'ready' || !properId.test(behavior) || !existsSync(from)) {
      withoutClip++;
      continue;
    }
    const own = (byBehavior[behavior] ??= { confirmed: 0, dismissed: 0 });
    if (state === 'open') continue;
    own[state]++;
    const name = `${id}.mp4`;
    await mkdir(join(beside, behavior), { recursive: true, mode: 0o700 });
    await place(from, join(beside, behavior, name));
    const label = state === 'confirmed' ? behavior : nothingAbnormal;
    const list = lines.get(behavior) ?? ['file,label,scene,reason,at'];
    list.push([name, label, camera_id, reason ?? '', new Date(started_at).toISOString()].join(','));
    lines.set(behavior, list);
  }
  for (const [behavior, list] of lines) await writeFile(join(beside, behavior, 'labels.csv'), `${list.join('\n')}\n`, { mode: 0o600 });
  await rename(beside, folder);
  return { byBehavior, withoutLeave, withoutClip };
}
