import { expect, test } from './launch.ts';

test('a utility process knows what it is and has no other way to speak than its parent port', async ({ app }) => {
  await app.evaluate(() => {
    fixture.forkEngine('a');
    fixture.engines['a']?.postMessage({ kind: 'who' });
  });
  await expect.poll(() => app.evaluate(() => fixture.told)).toEqual([expect.objectContaining({ send: 'undefined', type: 'utility', electron: '45.4.1', args: ['a'] })]);
});

test('a utility process that ends tells how, and one that ends badly tells the program', async ({ app }) => {
  await app.evaluate(() => {
    for (const name of ['a', 'b']) fixture.forkEngine(name);
    fixture.engines['a']?.postMessage({ kind: 'exit' });
  });
  await expect.poll(() => app.evaluate(() => fixture.log)).toContain('exit a 0');
  expect(await app.evaluate(() => fixture.log)).not.toContain('child-process-gone');
  expect(await app.evaluate(() => fixture.engines['b']?.kill())).toBe(true);
  await expect.poll(() => app.evaluate(() => fixture.log)).toContain('exit b 15');
  expect(await app.evaluate(() => fixture.log)).toContain('child-process-gone');
});

test('child_process.fork says why it fails, in both kinds of process', async ({ app }) => {
  await app.evaluate(() => {
    fixture.forkEngine('a');
    fixture.engines['a']?.postMessage({ kind: 'fork' });
  });
  await expect.poll(() => app.evaluate(() => fixture.told[0])).toContain('use utilityProcess.fork');
  const message = await app.evaluate(() => {
    const { fork } = process.getBuiltinModule('node:child_process');
    try {
      fork('nothing');
      return '';
    } catch (error) {
      return String(error);
    }
  });
  expect(message).toContain('use utilityProcess.fork');
});

test('what a utility process prints can be read', async ({ app }) => {
  const text = await app.evaluate(async ({ utilityProcess, app: electronApp }) => {
    const { writeFileSync } = process.getBuiltinModule('node:fs');
    const script = `${electronApp.getPath('userData')}/print.cjs`;
    writeFileSync(script, 'console.log("printed", String(require("electron").net.isOnline())); setTimeout(() => process.exit(), 100)');
    const child = utilityProcess.fork(script, [], { stdio: 'pipe' });
    let printed = '';
    child.stdout?.on('data', (chunk) => (printed += String(chunk)));
    await new Promise((resolve) => child.once('exit', resolve));
    return printed;
  });
  expect(text.trim()).toBe('printed true');
});
