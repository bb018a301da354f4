import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fleet, type FleetEvents } from '../../../electron/engine/fleet/fleet.ts';
import { forkScript } from '../../../electron/engine/process/launch-node.ts';
import type { CameraRun } from '../../../electron/engine/media/worker-protocol.ts';

/** A worker that does nothing but say in a file which cameras and tests it was given; it could always do a little more than the pace it was told. */
const obedient = `
import { appendFileSync } from 'node:fs';
const say = (what) => appendFileSync(process.env.TOLD, process.pid + ' ' + what + '\\n');
let pace = Number(process.env.PACE ?? 1);
setInterval(() => process.send({ type: 'heartbeat', cpu: 0, rssBytes: 0, pace, provider: 'cpu' }), 100);
process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  if (message.type === 'run') say('runs ' + message.camera.cameraId);
  if (message.type === 'test') say('tests ' + message.testId);
  if (message.type === 'pace' && message.factor < 1) pace = message.factor * 1.08;
  if (message.type === 'shutdown') process.exit(0);
});`;

const address = { kind: 'rtsp', url: 'rtsp://192.0.2.1/main', username: null, password: null, transport: 'tcp', loop: false } as const;
const run: CameraRun = { cameraId: 'camera', main: address, sub: null, scene: { zones: [], lines: [], behaviors: [], ground: null }, analysisFps: 5, recording: 'off', detector: null,
  recordingFolder: '' };

let folder: string;
let fleet: Fleet;
let lost: Parameters<FleetEvents['onLost']>[0][];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchhouse-'));
  writeFileSync(join(folder, 'worker.mjs'), obedient);
  writeFileSync(join(folder, 'told'), '');
  lost = [];
  fleet = fleetOf({});
});

function fleetOf(env: NodeJS.ProcessEnv): Fleet {
  const nothing = (): void => undefined;
  const events: FleetEvents = { onStatus: nothing, onSegment: nothing, onEpisode: nothing, onTest: nothing, onLog: nothing, onLost: (which) => void lost.push(which) };
  return new Fleet({ launch: (options, told) => forkScript(pathToFileURL(join(folder, 'worker.mjs')), options, told), env: { ...process.env, TOLD: join(folder, 'told'), ...env }, events });
}
afterEach(async () => {
  await fleet.stop();
  rmSync(folder, { recursive: true });
});

/** Processes that were told something, in the order of being told first. */
const told = (what: string): number[] => [...new Set(readFileSync(join(folder, 'told'), 'utf8').split('\n').filter((line) => line.endsWith(what)).map((line) => Number(line.split(' ')[0])))];
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the fleet of camera workers', () => {
  it('comes back step by step from the slowest pace', { timeout: 20_000 }, async () => {
    fleet = fleetOf({ PACE: '0.1' });
    fleet.start();
    fleet.apply(run);
    await vi.waitFor(() => expect(fleet.pace).toBe(0.1), { timeout: 10_000 });
    await vi.waitFor(() => expect(fleet.pace).toBeGreaterThan(0.115), { timeout: 8_000 });
  });

  it('runs a camera once, also when a connection is tested while its worker is down', async () => {
    fleet.apply(run);
    await vi.waitFor(() => expect(told('runs camera')).toHaveLength(1), { timeout: 10_000 });
    for (let deaths = 1; deaths <= 2; deaths++) {
      process.kill(told('runs camera').at(-1) ?? 0, 'SIGKILL');
      await vi.waitFor(() => expect(fleet.workers()[0]?.restarts).toBe(deaths), { timeout: 10_000 });
      fleet.test(`test ${deaths}`, address);
      await vi.waitFor(() => expect(told(`tests test ${deaths}`)).toHaveLength(1), { timeout: 10_000 });
      await vi.waitFor(() => expect(told('runs camera')).toHaveLength(deaths + 1), { timeout: 10_000 });
    }
    fleet.apply(run);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const everyone = told('');
    expect(told('runs camera').filter(isAlive)).toHaveLength(1);
    await fleet.stop();
    expect(everyone.filter((pid) => pid > 0 && isAlive(pid))).toEqual([]);
  });

  it('tells whose watch was lost when a worker died, so that what went on there can end', async () => {
    fleet.apply(run);
    await vi.waitFor(() => expect(told('runs camera')).toHaveLength(1), { timeout: 10_000 });
    const killedAt = Date.now();
    process.kill(told('runs camera')[0] ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(lost).toHaveLength(1), { timeout: 10_000 });
    expect(lost[0]?.cameraIds).toEqual(['camera']);
    expect(lost[0]?.since).toBeGreaterThanOrEqual(killedAt);
  });
});
