import { http } from '../../electron/contract/http.ts';
import type { Language } from '../../electron/contract/words.ts';
import { startCrowdedEngine } from '../support/crowded-engine.ts';
import type { FakeShellOptions } from '../support/fake-bridge.ts';
import { openWindow, removeData, startEngine, type Window } from '../support/engine.ts';
import { namesOf } from './names.ts';

export const person = { username: 'chief', password: 'watchhouse-demo' };

/** An engine to take pictures of, and what is needed to get in. */
export type World = {
  readonly address: string;
  readonly setupKey: string | null;
  /** Address of the demonstration's camera, where there is one. */
  readonly camera: string | null;
  /** A made-up desktop shell around the page. */
  readonly bridge?: Partial<FakeShellOptions>;
  readonly engineGoes: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The real engine before its first account. */
export async function newWorld(): Promise<World> {
  const engine = await startEngine({ env: { WATCHHOUSE_FOOTAGE: '/nowhere' } });
  const close = async (): Promise<void> => {
    await engine.kill();
    removeData(engine);
  };
  return { address: engine.address, setupKey: engine.setupKey, camera: null, engineGoes: () => engine.kill(), close };
}

/** The real engine with the drawn street on several cameras, some of them in trouble, and its first events. */
export async function streetWorld(language: Language): Promise<World> {
  const engine = await startEngine({ env: { WATCHHOUSE_FOOTAGE: '/nowhere' } });
  const cookie = await post(engine.address, http.firstAccount, { setupKey: engine.setupKey, ...person, language });
  const window = await openWindow(engine.address, cookie);
  await window.call('demo.start', {});
  const first = (await window.call('cameras.list', {}))[0]?.camera;
  if (first === undefined) throw new Error('the demonstration has no camera');
  const names = namesOf(language);
  for (const name of names.live) {
    const added = await window.call('cameras.add', { draft: { name, address: first.address, analysisFps: 2, recording: 'events', keepDays: 2 } });
    if (name === names.live[0]) await window.call('cameras.setScene', { cameraId: added.id, scene: first.scene });
  }
  for (const [name, address] of names.inTrouble(first.address)) await window.call('cameras.add', { draft: { name, address, enabled: !address.endsWith('/off') } });
  await eventsWithClips(window, 4, 120_000);
  await decideSome(window, language);
  window.close();
  const close = async (): Promise<void> => {
    await engine.kill();
    removeData(engine);
  };
  return { address: engine.address, setupKey: null, camera: first.address, engineGoes: () => engine.kill('SIGKILL'), close };
}

async function eventsWithClips(window: Window, wanted: number, withinMs: number): Promise<void> {
  for (const until = Date.now() + withinMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 1000))) {
    const { rows } = await window.call('events.list', { filter: {} });
    if (rows.filter(({ clip }) => clip === 'ready').length >= wanted) return;
  }
}

async function decideSome(window: Window, language: Language): Promise<void> {
  const { rows } = await window.call('events.list', { filter: {} });
  const oldest = rows.filter(({ clip }) => clip === 'ready').at(-1);
  if (oldest !== undefined) await window.call('events.decide', { eventId: oldest.id, state: 'confirmed', note: namesOf(language).note });
}

/** Made-up cameras by the dozen and ten thousand events, with a real database behind them. */
export async function crowdWorld(language: Language): Promise<World> {
  const engine = await startCrowdedEngine({ events: 10_000, cameras: 64, language });
  return { address: engine.address, setupKey: null, camera: null, engineGoes: () => engine.stop(), close: () => engine.stop() };
}

/** Few made-up cameras and events, seen through a made-up desktop shell. */
export async function desktopWorld(language: Language): Promise<World> {
  const engine = await startCrowdedEngine({ events: 300, language });
  const crashes = [
    { id: 'engine-1.dmp', at: Date.UTC(2026, 10, 20, 3, 14, 5), bytes: 1_240_000 },
    { id: 'renderer-7.dmp', at: Date.UTC(2026, 10, 23, 16, 2, 44), bytes: 860_000 },
  ];
  return { address: engine.address, setupKey: null, camera: null, bridge: { crashes }, engineGoes: () => engine.stop(), close: () => engine.stop() };
}

async function post(address: string, path: string, body: unknown): Promise<string> {
  const answer = await fetch(new URL(path, address), { method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(address).origin }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
