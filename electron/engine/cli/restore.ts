import { resolve } from 'node:path';
import { auditAlone, engineActor } from '../accounts/audit.ts';
import { makeEventFiles } from '../events/event-files.ts';
import { rebuildEvents } from '../events/rebuild.ts';
import { readClipMetadata } from '../media/clips/clip-metadata.ts';
import { judgeNothingUntilNow } from '../recordings/judged.ts';
import { restoreBackup } from '../store/backup.ts';
import { openStore } from '../store/store.ts';
import { runStoreCommand, tell } from './store-command.ts';

await runStoreCommand('restore-usage', true, async ({ folder, file }) => {
  const { old, detectors } = restoreBackup(folder, resolve(file));
  const store = await openStore(folder);
  try {
    await store.db.deleteFrom('sessions').execute();
    // First of all: should what follows not come to its end, no recording around an event newer than the backup may go.
    await judgeNothingUntilNow(store.db);
    const { added } = await rebuildEvents(store.db, makeEventFiles(folder), readClipMetadata);
    if (added > 0) await judgeNothingUntilNow(store.db);
    await auditAlone(store.db, { actor: engineActor, action: 'database.restored', details: { from: resolve(file), events: `${added}` } });
    tell('restored', { file });
    if (added > 0) tell('events-back', { events: `${added}` });
    if (detectors !== null && detectors.count > 0) tell('detectors-back', { count: `${detectors.count}` });
    if (detectors !== null && detectors.left.length > 0) tell('detectors-lost', { names: detectors.left.join(', ') });
  } finally {
    await store.close();
  }
  if (old !== null) tell('old-kept', { file: old });
});
