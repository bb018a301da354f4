/**
 * An engine for developing windows: the real database, accounts, events and doors with made-up cameras and events.
 *   npx node tests/support/dev-engine.ts [--port 8899] [--events 300] [--cameras 8] [--data FOLDER] [--origin http://127.0.0.1:5173]
 *   [--language en]
 * Accounts: admin / watchhouse-demo, and the reviewer officer with the same password. Events beyond 300 have neither
 * picture nor clip. Ends with Ctrl+C.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Camera, CameraDraft, CameraProblem } from '../../electron/contract/camera.ts';
import { CameraDraft as CameraDraftSchema } from '../../electron/contract/camera.ts';
import type { Scene } from '../../electron/contract/scene.ts';
import { Language } from '../../electron/contract/words.ts';
import { engineActor } from '../../electron/engine/accounts/audit.ts';
import { behaviorCards } from '../../electron/engine/behavior/registry.ts';
import { openLog } from '../../electron/engine/log.ts';
import { apiPart, housekeepingPart, openHouse, type House } from '../../electron/engine/parts.ts';
import { detectorDesk } from './detector-desk.ts';
import { fillEvents } from './fill-events.ts';
import { drawClip, drawnPictures, episodeAt, gateLine, sequence, yard } from './seed-events.ts';
import { makeUpStation } from './made-up-station.ts';
import { stillCameras } from './still-cameras.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8899' },
    events: { type: 'string', default: '300' },
    cameras: { type: 'string', default: '8' },
    language: { type: 'string', default: 'zh-CN' },
    data: { type: 'string' },
    origin: { type: 'string', multiple: true, default: ['http://127.0.0.1:5173', 'http://localhost:5173'] },
  },
});

/** The host part of an address says what is wrong with its camera, e.g. rtsp://wrong-password/main. */
const problems: readonly CameraProblem[] = ['wrong-password', 'unreachable', 'stalled', 'worker-crashed'];

const scene: Scene = {
  zones: [yard],
  lines: [gateLine],
  behaviors: [
    { id: 'intrusion', behavior: 'intrusion', enabled: true, zone: yard.id, settings: {} },
    { id: 'line-crossing', behavior: 'line-crossing', enabled: true, line: gateLine.id, settings: {} },
  ],
  ground: null,
};

const drafts: readonly CameraDraft[] = [
  { name: '北门 North gate', address: 'rtsp://192.0.2.10/main', subAddress: 'rtsp://192.0.2.10/sub', username: 'admin', password: 'not-a-real-one' },
  { name: '停车场 Car park', address: 'rtsp://192.0.2.11/main' },
  { name: '垃圾房 Bin store', address: 'rtsp://wrong-password/main', username: 'admin', password: 'not-a-real-one' },
  { name: '三号楼道 Corridor 3', address: 'rtsp://unreachable/main' },
  { name: '大堂 Lobby', address: 'rtsp://stalled/main', recording: 'always' },
  { name: '街道 Street', address: 'rtsp://worker-crashed/main' },
  { name: '仓库 Warehouse, switched off', address: 'rtsp://192.0.2.16/main', enabled: false },
  { name: '一个名字长得足足有六十个字的摄像机用来看界面在空间不够的时候会怎么办是换行还是省略还是把旁边挤掉呢请看', address: '/srv/footage/a file.mp4', recording: 'off' },
].map((draft) => CameraDraftSchema.parse(draft));

async function seedAccounts(house: House): Promise<void> {
  if (!(await house.accounts.needFirst())) return;
  const language = Language.parse(values.language);
  const password = 'watchhouse-demo';
  await house.accounts.createFirst('dev', { username: 'admin', password, language });
  await house.accounts.create(engineActor, { username: 'officer', password, role: 'reviewer', language });
}

async function seed(house: House, wanted: number): Promise<void> {
  await seedAccounts(house);
  if ((await house.cameras.list()).length > 0) return;
  const cameras: Camera[] = [];
  for (const draft of drafts) cameras.push(await house.cameras.add(engineActor, draft, scene));
  for (let number = drafts.length + 1; number <= Number(values.cameras); number++)
    await house.cameras.add(engineActor, CameraDraftSchema.parse({ name: `点位 Node ${number}`, address: `rtsp://192.0.2.${number}/main` }), scene);
  const count = Math.min(wanted, 300);
  const cameraIds = cameras.slice(0, 6).map(({ id }) => id);
  const spanMs = (wanted - count) * 240_000;
  fillEvents(house, { cameraIds, behaviors: ['intrusion', 'line-crossing', 'loitering'], count: wanted - count, firstAt: Date.now() - wanted * 240_000, spanMs });
  const pictures = drawnPictures(8);
  const clip = join(house.store.folder, 'clip.mp4');
  drawClip(clip, 20);
  const random = sequence(7);
  const admin = (await house.accounts.list())[0];
  for (let index = 0; index < count; index++) {
    const camera = cameras[Math.floor(random() * 6)];
    if (camera === undefined || admin === undefined) continue;
    const episode = episodeAt(Date.now() - (count - index) * 240_000, random);
    await house.events.recordEpisode(camera.id, { kind: 'closed', episode }, random() < 0.95 ? (pictures[index % pictures.length] ?? null) : null);
    await settle(house, episode.id, episode.startedAt, clip, random());
    const by = { accountId: admin.id, name: admin.username };
    if (random() < 0.3) await house.events.decide(by, episode.id, { state: 'confirmed', note: '已通知门岗' });
    else if (random() < 0.3) await house.events.decide(by, episode.id, { state: 'dismissed', reason: 'weather-light', note: '' });
  }
}

async function settle(house: House, eventId: string, startedAt: number, clip: string, luck: number): Promise<void> {
  if (luck < 0.05) return;
  if (luck < 0.1) return house.events.clipSettled(eventId, { clip: luck < 0.075 ? 'none' : 'failed' });
  const file = house.files.clip(eventId);
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(clip, file);
  return house.events.clipSettled(eventId, { clip: 'ready', startedAt: startedAt - 5000, durationMs: 20_000 });
}

const folder = values.data ?? mkdtempSync(join(tmpdir(), 'watchhouse-dev-'));
const log = openLog(folder);
const runtime = stillCameras((run) => problems.find((problem) => run.main.url.includes(`//${problem}/`)) ?? null);
const house = await openHouse({ folder, log, setupKey: 'dev', runtime, checkScene: () => undefined });
const station = makeUpStation(house);
const pages = join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const api = apiPart(house, {
  port: Number(values.port),
  alsoAllowed: values.origin,
  pages,
  behaviors: behaviorCards,
  demo: { get: () => ({ running: false, source: 'drawn', progress: 0 }), start: () => Promise.resolve({ cameras: 0 }), stop: () => Promise.resolve() },
  station,
  snapshot: () => Promise.resolve(drawnPictures(1)[0] ?? null),
  detectors: detectorDesk(house),
  previews: { of: (eventId) => Promise.resolve(house.files.clip(eventId)) },
  liveHandOver: () => false,
  endLive: () => undefined,
});
const parts = [housekeepingPart(house), api];
await house.cameras.start();
await seed(house, Number(values.events));
for (const part of parts) await part.start();
console.log(`${api.server()?.address ?? ''}  admin / watchhouse-demo  data in ${folder}${existsSync(pages) ? '' : '  (windows not built: use vite)'}`);

const random = sequence(Date.now());
const ticking = setInterval(() => {
  void station.status().then((status) => house.hub.publish('station', status));
}, 2000);
const happening = setInterval(() => {
  const camera = [...runtime.runs.keys()][0];
  if (camera !== undefined) void house.events.recordEpisode(camera, { kind: 'closed', episode: episodeAt(Date.now(), random) }, null);
}, 30_000);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    clearInterval(ticking);
    clearInterval(happening);
    void (async () => {
      for (const part of parts.toReversed()) await part.stop();
      await house.store.close();
      log.close();
    })();
  });
