/**
 * Records events and decisions on a data folder as fast as it can, and writes each id to standard output once the engine
 * says that it is committed. To be killed at any time.
 */
import { writeSync } from 'node:fs';
import { engineActor } from '../../electron/engine/accounts/audit.ts';
import { CameraDraft } from '../../electron/contract/camera.ts';
import { openTestHouse } from './house.ts';
import { episodeAt, sequence } from './seed-events.ts';

const [folder = '', picturesHex = ''] = process.argv.slice(2);
const house = await openTestHouse(folder);
await house.events.closeInterrupted();
const [known] = await house.cameras.list();
const camera = known?.camera ?? (await house.cameras.add(engineActor, CameraDraft.parse({ name: 'gate', address: 'rtsp://192.0.2.1/' })));
const picture = Buffer.from(picturesHex, 'hex');
const random = sequence(process.pid);

house.events.subscribe(({ id, endedAt, state }) => writeSync(1, `told ${id} ${endedAt === null ? 'open' : 'closed'} ${state}\n`));
writeSync(1, 'ready\n');

async function write(): Promise<void> {
  for (;;) {
    const episode = episodeAt(Date.now(), random);
    await house.events.recordEpisode(camera.id, { kind: 'opened', episode: { ...episode, endedAt: null } }, picture);
    await house.events.recordEpisode(camera.id, { kind: 'closed', episode }, null);
    await house.events.decide({ accountId: 'a', name: 'Wang' }, episode.id, { state: 'confirmed', note: '' });
  }
}

await Promise.all([write(), write(), write()]);
