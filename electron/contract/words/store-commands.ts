import type { Words } from '../words.ts';

/** What backup, restore and rebuild say; {…} is filled in. */
export const storeCommandWords = {
  'backup-usage': {
    'zh-CN': '用法：npm run -s backup -- 文件 [--data 数据文件夹]（程序运行时也可以备份）',
    en: 'Usage: npm run -s backup -- FILE [--data FOLDER] (also while the program runs)',
  },
  'restore-usage': {
    'zh-CN': '用法：npm run -s restore -- 文件 [--data 数据文件夹]（先关闭程序）',
    en: 'Usage: npm run -s restore -- FILE [--data FOLDER] (close the program first)',
  },
  'rebuild-usage': {
    'zh-CN': '用法：npm run -s rebuild [-- --data 数据文件夹]（先关闭程序）',
    en: 'Usage: npm run -s rebuild [-- --data FOLDER] (close the program first)',
  },
  'labels-usage': {
    'zh-CN': '用法：npm run -s labels -- 文件夹 [--data 数据文件夹]（先关闭程序）',
    en: 'Usage: npm run -s labels -- FOLDER [--data FOLDER] (close the program first)',
  },
  labelled: { 'zh-CN': '{folder}：属实 {confirmed} 段，误报 {dismissed} 段。', en: '{folder}: {confirmed} confirmed and {dismissed} dismissed clips.' },
  'none-labelled': { 'zh-CN': '没有可以导出的已复核片段。', en: 'There are no reviewed clips to lay out.' },
  'labels-without-leave': {
    'zh-CN': '{events} 起事件未导出：所在点位的共享协议没有授权用于校准识别。',
    en: '{events} events were left out: the agreement of their camera does not let clips be used for measuring.',
  },
  'labels-without-clip': { 'zh-CN': '{events} 起事件没有片段，未导出。', en: '{events} events were left out: they have no clip.' },
  'file-exists': { 'zh-CN': '文件 {file} 已存在，未覆盖。', en: '{file} exists already and was not overwritten.' },
  'no-database': { 'zh-CN': '{folder} 中没有数据库。', en: 'There is no database in {folder}.' },
  'backed-up': {
    'zh-CN': '已备份到 {file}。备份不含录像、图片和密钥文件 station.key，请把该密钥另行妥善保管。',
    en: 'Backed up to {file}. Recordings, pictures and the key file station.key are not in it; keep that key in a safe place of its own.',
  },
  'detectors-in-it': { 'zh-CN': '含导入的检测模型 {count} 个。', en: '{count} imported detectors are in it.' },
  'detectors-left-out': {
    'zh-CN': '未备份的检测模型：{names}。模型文件缺失、损坏或过大。',
    en: 'Detectors left out: {names}. Their files are missing, changed or too large.',
  },
  restored: { 'zh-CN': '已从 {file} 恢复。', en: 'Restored from {file}.' },
  'events-back': {
    'zh-CN': '备份之后的事件 {events} 个已从图片和短片中找回，需重新复核。',
    en: '{events} events newer than the backup came back from their pictures and clips; they wait for a decision again.',
  },
  'detectors-back': { 'zh-CN': '导入的检测模型已恢复 {count} 个。', en: '{count} imported detectors are back.' },
  'detectors-lost': {
    'zh-CN': '缺少模型文件：{names}。请重新导入，在此之前相关点位用内置模型。',
    en: 'Without a file: {names}. Import them again; until then their cameras look with the built-in detector.',
  },
  'old-kept': { 'zh-CN': '原数据库保留为 {file}。', en: 'The old database is kept as {file}.' },
  rebuilt: {
    'zh-CN': '重建完成：新增事件 {events} 个，录像段 {segments} 个；无法读取的文件 {unreadable} 个。',
    en: 'Rebuilt: {events} events and {segments} recording segments added; {unreadable} files could not be read.',
  },
  salvaged: {
    'zh-CN': '从损坏的数据库中救回：账号 {accounts} 个、摄像机 {cameras} 个、事件 {events} 个、复核记录 {decisions} 条。',
    en: 'Saved from the damaged database: {accounts} accounts, {cameras} cameras, {events} events, {decisions} decisions.',
  },
  failed: { 'zh-CN': '未能完成：{detail}', en: 'It could not be done: {detail}' },
} as const satisfies Record<string, Words>;
export type StoreCommandText = keyof typeof storeCommandWords;
