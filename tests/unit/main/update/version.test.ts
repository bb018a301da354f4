import { expect, test } from 'vitest';
import { compareVersions, Version } from '../../../../electron/main/update/version.ts';

test('versions are ordered by their numbers, trial versions before the version itself', () => {
  const ordered = ['0.9.12', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'];
  for (const [index, version] of ordered.entries()) {
    expect(compareVersions(version, version)).toBe(0);
    for (const later of ordered.slice(index + 1)) {
      expect(compareVersions(version, later), `${version} < ${later}`).toBeLessThan(0);
      expect(compareVersions(later, version)).toBeGreaterThan(0);
    }
  }
});

test('what is no version is refused', () => {
  for (const text of ['', '1', '1.0', 'v1.0.0', '01.0.0', '1.0.0 ', '1.0.0-', '1.0.0+build', '1.0.0-a..b', '../1.0.0', '9999999.0.0']) expect(Version.safeParse(text).success, text).toBe(false);
});
