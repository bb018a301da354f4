import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchhouse-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(...args: string[]): Promise<{ status: number | null; complaint: string[] }> {
  const child = spawn(path.join(root, 'node_modules/node/bin/node'), [path.join(root, 'electron/engine/main.ts'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, complaint: text.trim().split('\n') };
}

describe('an engine that cannot start says why, once in each language', () => {
  it('when the data folder is a file', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const { status, complaint } = await start('--data', file, '--port', '0');
    expect(status).toBe(3);
    expect(complaint).toEqual([expect.stringContaining('数据文件夹无法建立或写入'), expect.stringContaining('The data folder cannot be made or written to')]);
  });

  it('when the port is taken', async () => {
    const other = net.createServer();
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as net.AddressInfo).port)));
    const { status, complaint } = await start('--data', path.join(folder, 'data'), '--port', String(port));
    other.close();
    expect(status).toBe(3);
    expect(complaint).toEqual([expect.stringContaining(`端口 ${port} 已被其他程序占用`), expect.stringContaining(`Port ${port} is in use by another program`)]);
  });
});
