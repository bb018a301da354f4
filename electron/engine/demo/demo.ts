import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CameraDraft } from '../../contract/camera.ts';
import type { Scene } from '../../contract/scene.ts';
import type { Language } from '../../contract/words.ts';
import type { Child, Launch } from '../process/launch.ts';
import { chooseClips, type DemoClip } from './footage.ts';
import type { DemoJob, FromDemo } from './protocol.ts';
import { sceneIn } from './scenes.ts';

/** What is remembered between starts: which port was used, and which camera shows which clip. */
export type DemoRecord = { readonly port: number; readonly cameras: Readonly<Record<string, string>> };

/** What the demonstration needs of the engine: cameras that can be added like any other, and a place for its record. */
export type DemoHost = {
  addCamera(draft: CameraDraft, scene: Scene): Promise<string>;
  moveCamera(cameraId: string, address: string): Promise<boolean>;
  removeCamera(cameraId: string): Promise<void>;
  /** Names a camera and its places in another language, as far as nobody has named them otherwise. */
  renameCamera(cameraId: string, clip: DemoClip, language: Language): Promise<void>;
  /** The language that names are in now. */
  language(): Promise<Language>;
  load(): Promise<DemoRecord | null>;
  save(record: DemoRecord | null): Promise<void>;
  log(message: string): void;
};

export type DemoOptions = {
  /** Folder for prepared clips. */
  readonly folder: string;
  readonly footageFolder: string | null;
  readonly files: readonly string[];
  readonly host: DemoHost;
  readonly launch: Launch;
};

export type DemoState = { readonly running: boolean; readonly source: 'none' | 'footage' | 'drawn'; readonly progress: number };

/** Footage, or a drawn street, played as RTSP cameras by a process of its own. */
export class Demo {
  readonly #options: DemoOptions;
  #child: Child | null = null;
  #state: DemoState = { running: false, source: 'none', progress: 0 };
  #clips: readonly DemoClip[] = [];

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  get state(): DemoState {
    return this.#state;
  }

  /** Goes on where the last run of the engine left a demonstration. */
  async resume(): Promise<void> {
    if (await this.#options.host.load()) await this.start();
  }

  /** Plays the clips and adds or re-addresses their cameras; resolves with how many there are once they play. */
  async start(): Promise<number> {
    const { host, footageFolder, files } = this.#options;
    if (this.#child) return Object.keys((await host.load())?.cameras ?? {}).length;
    const clips = (this.#clips = chooseClips(footageFolder, files));
    const source = clips.some((clip) => clip.source !== null) ? 'footage' : 'drawn';
    this.#state = { running: true, source, progress: 0 };
    const before = await host.load();
    const { port, mounts } = await this.#play(clips, before?.port ?? 0);
    const cameras: Record<string, string> = {};
    const language = await host.language();
    for (const clip of clips.filter(({ mount }) => mounts.includes(mount))) {
      const address = `rtsp://127.0.0.1:${port}/${clip.mount}`;
      const known = before?.cameras[clip.mount];
      cameras[clip.mount] = known !== undefined && (await host.moveCamera(known, address)) ? known : await host.addCamera(draftOf(clip, address, language), sceneIn(clip.scene, language));
    }
    await host.save({ port, cameras });
    this.#state = { running: true, source, progress: 1 };
    await this.followLanguage();
    return mounts.length;
  }

  /** The demonstration may begin before the first account has chosen a language: names follow that choice. */
  async followLanguage(): Promise<void> {
    const { host } = this.#options;
    const cameras = (await host.load())?.cameras ?? {};
    const language = await host.language();
    for (const clip of this.#clips) {
      const cameraId = cameras[clip.mount];
      if (cameraId !== undefined) await host.renameCamera(cameraId, clip, language);
    }
  }

  /** Ends the demonstration and takes its cameras away. */
  async remove(): Promise<void> {
    const { host } = this.#options;
    for (const cameraId of Object.values((await host.load())?.cameras ?? {})) await host.removeCamera(cameraId);
    await host.save(null);
    this.stop();
  }

  /** Ends the process; a later `resume` goes on. */
  stop(): void {
    const child = this.#child;
    this.#child = null;
    child?.kill();
    this.#state = { running: false, source: 'none', progress: 0 };
  }

  #play(clips: readonly DemoClip[], port: number): Promise<{ port: number; mounts: readonly string[] }> {
    const { folder, host, launch } = this.#options;
    mkdirSync(folder, { recursive: true });
    const job: DemoJob = { port, clips: clips.map(({ mount, source }) => ({ mount, source, prepared: join(folder, preparedName(mount, source)) })) };
    return new Promise((resolve, reject) => {
      const child = launch('demo', { env: process.env }, {
        onMessage: (message) => {
          const told = message as FromDemo;
          if (told.type === 'progress') this.#state = { ...this.#state, progress: told.share };
          else if (told.type === 'skipped') host.log(`demonstration clip ${told.mount} left out: ${told.message}`);
          else resolve(told);
        },
        onExit: () => {
          if (this.#child === child) {
            this.#child = null;
            this.#state = { running: false, source: 'none', progress: 0 };
          }
          reject(new Error('the demonstration ended'));
        },
      });
      this.#child = child;
      child.send(job);
    });
  }
}

/** Changes with the file's size and time, so that another file under the same name is prepared again. */
function preparedName(mount: string, source: string | null): string {
  const version = source === null ? 'street-1' : `${source}:${statSync(source).size}:${statSync(source).mtimeMs}`;
  return `${mount}-${createHash('sha256').update(version).digest('hex').slice(0, 12)}.mp4`;
}

function draftOf(clip: DemoClip, address: string, language: Language): CameraDraft {
  return { name: clip.name[language], address, transport: 'tcp', loop: true, enabled: true, recording: 'events', analysisFps: 5, keepDays: 2, learning: false };
}
