import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CameraDraft, type Camera } from '../../electron/contract/camera.ts';
import type { Scene } from '../../electron/contract/scene.ts';
import { engineActor } from '../../electron/engine/accounts/audit.ts';
import { openLog } from '../../electron/engine/log.ts';
import { openHouse, type House } from '../../electron/engine/parts.ts';
import { stillCameras, type StillCameras } from './still-cameras.ts';

export const setupKey = 'key-of-this-test';

export type TestHouse = House & {
  readonly folder: string;
  readonly runtime: StillCameras;
  addCamera(draft?: Partial<CameraDraft>, scene?: Scene): Promise<Camera>;
  close(): Promise<void>;
};

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'watchhouse-test-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Everything on a real data folder, except that cameras stand still. */
export async function openTestHouse(folder = temporaryFolder(), checkScene: (scene: Scene) => void = () => undefined): Promise<TestHouse> {
  const log = openLog(folder);
  const runtime = stillCameras();
  const house = await openHouse({ folder, log, setupKey, runtime, checkScene });
  return {
    ...house,
    folder,
    runtime,
    addCamera: (draft = {}, scene) =>
      house.cameras.add(engineActor, CameraDraft.parse({ name: 'gate', address: 'rtsp://192.0.2.1/main', ...draft }), scene),
    close: async () => {
      await house.store.close();
      log.close();
    },
  };
}
