import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../electron/main/start-options.ts';

const eventId = '0192a4f0-7c3e-7a11-8d2e-1c2d3e4f5a6b';
const address = `watchhouse://event/${eventId}`;
const link = { screen: 'review', detail: eventId };

describe('the program’s command line', () => {
  it('asks for nothing when it is empty', () => {
    expect(parseStartOptions([])).toEqual({ engineArgs: [], engineOnly: false, hidden: false, link: null });
  });
  it('names the data folder with and without an equals sign', () => {
    expect(parseStartOptions(['--data', '/srv/岗亭 data']).engineArgs).toEqual(['--data', '/srv/岗亭 data']);
    expect(parseStartOptions(['--data=/srv/a=b']).engineArgs).toEqual(['--data', '/srv/a=b']);
  });
  it('names no data folder with an option that has lost its value', () => {
    expect(parseStartOptions(['--data']).engineArgs).toEqual([]);
  });
  it('plays files only in the demonstration', () => {
    expect(parseStartOptions(['--demo', 'gate.mp4', '/videos/yard.mp4']).engineArgs).toEqual(['--demo', 'gate.mp4', '/videos/yard.mp4']);
    expect(parseStartOptions(['gate.mp4']).engineArgs).toEqual([]);
    expect(parseStartOptions(['--demo']).engineArgs).toEqual(['--demo']);
  });
  it('gives the engine a port only where it runs alone', () => {
    expect(parseStartOptions(['--engine-only', '--port', '8711'])).toMatchObject({ engineOnly: true, engineArgs: ['--port', '8711'] });
    expect(parseStartOptions(['--port', '8711'])).toMatchObject({ engineOnly: false, engineArgs: [] });
  });
  it('starts in the tray when it says so', () => {
    expect(parseStartOptions(['--hidden']).hidden).toBe(true);
  });
  it('leads to the event of a link, wherever it stands', () => {
    expect(parseStartOptions([address]).link).toEqual(link);
    expect(parseStartOptions(['--data', '/srv/data', address, '--demo', 'gate.mp4'])).toMatchObject({ link, engineArgs: ['--data', '/srv/data', '--demo', 'gate.mp4'] });
    expect(parseStartOptions(['--', address]).link).toEqual(link);
  });
  it('does not take a link for a file of the demonstration', () => {
    expect(parseStartOptions(['--demo', address, 'gate.mp4', 'watchhouse://event/none'])).toMatchObject({ link, engineArgs: ['--demo', 'gate.mp4'] });
  });
  it('passes over links that lead nowhere', () => {
    expect(parseStartOptions(['watchhouse://station/', 'https://example.invalid/', address]).link).toEqual(link);
    expect(parseStartOptions([`--data=${address}`]).link).toBeNull();
  });
  it('still leads to the event when Chromium has put a second start’s switches before everything else', () => {
    // It moves switches to the front, away from their values.
    expect(parseStartOptions(['--data', '--allow-file-access-from-files', '/srv/data', address]).link).toEqual(link);
    expect(parseStartOptions(['--data', address, '/srv/data']).link).toEqual(link);
  });

  const own = fc.constantFrom(['--hidden'], ['--data', '/srv/data'], ['--demo']);
  const foreign = fc.constantFrom('--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '--force-color-profile=srgb', '--lang=zh-CN', '--disable-gpu', '--original-process-start-time=13340', '--allow-file-access-from-files', '--ozone-platform=headless', '--user-data-dir=/tmp/x y', '-psn_0_12345', '--js-flags=--expose-gc', '--enable-features=A,B<C');
  it('means the same with the switches of Chromium, Electron and Playwright around it', () => {
    fc.assert(
      fc.property(fc.array(foreign), fc.array(foreign), fc.uniqueArray(own, { maxLength: 3, selector: ([name]) => name }), (before, after, ours) => {
        const plain = parseStartOptions(ours.flat());
        expect(parseStartOptions([...before, ...ours.flat(), ...after])).toEqual(plain);
        expect(parseStartOptions(ours.flatMap((option) => [...before, ...option, ...after]))).toEqual(plain);
      }),
    );
  });
  it('hands the engine no option that stood behind a bare --', () => {
    expect(parseStartOptions(['--demo', '--', '--port', 'gate.mp4']).engineArgs).toEqual(['--demo', 'gate.mp4']);
  });
  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), foreign, fc.constantFrom('--', '-', '--data', '--data=', '--demo', '--demo=x', '--hidden=false', '--port', '---', '=', '://'))), (args) => {
        const { engineArgs, engineOnly } = parseStartOptions(args);
        if (!engineOnly) expect(engineArgs.filter((each, index) => each === '--port' && engineArgs[index - 1] !== '--data')).toEqual([]);
        expect(engineArgs.slice(engineArgs.lastIndexOf('--demo') + 1).filter((each) => engineArgs.includes('--demo') && each.includes('://'))).toEqual([]);
      }),
    );
  });
});
