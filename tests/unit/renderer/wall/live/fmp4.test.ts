import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decoder, Demuxer } from 'node-av/api';
import { describe, expect, it } from 'vitest';
import { nalTypeOf, splitAnnexB } from '../../../../../renderer/wall/live/annex-b.ts';
import { createMuxer, toSampleData } from '../../../../../renderer/wall/live/fmp4.ts';
import { accessUnits, tinyH264 } from './tiny-h264.ts';

const config = { codec: 'avc1.42c00a', width: 64, height: 48 };
const startedAt = 1_790_000_000_000;

function muxed(): Uint8Array[] {
  const muxer = createMuxer(config);
  const units = accessUnits(tinyH264);
  const all = [...units, units[0] as Uint8Array];
  return all.flatMap((data, index) => muxer.push({ at: startedAt + index * 100, key: index % 3 === 0, data }));
}

describe('Annex-B', () => {
  it('is cut into NAL units after three and four byte start codes, without trailing zeros', () => {
    const units = splitAnnexB(Uint8Array.of(0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 0, 1, 0x65, 3, 3));
    expect(units.map((unit) => [...unit])).toEqual([[0x67, 1], [0x68, 2], [0x65, 3, 3]]);
  });

  it('without a start code holds nothing', () => {
    expect(splitAnnexB(Uint8Array.of(1, 2, 3, 4))).toEqual([]);
  });

  it('becomes length-prefixed units without parameter sets and delimiters', () => {
    const [first] = accessUnits(tinyH264);
    const kept = splitAnnexB(first as Uint8Array).filter((unit) => ![7, 8, 9].includes(nalTypeOf(unit)));
    expect(toSampleData(splitAnnexB(first as Uint8Array)).byteLength).toBe(kept.reduce((sum, unit) => sum + 4 + unit.byteLength, 0));
  });
});

describe('the fragmented MP4 for MediaSource', () => {
  it('begins with its initialisation segment, then one fragment for each picture', () => {
    const types = muxed().map((bytes) => String.fromCharCode(...bytes.subarray(4, 8)));
    expect(types).toEqual(['ftyp', 'moof', 'moof', 'moof', 'moof', 'moof', 'moof']);
  });

  it('starts nothing before a key frame', () => {
    const muxer = createMuxer(config);
    const [, second] = accessUnits(tinyH264);
    expect(muxer.push({ at: startedAt, key: false, data: second as Uint8Array })).toEqual([]);
    expect(muxer.originAt()).toBeNull();
  });

  it('is read by FFmpeg with every picture at its time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fmp4-'));
    const file = join(folder, 'live.mp4');
    try {
      await writeFile(file, Buffer.concat(muxed()));
      await using demuxer = await Demuxer.open(file);
      const video = demuxer.video();
      if (video === undefined) throw new Error('no video');
      using decoder = await Decoder.create(video);
      const seen: { ms: number; width: number; height: number }[] = [];
      for await (const frame of decoder.frames(demuxer.packets(video.index))) {
        if (frame === null) break;
        seen.push({ ms: Math.round(Number(frame.pts) / 90), width: frame.width, height: frame.height });
        frame.free();
      }
      expect(seen.map(({ ms }) => ms)).toEqual([0, 100, 200, 300, 400, 500]);
      expect(seen[0]).toMatchObject({ width: 64, height: 48 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
