import { expect, test } from 'vitest';
import { icns, icnsSizes, ico } from '../../../../scripts/package/icon-files.ts';

const picture = (size: number) => ({ size, png: Buffer.from(`picture of ${size}`) });

test('a Windows icon points at each of its pictures', () => {
  const file = ico([16, 48, 256].map(picture));
  expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 3]);
  for (const [index, size] of [16, 48, 256].entries()) {
    const at = 6 + 16 * index;
    expect(file.readUInt8(at)).toBe(size === 256 ? 0 : size);
    const [bytes, offset] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12)];
    expect(file.subarray(offset, offset + bytes).toString()).toBe(`picture of ${size}`);
  }
});

test('an Apple icon’s lengths add up and each type has its picture', () => {
  const file = icns(icnsSizes.map(picture));
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const types: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) types.push(file.toString('latin1', at, at + 4));
  expect(types).toEqual(['icp4', 'icp5', 'ic11', 'ic12', 'ic07', 'ic13', 'ic08', 'ic14', 'ic09', 'ic10']);
  expect(() => icns([picture(16)])).toThrow('32 pixels');
});
