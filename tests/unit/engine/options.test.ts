import { describe, expect, it } from 'vitest';
import { OptionError, defaultPort, parseOptions } from '../../../electron/engine/options.ts';

describe('the engine’s options', () => {
  it('come from the command line before the environment', () => {
    expect(parseOptions(['--data', '/d', '--port', '0'], { WATCHHOUSE_DATA: '/e', WATCHHOUSE_PORT: '9' }, null)).toMatchObject({ data: '/d', port: 0, demo: false });
    expect(parseOptions([], { WATCHHOUSE_DATA: '/e' }, '/shared')).toMatchObject({ data: '/e', port: defaultPort, footageFolder: '/shared' });
    expect(parseOptions(['--demo', 'a.mp4'], { WATCHHOUSE_FOOTAGE: '/f' }, '/shared')).toMatchObject({ demo: true, files: ['a.mp4'], footageFolder: '/f' });
  });

  it('are refused in one line when they make no sense', () => {
    for (const args of [['--port', '70000'], ['--port', 'x'], ['--nonsense'], ['file.mp4']]) {
      expect(() => parseOptions(args, {}, null)).toThrow(OptionError);
      try {
        parseOptions(args, {}, null);
      } catch (error) {
        expect(String(error)).not.toContain('\n');
      }
    }
  });
});
