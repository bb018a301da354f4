import { expect, it } from 'vitest';
import { eventFileName } from '../../../../renderer/review/file-name.ts';

const startedAt = new Date(2026, 10, 4, 9, 5, 3).getTime();

it('names a file after time, camera and behaviour, so that files sort by time', () => {
  expect(eventFileName({ startedAt, cameraName: '平安里小区北门' }, '区域入侵')).toBe('2026-11-04 09-05-03 平安里小区北门 区域入侵');
});

it('leaves out what a file system refuses, and gets no longer than it may', () => {
  expect(eventFileName({ startedAt, cameraName: 'Gate 3/4: "north"\n' }, 'Line <crossing>')).toBe('2026-11-04 09-05-03 Gate 3 4 north Line crossing');
  expect(eventFileName({ startedAt, cameraName: 'x'.repeat(300) }, 'Fight')).toHaveLength(100);
});
