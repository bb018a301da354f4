import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchUpdate } from '../../../../electron/main/update/fetch.ts';
import { findUpdate, type Finding } from '../../../../electron/main/update/find.ts';
import { limits, manifestName, signatureName } from '../../../../electron/main/update/manifest.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';
import { installerBytes, makePackage, running, testKeys } from '../../../support/update-package.ts';

let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  removeFolder(folder);
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves the package below `/updates/`. */
const files: RequestListener = (request, response) => {
  const path = join(folder, normalize(decodeURIComponent((request.url ?? '').replace(/^\/updates/, ''))));
  if (request.url?.endsWith('/') === true || !existsSync(path)) return void response.writeHead(404).end('nothing here');
  createReadStream(path).pipe(response);
};

const patience = { silenceMs: 300, smallFileMs: 600 };
const find = (address: string): Promise<Finding> => findUpdate(address, running, { keys: [testKeys.publicKey], patience });
const refusedWith = (reason: string) => ({ name: 'UpdateRefusal', reason });

test('a package on a server in the house is found and copied', async () => {
  await makePackage(join(folder, 'linux-x64'));
  const finding = await find(`${await serve(files)}/updates`);
  if (finding.phase !== 'found') throw new Error('not found');
  const shares: number[] = [];
  const { file } = await fetchUpdate(finding.update, join(folder, 'copies'), { onProgress: (share) => shares.push(share) });
  expect(readFileSync(file).equals(installerBytes)).toBe(true);
  expect(shares.at(-1)).toBe(1);
});

test('a server without a package, one that errs and one that is not there', async () => {
  await expect(find(await serve((_request, response) => void response.writeHead(404).end()))).rejects.toMatchObject(refusedWith('not-found'));
  await expect(find(await serve((_request, response) => void response.writeHead(500).end()))).rejects.toMatchObject(refusedWith('unreadable'));
  await expect(find('http://127.0.0.1:9')).rejects.toMatchObject(refusedWith('unreadable'));
});

test('a redirect on the same server is followed, to another server never', async () => {
  await makePackage(folder);
  const own = await serve((request, response) => {
    if (request.url?.startsWith('/old/') === true) return void response.writeHead(302, { location: request.url.replace('/old/', '/updates/') }).end();
    files(request, response);
  });
  expect(await find(`${own}/old`)).toMatchObject({ phase: 'found' });
  let asked = 0;
  const other = await serve((request, response) => {
    asked++;
    files(request, response);
  });
  const sends = await serve((request, response) => void response.writeHead(307, { location: `${other}/updates${request.url ?? ''}` }).end());
  await expect(find(sends)).rejects.toMatchObject(refusedWith('unreadable'));
  expect(asked).toBe(0);
});

test('a server that redirects for ever is given up', async () => {
  let asked = 0;
  const address = await serve((request, response) => {
    asked++;
    response.writeHead(302, { location: `${request.url ?? ''}x` }).end();
  });
  await expect(find(address)).rejects.toMatchObject(refusedWith('unreadable'));
  expect(asked).toBeLessThan(30);
});

test('a server that sends a manifest for ever is cut off', async () => {
  let sent = 0;
  const address = await serve((_request, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
    };
    response.on('drain', more);
    more();
  });
  await expect(find(address)).rejects.toMatchObject(refusedWith('too-large'));
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test('a server that never answers, falls silent or drips is given up in time', async () => {
  const startedAt = performance.now();
  await expect(find(await serve(() => undefined))).rejects.toMatchObject(refusedWith('unreadable'));
  await expect(find(await serve((_request, response) => void response.writeHead(200).write('{')))).rejects.toMatchObject(refusedWith('unreadable'));
  const dripping = await serve((_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 50);
    response.once('close', () => clearInterval(timer));
  });
  await expect(find(dripping)).rejects.toMatchObject(refusedWith('unreadable'));
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});

test('a server cannot slip in another file, nor more bytes than were signed', async () => {
  await makePackage(folder);
  const lies = await serve((request, response) => {
    const name = request.url?.split('/').at(-1);
    if (name === manifestName || name === signatureName) return files(request, response);
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) continue;
    };
    response.on('drain', more);
    more();
  });
  const finding = await find(`${lies}/updates`);
  if (finding.phase !== 'found') throw new Error('not found');
  await expect(fetchUpdate(finding.update, join(folder, 'copies'))).rejects.toMatchObject({ reason: 'wrong-file', version: '1.1.0' });
  expect(existsSync(join(folder, 'copies', finding.update.manifest.file))).toBe(false);
  expect(limits.packageBytes).toBeGreaterThan(installerBytes.length);
});
