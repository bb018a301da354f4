import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backUp } from '../store/backup.ts';
import { databaseFileName } from '../store/store.ts';
import { runStoreCommand, storeCommandError, tell } from './store-command.ts';

await runStoreCommand('backup-usage', true, ({ folder, file }) => {
  if (existsSync(file)) throw storeCommandError('file-exists', { file });
  if (!existsSync(join(folder, databaseFileName))) throw storeCommandError('no-database', { folder });
  const { count, left } = backUp(folder, resolve(file));
  tell('backed-up', { file });
  if (count > 0) tell('detectors-in-it', { count: `${count}` });
  if (left.length > 0) tell('detectors-left-out', { names: left.join(', ') });
});
