// The desktop program beside browser mode, both idle in one run: node tests/bench/desktop.ts [--minutes N]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { startProgram, createAccount, isRealElectron, removeWorkstation } from '../desktop/support/program.ts';
import { callEngine } from '../desktop/support/page.ts';
import { preferCompiledEngine, removeData, startEngine } from '../support/engine.ts';
import { createFirstPerson } from '../support/person.ts';
import { percentile } from '../support/percentile.ts';
import { chromiumPath } from '../support/players.ts';
import { family, sampleProcess } from '../support/processes.ts';
import type { BenchRow } from './row.ts';

const everyMs = 10_000;
const starts = 5;
const shell = isRealElectron ? 'Electron' : 'stand-in (its main process is Node, its windows are Debian’s Chromium: what it says of speed and memory of Electron itself is nothing)';

type Sample = { readonly rssBytes: number; readonly cpuMs: number };

function sampleFamily(root: number): Sample {
  const samples = family(root).map(sampleProcess).filter((sample) => sample !== null);
  return { rssBytes: samples.reduce((sum, { rssBytes }) => sum + rssBytes, 0), cpuMs: samples.reduce((sum, { cpuMs }) => sum + cpuMs, 0) };
}

const median = (values: readonly number[]): number => percentile(values, 0.5) ?? NaN;

/** From the start of the program until its first window can be used, and in browser mode until the page can. */
async function benchStart(): Promise<BenchRow[]> {
  const desktop: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < starts; round++) {
    let startedAt = performance.now();
    const program = await startProgram();
    await program.page.getByTestId('first-account').waitFor();
    desktop.push(performance.now() - startedAt);
    await program.quit();
    removeWorkstation(program);

    startedAt = performance.now();
    const engine = await startEngine();
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage();
    await page.goto(`${engine.address}#setup=${engine.setupKey ?? ''}`);
    await page.getByTestId('first-account').waitFor();
    alone.push(performance.now() - startedAt);
    await browser.close();
    await engine.kill();
    removeData(engine);
  }
  return [{ name: `start of the desktop program to its first window, ${shell}, median of ${starts}`, value: Math.round(median(desktop)), unit: 'ms', reference: `engine and Chromium in browser mode: ${Math.round(median(alone))} ms`, ratio: Number((median(desktop) / median(alone)).toFixed(2)) }];
}

/** Both stand idle on the wall without cameras for as long; every ten seconds memory and CPU time of each are read. */
async function benchIdle(minutes: number): Promise<BenchRow[]> {
  const program = await startProgram();
  await createAccount(program.page);
  await program.page.reload();
  await program.page.getByTestId('rail-wall').waitFor();
  const engine = await startEngine();
  const cookie = await createFirstPerson(engine.address, engine.setupKey ?? '');
  const profile = mkdtempSync(join(tmpdir(), 'watchhouse-profile-'));
  const server = await chromium.launchServer({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--headless'] });
  const browser = await chromium.connect(server.wsEndpoint());
  const context = await browser.newContext({ viewport: { width: 1600, height: 960 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: engine.address }]);
  const page = await context.newPage();
  await page.goto(engine.address);
  await page.getByTestId('rail-wall').waitFor();
  await sleep(30_000);

  const shellPid = await program.app.evaluate(() => process.pid);
  const roots = { desktop: [shellPid], browser: [engine.pid, server.process().pid ?? 0] };
  const read = (pids: readonly number[]): Sample => {
    const each = pids.map(sampleFamily);
    return { rssBytes: each.reduce((sum, { rssBytes }) => sum + rssBytes, 0), cpuMs: each.reduce((sum, { cpuMs }) => sum + cpuMs, 0) };
  };
  const series: Record<keyof typeof roots, Sample[]> = { desktop: [], browser: [] };
  const startedAt = performance.now();
  while (performance.now() - startedAt < minutes * 60_000) {
    for (const mode of ['desktop', 'browser'] as const) series[mode].push(read(roots[mode]));
    await sleep(everyMs);
  }
  const elapsedMs = performance.now() - startedAt;
  const says = await callEngine(program.page, 'station.status', {});
  const facts = (samples: readonly Sample[]) => {
    const rss = samples.map(({ rssBytes }) => rssBytes);
    const tenth = Math.max(1, Math.floor(rss.length / 10));
    return {
      rss: median(rss) / 1e6,
      growth: (median(rss.slice(-tenth)) - median(rss.slice(0, tenth))) / 1e6,
      cores: ((samples.at(-1)?.cpuMs ?? 0) - (samples[0]?.cpuMs ?? 0)) / elapsedMs,
    };
  };
  const [desktop, plain] = [facts(series.desktop), facts(series.browser)];
  await browser.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true });
  await engine.kill();
  removeData(engine);
  await program.quit();
  removeWorkstation(program);
  const row = (what: string, figure: number, reference: number, unit: string): BenchRow => ({ name: `idle for ${minutes} minutes, ${what}, all processes, ${shell}`, value: Number(figure.toFixed(3)), unit, reference: `browser mode: ${reference.toFixed(3)} ${unit}`, ratio: Number((figure / reference).toFixed(2)) });
  return [
    row('memory (RSS, shared pages counted in each process)', desktop.rss, plain.rss, 'MB'),
    row('memory, last tenth of the time less the first', desktop.growth, plain.growth, 'MB'),
    row('CPU', desktop.cores, plain.cores, 'cores'),
    { name: 'workers of the idle desktop engine', value: says.workers.length, unit: '', reference: '0', ratio: 1 },
  ];
}

preferCompiledEngine();
if (import.meta.main) {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
  for (const row of [...(await benchStart()), ...(await benchIdle(Number(values.minutes)))]) console.log(JSON.stringify(row));
}
