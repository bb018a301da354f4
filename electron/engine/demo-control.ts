import { join } from 'node:path';
import { z } from 'zod';
import { engineActor, type Actor } from './accounts/audit.ts';
import { Refusal } from './accounts/refusal.ts';
import type { DemoControl } from './api/procedures/demo.ts';
import { Demo } from './demo/demo.ts';
import { renamedIn } from './demo/scenes.ts';
import type { EngineOptions } from './options.ts';
import type { House, Part } from './parts.ts';
import type { Launch } from './process/launch.ts';
import { readSetting, writeSetting } from './store/settings.ts';

const settingKey = 'demo';
const Stored = z.object({ record: z.object({ port: z.number(), cameras: z.record(z.string(), z.string()) }).nullable().default(null) });

/** The demonstration wired to the house: its cameras are cameras like any other. */
export function makeDemo(house: House, { data, demo: wanted, files, footageFolder }: EngineOptions, launch: Launch): { part: Part; control: DemoControl } {
  const { cameras, store, log } = house;
  const demo = new Demo({
    folder: join(data, 'demo'),
    footageFolder,
    files,
    launch,
    host: {
      addCamera: async (draft, scene) => (await cameras.add(engineActor, draft, scene)).id,
      moveCamera: async (cameraId, address) => {
        try {
          const camera = await cameras.get(cameraId);
          if (camera.address !== address) await cameras.edit(engineActor, cameraId, { ...camera, address });
          return true;
        } catch (error) {
          if (error instanceof Refusal) return false;
          throw error;
        }
      },
      removeCamera: (cameraId) =>
        cameras.remove(engineActor, cameraId).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        }),
      renameCamera: async (cameraId, { name, scene }, language) => {
        try {
          const camera = await cameras.get(cameraId);
          if (camera.name !== name[language] && Object.values(name).includes(camera.name)) await cameras.edit(engineActor, cameraId, { ...camera, name: name[language] });
          const renamed = renamedIn(camera.scene, scene, language);
          if (JSON.stringify(renamed) !== JSON.stringify(camera.scene)) await cameras.setScene(engineActor, cameraId, renamed);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      },
      language: async () => (await house.accounts.list())[0]?.language ?? 'zh-CN',
      load: async () => (await readSetting(store.db, settingKey, Stored)).record,
      save: (record) => writeSetting(store.db, settingKey, { record }),
      log: (message) => log.say('warn', 'demo', message),
    },
  });
  const told = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.say('error', 'demo', error instanceof Error ? error.message : String(error)));
  };
  house.accounts.onFirst(() => told(demo.followLanguage()));
  return {
    part: {
      name: 'demonstration',
      start: () => {
        told(wanted ? demo.start() : demo.resume());
        return Promise.resolve();
      },
      stop: () => {
        demo.stop();
        return Promise.resolve();
      },
    },
    control: {
      get: () => demo.state,
      start: async (actor: Actor) => {
        await house.audit(actor, 'demo.started');
        return { cameras: await demo.start() };
      },
      stop: async (actor: Actor) => {
        await house.audit(actor, 'demo.stopped');
        await demo.remove();
      },
    },
  };
}
