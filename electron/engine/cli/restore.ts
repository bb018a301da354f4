import { resolve } from 'node:path';
import { auditAlone, engineActor } from '../accounts/audit.ts';
import { restoreBackup } from '../store/backup.ts';
import { openStore } from '../store/store.ts';
import { runStoreCommand, tell } from './store-command.ts';

await runStoreCommand('restore-usage', true, async ({ folder, file }) => {
  const old = restoreBackup(folder, resolve(file));
  const store = await openStore(folder);
  await store.db.deleteFrom('sessions').execute();
  await auditAlone(store.db, { actor: engineActor, action: 'database.restored', details: { from: resolve(file) } });
  await store.close();
  tell('restored', { file });
  if (old !== null) tell('old-kept', { file: old });
});
