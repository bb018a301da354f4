/**
 * The engine: opens a data folder, starts its parts in order, tells where its windows are, and stops in reverse. It is a
 * program of its own in browser mode, and a utility process of the desktop shell otherwise.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAlone } from './run-alone.ts';
import { runHosted } from './run-hosted.ts';
import { hostParent } from './process/host-port.ts';

const root = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url));
const shared = join(root, '..', 'shared', 'footage');
const place = { root, sharedFootage: existsSync(shared) ? shared : null };

const parent = hostParent();
await (parent === null ? runAlone(place, process.argv.slice(2)) : runHosted(place, parent));
