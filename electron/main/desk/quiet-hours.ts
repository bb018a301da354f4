import type { ShellSettings } from '../../contract/desktop.ts';
import type { Severity } from '../../contract/scene.ts';

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether a moment lies in the quiet hours, by the clock on the wall. `from` counts, `to` does not; both equal: the whole day. */
export function isQuiet({ on, from, to }: ShellSettings['quietHours'], now: Date): boolean {
  if (!on) return false;
  const minute = now.getHours() * 60 + now.getMinutes();
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === end) return true;
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** How an event of a severity is told now. In quiet hours only red ones are shown, and nothing is heard. */
export function howToTell(severity: Severity, settings: Pick<ShellSettings, 'notices' | 'sounds' | 'quietHours'>, now: Date): { readonly notice: boolean; readonly sound: boolean } {
  const quiet = isQuiet(settings.quietHours, now);
  return { notice: settings.notices[severity] && (!quiet || severity === 'red'), sound: settings.sounds[severity] && !quiet };
}
