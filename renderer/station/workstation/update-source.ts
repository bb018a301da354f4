/** Whether this can be where new versions are put: nothing, a folder's full path, a share, or an http(s) address. */
export function isUpdateSource(text: string): boolean {
  const source = text.trim();
  if (source === '' || /^(?:\/|[A-Za-z]:[\\/]|\\\\[^\\]+\\)/.test(source)) return true;
  try {
    return ['http:', 'https:'].includes(new URL(source).protocol);
  } catch {
    return false;
  }
}
