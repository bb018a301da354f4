/** H.264 NAL unit types (ITU-T H.264, table 7-1). */
export const nalType = { idr: 5, sps: 7, pps: 8, accessUnitDelimiter: 9 } as const;

/** Cuts an Annex-B access unit into its NAL units without start codes and trailing zeros (H.264, B.1). */
export function splitAnnexB(data: Uint8Array): Uint8Array[] {
  const units: Uint8Array[] = [];
  let start = -1;
  const end = (until: number): void => {
    if (start < 0) return;
    let last = until;
    while (last > start && data[last - 1] === 0) last--;
    if (last > start) units.push(data.subarray(start, last));
  };
  for (let index = 0; index + 2 < data.length; index++) {
    if (data[index] !== 0 || data[index + 1] !== 0 || data[index + 2] !== 1) continue;
    end(index);
    start = index + 3;
    index += 2;
  }
  end(data.length);
  return units;
}

export function nalTypeOf(unit: Uint8Array): number {
  return (unit[0] ?? 0) & 0x1f;
}
