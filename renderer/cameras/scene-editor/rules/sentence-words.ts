import { classWords } from '../../../../electron/contract/class-words.ts';
import { ObjectClass } from '../../../../electron/contract/object-class.ts';
import { type ScheduleWindow, type Weekday, weekdays } from '../../../../electron/contract/rule-conditions.ts';
import type { Language, Words } from '../../../../electron/contract/words.ts';

/** Things as a sentence joins them: a, b or c. */
export function joinOr(parts: readonly string[], language: Language): string {
  if (language === 'en') return new Intl.ListFormat('en', { type: 'disjunction' }).format(parts).replace(/, or /, ' or ');
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join('、')}或${last}`;
}

/** Classes as the subject of a sentence: "a person or car", "anything"; 人员或小型车、目标. */
export function spokenClasses(classes: readonly string[], language: Language): string {
  const known = ObjectClass.options.filter((option) => classes.includes(option));
  if (known.length === 0) return '…';
  if (known.length === ObjectClass.options.length) return language === 'en' ? 'anything' : '目标';
  const names = joinOr(known.map((name) => classWords[name][language]), language);
  return language === 'en' ? `a ${names.toLowerCase()}` : names;
}

export const secondsIn = { s: 1, min: 60, h: 3600 } as const;
export type TimeUnit = keyof typeof secondsIn;

const timeUnitWords: Readonly<Record<TimeUnit, Words>> = { s: { 'zh-CN': '秒', en: 's' }, min: { 'zh-CN': '分钟', en: 'min' }, h: { 'zh-CN': '小时', en: 'h' } };

/** The largest unit in which a length of time is two or more, and whole. */
export function timeUnitOf(seconds: number): TimeUnit {
  if (seconds >= 7200 && seconds % 3600 === 0) return 'h';
  return seconds >= 120 && seconds % 60 === 0 ? 'min' : 's';
}

/** A length of time as people say it: 60 s, 10 min, 2 h. */
export function spokenSeconds(seconds: number, language: Language): string {
  const unit = timeUnitOf(seconds);
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(seconds / secondsIn[unit])} ${timeUnitWords[unit][language]}`;
}

export function spokenShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** A day's name in short: Mon, 周一. */
export function dayName(day: Weekday, language: Language): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
}

/** Days with runs drawn together: Mon–Fri, 周一至周五; nothing for every day. */
function spokenDays(days: readonly Weekday[], language: Language): string {
  if (days.length === 7) return '';
  const runs: Weekday[][] = [];
  for (const day of weekdays.filter((name) => days.includes(name))) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && weekdays.indexOf(day) === weekdays.indexOf(last) + 1) run.push(day);
    else runs.push([day]);
  }
  const texts = runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (run.length < 3) return run.map((day) => dayName(day, language));
    return [`${dayName(first, language)}${language === 'en' ? '–' : '至'}${dayName(last, language)}`];
  });
  return texts.join(language === 'en' ? ', ' : '、');
}

function spokenHours({ from, to }: ScheduleWindow, language: Language): string {
  if (from === '00:00' && to === '00:00') return language === 'en' ? 'all day' : '全天';
  const end = to === '00:00' ? '24:00' : to;
  return language === 'en' ? `between ${from} and ${end}` : `${from} 至 ${end} 之间`;
}

const mostSpoken = 3;

/** A schedule as a sentence says it: "between 22:00 and 06:00", "on Mon–Fri between 08:00 and 18:00 or on Sat all day". */
export function spokenSchedule(windows: readonly ScheduleWindow[], language: Language): string {
  if (windows.length === 0) return '…';
  const texts = windows.slice(0, mostSpoken).map((window) => {
    const days = spokenDays(window.days, language);
    const hours = spokenHours(window, language);
    if (language === 'en') return days === '' ? hours : `on ${days} ${hours}`;
    return days === '' || hours === '全天' ? `${days}${hours}` : `${days} ${hours}`;
  });
  const more = windows.length - texts.length;
  if (language === 'en') return `${texts.join(' or ')}${more > 0 ? ` or at ${more} more times` : ''}`;
  return `${texts.join('或')}${more > 0 ? `等 ${windows.length} 个时段` : ''}`;
}
