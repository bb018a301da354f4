import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withoutSecrets } from '../../../../electron/engine/log/redact.ts';
import { RotatingFile } from '../../../../electron/engine/log/rotating-file.ts';
import { openLog } from '../../../../electron/engine/log.ts';
import { removeFolder, temporaryFolder } from '../../../support/house.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

const written = (): string => readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8')).join('');

test('planted credentials are in no line of the log, whichever way they got there', () => {
  const secret = 'Pl4nted"Se\\cret';
  const log = openLog(folder, 'debug');
  log.say('error', 'worker 1', 'cannot open rtsp://admin:Pl4nted@Secret@192.0.2.1:554/main');
  log.part('api').error({ err: new Error('rtsps://root:Pl4nted@192.0.2.1/ refused') }, 'failed');
  log.logger.info({ password: secret, deep: { er: { still: { password: secret, list: [{ token: secret }] } } } }, 'draft');
  log.logger.info({ draft: { address: 'rtsp://u:Pl4nted@h/' }, headers: { cookie: 'watchhouse_session=Pl4nted', authorization: 'Basic Pl4nted' } });
  log.say('info', 'x', JSON.stringify({ password: secret, name: 'kept name' }));
  log.say('info', 'x', 'GET /cgi?user=admin&password=Pl4nted&channel=1');
  log.say('info', 'x', 'rtsp://192.0.2.7/user=admin_password=Pl4nted_channel=1 and ?user=admin&pass=Pl4nted');
  log.say('info', 'x', 'Authorization: Digest username="admin", response="Pl4nted"');
  log.say('info', 'x', "{ password: 'Pl4nted it is' }");
  log.close();
  const text = written() + JSON.stringify(log.recent(100));
  expect(text).toContain('192.0.2.1:554/main');
  expect(text).toContain('kept name');
  expect(text).toContain('channel=1');
  expect(text).not.toMatch(/Pl4nted|Se\\+cret/);
});

test.each([
  ['an address without credentials', 'rtsp://192.0.2.1:554/main?x=1'],
  ['a mail address', 'ask admin@example.org'],
  ['ordinary words', 'the password was wrong, 3 tokens left'],
])('%s stays as it is', (_what, text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test('every line of the file is JSON', () => {
  const log = openLog(folder);
  log.say('warn', 'x', 'password="a\\"b" and {"token":"x"} \n rtsp://a:b@c/');
  log.close();
  expect(() => written().trim().split('\n').map((line) => JSON.parse(line) as unknown)).not.toThrow();
});

test('windows get the last lines, newest first', () => {
  const log = openLog(folder);
  for (let index = 0; index < 1500; index++) log.say('info', 'x', `line ${index}`);
  expect(log.recent(2).map(({ message }) => message)).toEqual(['line 1499', 'line 1498']);
  expect(log.recent(5000)).toHaveLength(1000);
  log.close();
});

test('the log never takes more room than its files may have', () => {
  const file = new RotatingFile(join(folder, 'logs', 'small.log'), 1000, 2);
  for (let index = 0; index < 500; index++) file.write(`line ${index}\n`);
  file.close();
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['small.log', 'small.log.1', 'small.log.2']);
  expect(written().length).toBeLessThanOrEqual(3000);
  expect(written()).toContain('line 499');
});

test('a log that cannot be written stops nothing', () => {
  writeFileSync(join(folder, 'a file'), '');
  const log = openLog(join(folder, 'a file', 'inside it'));
  log.say('info', 'x', 'still here');
  expect(log.recent(1)).toMatchObject([{ message: 'still here' }]);
});
