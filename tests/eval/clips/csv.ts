/** Reads comma-separated text (RFC 4180): quoted cells may hold commas, quotes written twice, and line breaks. Empty lines are left out. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    cell = '';
  };
  const chars = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (chars[i + 1] === '"') cell += chars[i++] ?? '';
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  endRow();
  return rows;
}
