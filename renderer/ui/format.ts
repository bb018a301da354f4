import type { Language } from '../../electron/contract/words.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(language: Language, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language} ${key}`;
  const known = formats.get(id) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', options);
  formats.set(id, known);
  return known;
}

/** Time of day with seconds on a 24-hour clock: 22:14:03. */
export function formatClock(at: number, language: Language): string {
  return dateFormat(language, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at);
}

/** A day as the language writes it: 2026年7月3日, 3 July 2026. */
export function formatDay(at: number, language: Language): string {
  return dateFormat(language, 'day', { year: 'numeric', month: 'long', day: 'numeric' }).format(at);
}

/** Day in short and time with seconds: 7月3日 22:14:03; the year only when it is not the present one. */
export function formatMoment(at: number, now: number, language: Language): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const date = dateFormat(language, sameYear ? 'short-day' : 'short-day-year', {
    ...(sameYear ? {} : { year: 'numeric' as const }), month: 'short', day: 'numeric',
  }).format(at);
  return `${date} ${formatClock(at, language)}`;
}

/** True when both times lie on the same local day. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** How long ago in the largest fitting unit: 3 分钟前, 3 minutes ago; under five seconds: 刚刚, now. */
export function formatAgo(at: number, now: number, language: Language): string {
  return relativeTime(at, now, language).replace(/(\d)(?=\p{Script=Han})/u, '$1 ');
}

function relativeTime(at: number, now: number, language: Language): string {
  const past = Math.max(0, now - at);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (past < 5 * second) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  if (past < minute) return relative.format(-Math.floor(past / second), 'second');
  if (past < hour) return relative.format(-Math.floor(past / minute), 'minute');
  if (past < day) return relative.format(-Math.floor(past / hour), 'hour');
  return relative.format(-Math.floor(past / day), 'day');
}

const units = {
  'zh-CN': { day: '天', hour: '小时', minute: '分', second: '秒', gap: ' ', join: ' ' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's', gap: ' ', join: ' ' },
} as const;

/** A length of time in its two largest units: 2 小时 5 分, 2 h 5 min; below ten seconds with one decimal. */
export function formatDuration(ms: number, language: Language): string {
  const word = units[language];
  if (ms < 10 * second) return `${(Math.round(ms / 100) / 10).toString()}${word.gap}${word.second}`;
  const parts = [
    [Math.floor(ms / day), word.day],
    [Math.floor((ms % day) / hour), word.hour],
    [Math.floor((ms % hour) / minute), word.minute],
    [Math.floor((ms % minute) / second), word.second],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${word.gap}${unit}`)
    .join(word.join);
}

/** Position in a clip: 0:07.4, 12:03.0. */
export function formatPosition(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  return `${Math.floor(tenths / 600)}:${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`;
}

/** Bytes in decimal units as disks are sold: 2 GB, 512 MB, 1.5 TB. */
export function formatBytes(bytes: number): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000;
    step++;
  }
  return `${value < 10 && step > 0 ? (Math.round(value * 10) / 10).toString() : Math.round(value)} ${steps[step] ?? ''}`;
}

/** A count with the language's digit grouping: 10,000. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}
