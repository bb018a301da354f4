import { expect, test } from 'vitest';
import { judgeLicence } from '../../../../scripts/package/licence-terms.ts';
import { checkLicences, importedByWindows, licenceOf } from '../../../../scripts/package/licences.ts';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

test('licences of the field fit GPL-3.0-or-later', () => {
  for (const licence of ['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', '(MIT OR CC0-1.0)', 'MIT AND Apache-2.0', 'GPL-3.0-or-later', 'Apache-2.0 WITH LLVM-exception']) expect(judgeLicence(licence), licence).toBe('fits');
});

test('one that forbids it is found, also inside an expression', () => {
  for (const licence of ['GPL-2.0-only', 'SSPL-1.0', 'CC-BY-NC-4.0', 'BUSL-1.1', 'MIT AND SSPL-1.0', '(GPL-2.0-only OR SSPL-1.0)', 'MIT AND (SSPL-1.0 AND ISC)']) expect(judgeLicence(licence), licence).toBe('incompatible');
  for (const licence of ['GPL-2.0-only OR MIT', 'MIT AND (SSPL-1.0 OR ISC)']) expect(judgeLicence(licence), licence).toBe('fits');
});

test('what says nothing is no licence', () => {
  for (const licence of ['', 'UNLICENSED', 'SEE LICENSE IN LICENSE', 'MIT OR', '(MIT', 'MIT)', 'OR']) expect(judgeLicence(licence), licence).toBe('unknown');
});

test('the check names every package that does not fit', () => {
  expect(() => checkLicences([{ name: 'fine', version: '1.0.0', licence: 'MIT' }])).not.toThrow();
  const bad = [{ name: 'nothing-said', version: '1.0.0', licence: '' }, { name: 'not-free', version: '2.0.0', licence: 'SSPL-1.0' }];
  expect(() => checkLicences(bad)).toThrow(/nothing-said 1\.0\.0: no known licence[\s\S]*not-free 2\.0\.0: SSPL-1\.0 does not fit/);
});

test('old ways of naming a licence are read', () => {
  const manifest = { name: 'a', version: '1.0.0', dependencies: {}, optionalDependencies: {}, peerDependencies: {} };
  expect(licenceOf({ ...manifest, license: { type: 'MIT' } })).toBe('MIT');
  expect(licenceOf({ ...manifest, licenses: [{ type: 'MIT' }, { type: 'Apache-2.0' }] })).toBe('MIT OR Apache-2.0');
  expect(licenceOf(manifest)).toBe('');
});

test('what the windows import counts as shipped', () => {
  expect(importedByWindows(root)).toEqual(expect.arrayContaining(['@fontsource/noto-sans-sc', '@mantine/core', 'dayjs', 'react', 'zod']));
});
