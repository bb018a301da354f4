import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { auditAlone } from '../accounts/audit.ts';
import { makeEventFiles } from '../events/event-files.ts';
import { layOutLabelledClips } from '../events/labelled-clips.ts';
import { databaseFileName, openStore } from '../store/store.ts';
import { runStoreCommand, storeCommandError, tell } from './store-command.ts';

/** Whoever may run a program on the data folder; the audit log cannot know more of them. */
const commandLine = { accountId: null, name: 'command line' };

await runStoreCommand('labels-usage', true, async ({ folder, file }) => {
  const target = resolve(file);
  if (existsSync(target)) throw storeCommandError('file-exists', { file: target });
  if (!existsSync(join(folder, databaseFileName))) throw storeCommandError('no-database', { folder });
  const store = await openStore(folder);
  try {
    // Said before it is done: footage that left without a trace is worse than an entry about footage that did not.
    await auditAlone(store.db, { actor: commandLine, action: 'clips.labelled', details: { folder: target } });
    const { byBehavior, withoutLeave, withoutClip } = await layOutLabelledClips(store.db, makeEventFiles(folder), target);
    for (const [behavior, { confirmed, dismissed }] of Object.entries(byBehavior))
      tell('labelled', { folder: join(target, behavior), confirmed: confirmed.toString(), dismissed: dismissed.toString() });
    if (Object.keys(byBehavior).length === 0) tell('none-labelled');
    if (withoutLeave > 0) tell('labels-without-leave', { events: withoutLeave.toString() });
    if (withoutClip > 0) tell('labels-without-clip', { events: withoutClip.toString() });
  } finally {
    await store.close();
  }
});
