const pattern = /^\d{4}-\d{2}-\d{2}\/\d{2}\/(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z(?:-\d{1,3})?\.mp4$/;

/**
 * Name of a segment relative to its camera's folder, by the wall clock in UTC: `2026-11-23/22/20261123T221403123Z.mp4`.
 * `copy` tells apart segments of the same millisecond (a clock that was set back).
 */
export function segmentName(startedAt: number, copy = 0): string {
  const iso = new Date(startedAt).toISOString();
  const compact = iso.replaceAll(/[-:.]/g, '');
  return `${iso.slice(0, 10)}/${iso.slice(11, 13)}/${compact}${copy > 0 ? `-${copy}` : ''}.mp4`;
}

/** Start time that a segment's name tells, null for a name that this program does not give. */
export function startedAtOfName(name: string): number | null {
  const match = pattern.exec(name);
  if (!match) return null;
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second, ms);
  return segmentName(at) === name.replace(/-\d{1,3}\.mp4$/, '.mp4') ? at : null;
}
