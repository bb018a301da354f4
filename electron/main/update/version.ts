import { z } from 'zod';

/** A version as in package.json: three numbers, and for a trial version what follows a hyphen. */
export const Version = z.string().max(64).regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*)?$/);

/** Below 0 when `a` comes before `b`, 0 when they are the same. @see https://semver.org/#spec-item-11 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let place = 0; place < 3; place++) {
    const difference = (left.numbers[place] ?? 0) - (right.numbers[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareTrials(left.trial, right.trial);
}

function parse(version: string): { readonly numbers: readonly number[]; readonly trial: readonly string[] } {
  const hyphen = version.indexOf('-');
  const numbers = (hyphen === -1 ? version : version.slice(0, hyphen)).split('.').map(Number);
  return { numbers, trial: hyphen === -1 ? [] : version.slice(hyphen + 1).split('.') };
}

function compareTrials(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const [left = '', right = ''] = [a[place], b[place]];
    if (left === right) continue;
    const areNumbers = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (areNumbers[0] === true && areNumbers[1] === true) return Number(left) - Number(right);
    if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] === true ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
