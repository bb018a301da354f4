import { readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import { writeWhole } from '../engine/write-whole.ts';

const longestBytes = 1_000_000;

/**
 * A small file of settings. What cannot be read or is not of the schema counts as absent: the program starts with what it
 * would start with on a fresh machine, and the next `write` replaces it.
 */
export type JsonFile<T> = { read(): T; write(value: T): void };

/** @param schema has to accept `{}` */
export function jsonFile<S extends z.ZodType>(path: string, schema: S): JsonFile<z.output<S>> {
  return {
    read: () => {
      try {
        if (statSync(path).size <= longestBytes) return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        // Absent or damaged.
      }
      return schema.parse({});
    },
    write: (value) => writeWhole(path, JSON.stringify(value, null, 2)),
  };
}
