import type { Page } from 'playwright/test';
import { CameraDraft, type Camera } from '../../electron/contract/camera.ts';
import type { Scene } from '../../electron/contract/scene.ts';
import { openWindow, preferCompiledEngine, removeData, startEngine, type Window } from './engine.ts';
import { signIn } from './page.ts';
import { createFirstPerson } from './person.ts';
import { startRtspCamera, type RtspCamera, type RtspMount } from './rtsp-camera.ts';

/** A zone over nearly the whole picture with an intrusion rule: whatever moves is an event. */
export const anywhere: Scene = {
  zones: [{ id: 'all', name: 'All', points: [{ x: 0.02, y: 0.02 }, { x: 0.98, y: 0.02 }, { x: 0.98, y: 0.98 }, { x: 0.02, y: 0.98 }] }],
  lines: [],
  behaviors: [{ id: 'in', behavior: 'intrusion', enabled: true, zone: 'all', settings: {} }],
  ground: null,
};

export type Station = {
  readonly camera: RtspCamera;
  /** A signed-in window without pictures. */
  readonly desk: Window;
  readonly add: (name: string, mount: string, more?: Partial<CameraDraft>, scene?: Scene) => Promise<Camera>;
  readonly removeAll: () => Promise<void>;
  /** Signs the page in and opens a screen by its name in the rail. */
  readonly open: (page: Page, screen: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The compiled engine on a fresh data folder with its first account, and a real RTSP camera with the given mounts. */
export async function startStation(mounts: readonly RtspMount[]): Promise<Station> {
  preferCompiledEngine();
  const camera = await startRtspCamera({ mounts });
  const engine = await startEngine();
  const desk = await openWindow(engine.address, await createFirstPerson(engine.address, engine.setupKey ?? ''));
  return {
    camera,
    desk,
    add: async (name, mount, more = {}, scene) => {
      const added = await desk.call('cameras.add', { draft: CameraDraft.parse({ name, address: camera.url(mount), ...more }) });
      return scene === undefined ? added : desk.call('cameras.setScene', { cameraId: added.id, scene });
    },
    removeAll: async () => {
      for (const { camera: each } of await desk.call('cameras.list', {})) await desk.call('cameras.remove', { cameraId: each.id });
    },
    open: async (page, screen) => {
      await signIn(page, engine.address, desk.cookie);
      await page.goto(engine.address);
      await page.getByTestId(`rail-${screen}`).click();
    },
    stop: async () => {
      desk.close();
      await engine.kill();
      await camera.stop();
      removeData(engine);
    },
  };
}
