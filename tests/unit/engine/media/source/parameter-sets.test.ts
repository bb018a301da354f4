import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codecStringOf, parameterSetsOf } from '../../../../../electron/engine/media/source/parameter-sets.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const sps = '000000016764000bacb40a0fd80880000003008000000a078a15';
const pps = '0000000168ef0fcb';
const hevcSets = '0000000140010c01ffff01600000030090000003000003003cba024' + '00000000142010101600000030090000003000003003ca00a080f165ba4a4c2f0' + '000000014401c172b46240';

describe('parameter sets', () => {
  it('are found before the first slice, once each, whatever stands between', () => {
    const unit = bytes(`0000000109f0${sps}${pps}000000010605ff${sps}${pps}0000016588${sps}`);
    expect(parameterSetsOf('h264', unit)?.toString('hex')).toBe(sps + pps);
  });

  it('are not there when one kind is missing', () => {
    expect(parameterSetsOf('h264', bytes(`${sps}0000016588`))).toBeNull();
  });

  it('give the codec string of RFC 6381 for H.264', () => {
    expect(codecStringOf('h264', bytes(sps + pps))).toBe('avc1.64000b');
  });

  it('give the codec string of ISO/IEC 14496-15 for H.265', () => {
    const sets = parameterSetsOf('hevc', bytes(hevcSets));
    expect(sets && codecStringOf('hevc', sets)).toBe('hev1.1.6.L60.90');
  });

  it('no bytes of a camera break the search', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('h264', 'hevc'), (data, codec) => {
        const sets = parameterSetsOf(codec, Buffer.concat([bytes(sps), Buffer.from(data)]));
        if (sets) codecStringOf(codec, sets);
      }),
    );
  });
});
