/** Splits items into the parts that hang together, each chained by pairs that are linked. */
export function connected<T>(items: readonly T[], linked: (a: T, b: T) => boolean): T[][] {
  const left = new Set(items);
  const parts: T[][] = [];
  for (const item of items) {
    if (!left.delete(item)) continue;
    const part = [item];
    for (const one of part)
      for (const other of left)
        if (linked(one, other)) {
          left.delete(other);
          part.push(other);
        }
    parts.push(part);
  }
  return parts;
}
