import { expect, it } from 'vitest';
import { isUpdateSource } from '../../../../../renderer/station/workstation/update-source.ts';

it('takes folders, shares and web addresses as the place of new versions, and nothing', () => {
  for (const source of ['', '  ', '/srv/updates', 'D:\\updates', '\\\\server\\share', 'http://10.0.0.5/watchhouse', 'https://files.station.example/']) expect(isUpdateSource(source), source).toBe(true);
});

it('takes neither half a path nor another scheme', () => {
  for (const source of ['updates', '../updates', 'ftp://10.0.0.5/', 'file:///srv', 'http//server']) expect(isUpdateSource(source), source).toBe(false);
});
