/** The demonstration's process: prepares clips and plays them as RTSP cameras on loopback until its engine goes. */
import { existsSync } from 'node:fs';
import { connectParent } from '../process/parent.ts';
import { playClip, readClip } from './clip.ts';
import { encodeDrawnStreet, encodeFile } from './encode.ts';
import type { DemoJob, FromDemo } from './protocol.ts';
import { RtspServer } from './rtsp/server.ts';

const parent = connectParent();

function tell(message: FromDemo): void {
  parent.send(message);
}

async function listen(server: RtspServer, port: number): Promise<number> {
  try {
    return await server.start(port);
  } catch {
    return server.start(0);
  }
}

async function run({ port, clips }: DemoJob): Promise<void> {
  const server = new RtspServer();
  const mounts: string[] = [];
  for (const [index, { mount, source, prepared }] of clips.entries()) {
    let told = 0;
    const onProgress = (share: number): void => {
      if (share - told < 0.05 && share < 1) return;
      told = share;
      tell({ type: 'progress', share: (index + share) / clips.length });
    };
    try {
      if (!existsSync(prepared)) await (source === null ? encodeDrawnStreet(prepared, onProgress) : encodeFile(source, prepared, onProgress));
      const stream = server.mount(mount);
      playClip(await readClip(prepared), (unit, atMs) => stream.push(unit.data, unit.isKey, atMs));
      mounts.push(mount);
    } catch (error) {
      tell({ type: 'skipped', mount, message: error instanceof Error ? error.message : String(error) });
    }
  }
  tell({ type: 'ready', port: await listen(server, port), mounts });
}

parent.onMessage((job) => void run(job as DemoJob));
parent.onGone(() => process.exit(0));
