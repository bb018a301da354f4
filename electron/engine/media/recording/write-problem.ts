/** Why recording to a file failed. */
export type WriteProblem = 'disk-full' | 'no-permission' | 'folder-missing' | 'disk-error' | 'disk-slow' | 'stream';

const problems: Readonly<Record<string, WriteProblem>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
};

/** Tells a file system's errors apart; everything unknown (EIO, ENODEV, …) is the disk itself. */
export function writeProblemOf(error: unknown): WriteProblem {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return (typeof code === 'string' ? problems[code] : undefined) ?? 'disk-error';
}
