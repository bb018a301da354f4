import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processesMissing } from '../support/processes.ts';
import { chromiumMissing } from '../support/players.ts';
import { rtspServerMissing } from '../support/rtsp-camera.ts';
import { benchAnalysisCost } from './analysis-cost.ts';
import { benchBusyCameras } from './busy-cameras.ts';
import { benchDecode } from './decode.ts';
import { benchEventToPage } from './event-to-page.ts';
import { inference } from './inference.ts';
import { benchQueue } from './queue.ts';
import type { BenchRow } from './row.ts';
import { benchStartup } from './startup.ts';
import { benchStillCameras } from './still-cameras.ts';

const built = existsSync(join(import.meta.dirname, '../../dist/electron/engine/main.js')) ? null : 'npm start, once, which builds the program';

async function print(rows: AsyncIterable<BenchRow> | Promise<BenchRow[]>): Promise<void> {
  for await (const row of Symbol.asyncIterator in rows ? rows : await rows) console.log(JSON.stringify(row));
}

/** Runs a benchmark where everything that it needs is there; says what is missing otherwise. */
async function where(missing: readonly (string | null)[], name: string, bench: () => Promise<BenchRow[]>): Promise<void> {
  const first = missing.find((one) => one !== null) ?? null;
  if (first === null) await print(bench());
  else console.error(`SKIPPED ${name}: it needs ${first}`);
}

/** Every benchmark, one JSON line a figure: name, value, unit, reference, ratio. */
await print(benchDecode());
await print(inference());
await print(benchQueue());
await where([built, rtspServerMissing(), processesMissing()], 'still cameras', () => benchStillCameras());
await where([processesMissing()], 'cost of analysis', () => benchAnalysisCost());
for (const activity of ['moderate', 'busy'] as const) await where([built, rtspServerMissing(), processesMissing()], `busy cameras, ${activity}`, () => benchBusyCameras(activity));
await where([built, chromiumMissing()], 'start-up', benchStartup);
await where([built, chromiumMissing(), rtspServerMissing()], 'event to page', benchEventToPage);
