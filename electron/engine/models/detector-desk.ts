import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { DetectorName, longestDetectorBytes, longestPictureBytes, type CheckPicture, type ClassChoice, type Detector, type DetectorCheck, type DetectorImport, type Detectors } from '../../contract/detector.ts';
import type { Actor } from '../accounts/audit.ts';
import { Refusal } from '../accounts/refusal.ts';
import type { Cameras } from '../nodes/cameras.ts';
import type { TrialAnswer, TrialRequest } from '../vision/detectors/trial/trial-protocol.ts';
import type { Provider } from '../vision/inference/inference-protocol.ts';
import type { Model } from '../vision/model-card.ts';
import type { ImportedDetectors } from './imported-detectors.ts';
import { receiveFile } from './receive-file.ts';

export type DetectorDeskOptions = {
  readonly detectors: ImportedDetectors;
  readonly cameras: Pick<Cameras, 'list' | 'setDetector'>;
  readonly builtIn: Promise<Model>;
  readonly provider: () => Provider;
  readonly threads: number;
  /** Asks a process of its own; never rejects. */
  readonly trial: (request: TrialRequest) => Promise<TrialAnswer>;
  /** The camera's picture now as JPEG; null when there is none. */
  readonly snapshot: (cameraId: string) => Promise<Uint8Array | null>;
};

/** What people do with detectors. Functions throw `Refusal`. */
export type DetectorDesk = {
  list(): Promise<Detectors>;
  /** Takes a file from outside: bounded in size, tried out in a process of its own, kept only if it can be used. */
  take(actor: Actor, name: string, file: Readable): Promise<DetectorImport>;
  /** Keeps a picture for one check; gives its id. */
  takePicture(file: Readable): Promise<string>;
  /** The built-in detector and an imported one on the same picture. */
  check(id: string, picture: CheckPicture): Promise<DetectorCheck>;
  setClasses(actor: Actor, id: string, classes: ClassChoice): Promise<Detector>;
  /** These cameras, and no others, look with this detector from now on. */
  use(actor: Actor, id: string, cameraIds: readonly string[]): Promise<void>;
};

/** A file's own name, for people: without folders and ending. */
function nameFrom(given: string): string {
  const plain = basename(given.replaceAll('\\', '/')).replace(/\.onnx$/i, '').replaceAll(/[\p{C}]/gu, '').trim().slice(0, 60);
  return DetectorName.safeParse(plain).data ?? 'ONNX';
}

export function makeDetectorDesk({ detectors, cameras, builtIn, provider, threads, trial, snapshot }: DetectorDeskOptions): DetectorDesk {
  const arriving = join(detectors.folder, 'arriving');
  /** One trial after the other: each takes what the machine has. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
  const running = async () => ({ builtIn: await builtIn, provider: provider(), threads });

  const pictureFile = async (picture: CheckPicture): Promise<string> => {
    if (picture.from === 'upload') return join(arriving, picture.pictureId);
    const jpeg = await snapshot(picture.cameraId);
    if (jpeg === null) throw new Refusal('not-found', 'picture');
    const path = join(arriving, randomUUID());
    await mkdir(arriving, { recursive: true, mode: 0o700 });
    await writeFile(path, jpeg, { mode: 0o600 });
    return path;
  };

  /** Cameras that look with it are given it anew. */
  const tellUsers = async (actor: Actor, id: string): Promise<void> => {
    for (const { camera } of await cameras.list()) if (camera.detector === id) await cameras.setDetector(actor, camera.id, id);
  };

  return {
    list: async () => {
      const { card, path } = await builtIn;
      const { size } = await stat(path);
      return { builtIn: { title: card.title, bytes: size, longest: card.input.longest, classes: card.classes.map((each) => each.class) }, imported: await detectors.list() };
    },
    take: async (actor, name, file) => {
      const received = await receiveFile(file, arriving, longestDetectorBytes);
      if (received === null) return { detector: null, problem: 'too-large', detail: null };
      const { path, sha256: id, bytes } = received;
      try {
        const answer = await inTurn(async () => trial({ type: 'try', id, path, ...(await running()) }));
        if (answer.type === 'problem') return { detector: null, problem: answer.problem, detail: answer.detail };
        if (answer.type !== 'tried') throw new Error('an answer to another question');
        const detector = await detectors.add(actor, { path, id, bytes, name: nameFrom(name) }, answer.tried);
        // Its cameras may have been without it.
        await tellUsers(actor, id);
        return { detector, problem: null, detail: null };
      } finally {
        await rm(path, { force: true });
      }
    },
    takePicture: async (file) => {
      const received = await receiveFile(file, arriving, longestPictureBytes);
      if (received === null) throw new Refusal('bad-input', 'too large');
      return basename(received.path);
    },
    check: async (id, picture) => {
      const model = detectors.modelOf(id);
      if (model === null) throw new Refusal('not-found');
      const file = await pictureFile(picture);
      try {
        const answer = await inTurn(async () => trial({ type: 'check', ...model, picture: file, ...(await running()) }));
        if (answer.type === 'problem') return { problem: answer.problem, detail: answer.detail, result: null };
        if (answer.type !== 'checked') throw new Error('an answer to another question');
        return { problem: null, detail: null, result: answer.result };
      } finally {
        await rm(file, { force: true });
      }
    },
    setClasses: async (actor, id, classes) => {
      const detector = await detectors.setClasses(actor, id, classes);
      await tellUsers(actor, id);
      return detector;
    },
    use: async (actor, id, cameraIds) => {
      const model = detectors.modelOf(id);
      if (model === null) throw new Refusal('not-found');
      if (model.card.classes.length === 0) throw new Refusal('conflict', 'none of its classes counts');
      const wanted = new Set(cameraIds);
      for (const { camera } of await cameras.list()) {
        const isUser = camera.detector === id;
        if (wanted.has(camera.id) !== isUser) await cameras.setDetector(actor, camera.id, isUser ? null : id);
      }
    },
  };
}
