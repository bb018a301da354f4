import type { Words } from '../../contract/words.ts';

export type StoreErrorKind =
  | 'in-use' // another engine holds the data folder
  | 'folder-unusable' // not a folder, or it cannot be made or written to
  | 'corrupt' // the file is not a sound database
  | 'newer-schema' // written by a later version of the program
  | 'migration-failed'
  | 'disk-full'
  | 'not-a-backup'; // a file offered for restore that is none

const sentences: Record<StoreErrorKind, Words> = {
  'in-use': {
    'zh-CN': '该数据文件夹正被另一个岗亭程序使用。请先关闭它，或换一个数据文件夹。',
    en: 'Another Watchhouse is using this data folder. Close it first, or choose another data folder.',
  },
  'folder-unusable': {
    'zh-CN': '数据文件夹无法建立或写入。请检查路径和权限，或换一个数据文件夹（--data）。',
    en: 'The data folder cannot be made or written to. Check its path and permissions, or choose another one (--data).',
  },
  corrupt: {
    'zh-CN': '数据库文件已损坏，未做任何改动。请联系技术组恢复最近的备份（npm run -s restore -- 备份文件），没有备份时可从录像重建（npm run -s rebuild）。',
    en: 'The database file is damaged; nothing was changed. Ask the technical group to restore the latest backup (npm run -s restore -- FILE) or, without one, to rebuild it from the recordings (npm run -s rebuild).',
  },
  'newer-schema': {
    'zh-CN': '数据库由较新版本的岗亭写入。请更新程序，或恢复更新前的备份。',
    en: 'The database was written by a newer Watchhouse. Update the program, or restore a backup from before the update.',
  },
  'migration-failed': {
    'zh-CN': '数据库升级失败，已恢复到升级前的状态，数据没有丢失；升级前的副本也保留在 backups 文件夹中。请重新安装更新前的版本，或联系技术组。',
    en: 'Upgrading the database failed. It was put back as it was before and nothing is lost; a copy is kept in the backups folder too. Go back to the version from before the update, or ask for help.',
  },
  'disk-full': {
    'zh-CN': '磁盘已满，数据未能写入。请清理磁盘后重试。',
    en: 'The disk is full and data could not be written. Free some space, then try again.',
  },
  'not-a-backup': {
    'zh-CN': '该文件不是岗亭的备份。',
    en: 'This file is not a Watchhouse backup.',
  },
};

/** What can go wrong with the database as a whole, with a sentence for people that says what to do. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind;
  readonly words: Words;
  readonly file: string;

  /** @param words in place of the kind's own sentence */
  constructor(kind: StoreErrorKind, file: string, cause?: unknown, words: Words = sentences[kind]) {
    super(`${words.en} (${file})`, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.kind = kind;
    this.words = words;
    this.file = file;
  }
}

/** The result code SQLite gave, e.g. SQLITE_FULL; null for other errors. */
export function sqliteCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null;
}

/** True when an error means that there was no room left to write. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof StoreError) return error.kind === 'disk-full';
  if (sqliteCode(error) === 'SQLITE_FULL') return true;
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** True when the database takes nothing for now, whatever it is given: there is no room, or another process holds it. */
export function takesNothing(error: unknown): boolean {
  const code = sqliteCode(error);
  return isDiskFull(error) || code?.startsWith('SQLITE_BUSY') === true || code?.startsWith('SQLITE_LOCKED') === true;
}
