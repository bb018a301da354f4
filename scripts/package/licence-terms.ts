/** Licences whose works may be part of a GPL-3.0-or-later program. @see https://www.gnu.org/licenses/license-list.html */
const compatible = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC-BY-4.0', 'CC0-1.0', 'GPL-2.0-or-later', 'GPL-3.0-only',
  'GPL-3.0-or-later', 'ISC', 'LGPL-2.1-or-later', 'LGPL-3.0-only', 'LGPL-3.0-or-later', 'MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'Python-2.0',
  'Unlicense', 'WTFPL', 'Zlib', 'blessing',
]);

/** Words that say nothing about what is allowed. */
const unknown = new Set(['', 'UNKNOWN', 'UNLICENSED', 'SEE LICENSE IN LICENSE', 'NONE']);

export type Verdict = 'fits' | 'unknown' | 'incompatible';

/**
 * Whether an SPDX licence expression (`MIT`, `(MIT OR GPL-2.0-only)`, `A AND B`) may be part of the program: one side of
 * an OR is enough, both sides of an AND are needed.
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function judgeLicence(expression: string): Verdict {
  const words = expression.replaceAll(/[()]/g, ' $& ').split(/\s+/).filter((word) => word !== '');
  if (unknown.has(expression.trim().toUpperCase()) || words.length === 0) return 'unknown';
  let at = 0;
  const single = (): Verdict => {
    const word = words[at++];
    if (word === '(') {
      const inner = either();
      if (words[at++] !== ')') return 'unknown';
      return inner;
    }
    if (word === undefined || /^(OR|AND|WITH|\))$/.test(word)) return 'unknown';
    // An exception only allows more.
    if (words[at] === 'WITH') at += 2;
    return compatible.has(word) ? 'fits' : 'incompatible';
  };
  const both = (): Verdict => {
    const verdicts = [single()];
    while (words[at] === 'AND') {
      at++;
      verdicts.push(single());
    }
    return verdicts.find((verdict) => verdict !== 'fits') ?? 'fits';
  };
  function either(): Verdict {
    const verdicts = [both()];
    while (words[at] === 'OR') {
      at++;
      verdicts.push(both());
    }
    return verdicts.includes('fits') ? 'fits' : (verdicts[0] ?? 'unknown');
  }
  const verdict = either();
  return at === words.length ? verdict : 'unknown';
}
