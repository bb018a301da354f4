import { describe, expect, it } from 'vitest';
import { writeProblemOf } from '../../../../../electron/engine/media/recording/write-problem.ts';

describe('what keeps a recording from being written is told apart', () => {
  for (const [code, problem] of [['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full'], ['EIO', 'disk-error'], ['EROFS', 'no-permission'], ['EACCES', 'no-permission'], ['ENOENT', 'folder-missing'], ['ENODEV', 'disk-error']] as const)
    it(`${code} is ${problem}`, () => expect(writeProblemOf(Object.assign(new Error(code), { code }))).toBe(problem));
});
