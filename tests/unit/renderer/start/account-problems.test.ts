import { describe, expect, it } from 'vitest';
import { accountProblems } from '../../../../renderer/start/account-problems.ts';

describe('the fields of an account', () => {
  it('are in order with a name of two characters and a password of ten typed twice', () => {
    expect(accountProblems({ username: '李队', password: '0123456789', again: '0123456789' })).toEqual({});
  });

  it('tell everything that is wrong at once', () => {
    expect(accountProblems({ username: ' 李 ', password: '012345678', again: 'x' })).toEqual({ username: 'username-short', password: 'password-short', again: 'again-differs' });
  });
});
