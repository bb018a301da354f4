import { setTimeout as sleep } from 'node:timers/promises';
import type { EventSummary } from '../../electron/contract/event.ts';
import { drawnStreetVideo } from '../support/drawn-camera.ts';
import { openLive, watchAlarms, type Alarm } from '../support/live-viewer.ts';
import { launchChromium, signedInPage } from '../support/page.ts';
import { percentile } from '../support/percentile.ts';
import { pavementWatched, Station } from '../support/station.ts';
import type { BenchRow } from './row.ts';

const wanted = 26;
const fewest = 20;
/** The database keeps whole milliseconds. */
const roundedMs = 1;
const longestMs = 300_000;

type Measured = {
  /** From the arrival of the frame in which the rule was met to the event's row in the page. */
  readonly pageMs: number;
  /** From the same arrival until the worker had analysed the frame and a viewer heard of it. */
  readonly workerMs: number;
  /** From the time at which the object entered, as far as pictures tell, to the row. */
  readonly enteredMs: number;
};

/** Runs in the page: notes when each event's row appears, on the wall clock. */
function noteRows(): void {
  const seen: Record<string, number> = {};
  Object.assign(window, { seen });
  new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now();
    for (const row of document.querySelectorAll<HTMLElement>('[data-testid=side-event]')) seen[row.dataset['event'] ?? ''] ??= now;
  }).observe(document, { childList: true, subtree: true });
}

/**
 * How long an event takes from the arrival of its frame at the worker (the frame's own time, set when its packet arrives) to
 * the page in a real Chromium that shows the wall with live tiles: decoding, motion gate, detector, tracker, rule, picture
 * and row on the disk, push, rendering.
 */
export async function benchEventToPage(): Promise<BenchRow[]> {
  const events = new Map<string, EventSummary>();
  const station = new Station({
    servers: 1,
    camerasPerServer: 2,
    videos: [drawnStreetVideo()],
    fps: 10,
    scene: pavementWatched,
    onWindow: (window) => window.on('event', (event) => events.set(event.id, event)),
  });
  const browser = await launchChromium();
  try {
    await station.start();
    const ids = station.cameras.map(({ id }) => id);
    if (!(await station.camerasAre(ids, ({ phase }) => phase === 'live', 60_000))) throw new Error('not all cameras are live');
    const { address } = station.engine;
    const { cookie } = station.window;
    const page = await signedInPage(browser, address, cookie);
    await page.addInitScript(noteRows);
    await page.goto(address);
    await page.getByTestId('wall').waitFor();
    const alarms = new Map<string, readonly Alarm[]>();
    for (const id of ids) alarms.set(id, watchAlarms(await openLive(address, cookie, id)));
    events.clear();
    const begunAt = Date.now();
    const isNew = ({ startedAt }: EventSummary): boolean => startedAt > begunAt;
    const deadline = performance.now() + longestMs;
    while ([...events.values()].filter(isNew).length < wanted && performance.now() < deadline) await sleep(500);
    await sleep(2000);
    const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
    const measured: Measured[] = [];
    for (const { id, cameraId, startedAt } of [...events.values()].filter(isNew)) {
      const pageAt = seen[id];
      const { objects } = await station.window.call('events.get', { eventId: id });
      const first = alarms.get(cameraId)?.find(({ track, at }) => track === objects[0]?.track && at >= startedAt - roundedMs);
      if (pageAt === undefined || first === undefined) continue;
      measured.push({ pageMs: pageAt - first.at, workerMs: first.heardAt - first.at, enteredMs: pageAt - startedAt });
    }
    if (measured.length < fewest) throw new Error(`only ${measured.length} events could be followed`);
    return rows(measured);
  } finally {
    await browser.close();
    await station.end();
  }
}

function rows(measured: readonly Measured[]): BenchRow[] {
  return [0.5, 0.95].flatMap((share) => {
    const of = (ms: (one: Measured) => number): number => percentile(measured.map(ms), share) ?? NaN;
    const [page, worker, entered] = [of(({ pageMs }) => pageMs), of(({ workerMs }) => workerMs), of(({ enteredMs }) => enteredMs)];
    const name = (what: string): string => `${what}, p${share * 100} of ${measured.length} events`;
    const row = (what: string, value: number, reference: string, other: number): BenchRow => ({ name: name(what), value: Math.round(value), unit: 'ms', reference, ratio: Number((value / other).toFixed(2)) });
    return [
      row('frame arrived to event on the page', page, `until the worker had analysed it: ${Math.round(worker)} ms`, worker),
      row('object entered the zone to event on the page', entered, `frame in which it was certain, to the page: ${Math.round(page)} ms`, page),
    ];
  });
}

if (import.meta.main) for (const row of await benchEventToPage()) console.log(JSON.stringify(row));
