import { expect, it } from 'vitest';
import { passphraseProblem } from '../../../../../renderer/station/workstation/passphrase.ts';

it('takes a passphrase that is long enough and was typed twice', () => {
  expect(passphraseProblem('night shift', 'night shift')).toBeNull();
  expect(passphraseProblem('too short', 'too short')).toBe('short');
  expect(passphraseProblem('night shift', 'night shift ')).toBe('differs');
  expect(passphraseProblem('x'.repeat(257), 'x'.repeat(257))).toBe('short');
});
