import { describe, expect, it } from 'vitest';
import { CliError, terminalLanguage } from '../../../../electron/engine/cli/cli-error.ts';
import { languageOption, parseOptions } from '../../../../electron/engine/cli/options.ts';

const complaint = (...args: string[]): string => {
  try {
    parseOptions(args);
    return '';
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return error.words.en;
  }
};

describe('the command line of analyze', () => {
  it('analyses a file at 5 frames a second unless told otherwise', () => {
    expect(parseOptions(['a.mp4'])).toEqual({ source: 'a.mp4', scene: null, events: null, tracks: null, classes: null, fps: 5, maxSeconds: null });
  });
  it('takes every option before or after the file', () => {
    const args = ['--scene', 's.json', 'a.mp4', '--events=e.jsonl', '--tracks', 't.txt', '--class', 'person,car', '--fps', 'source', '--max-seconds', '2.5'];
    expect(parseOptions(args)).toEqual({ source: 'a.mp4', scene: 's.json', events: 'e.jsonl', tracks: 't.txt', classes: ['person', 'car'], fps: 'source', maxSeconds: 2.5 });
  });
  it('shows the usage when asked', () => expect(parseOptions(['--help'])).toBeNull());
  it.each([
    [[], 'no file or address'],
    [['a', 'b'], 'one file or address'],
    [['a', '--colour', 'red'], '--colour'],
    [['a', '-x'], '-x'],
    [['a', '--fps'], '--fps needs a value'],
    [['a', '--scene', '--events', 'x'], '--scene needs a value'],
    [['a', '--fps', '0'], '--fps has to be'],
    [['a', '--fps', '-3'], '--fps'],
    [['a', '--fps', 'fast'], 'fast'],
    [['a', '--fps', '1e9'], '1e9'],
    [['a', '--max-seconds', '0'], '--max-seconds'],
    [['a', '--class', 'dragon'], 'dragon'],
    [['a', '--lang', 'fr'], 'fr'],
    [['a', '--events', 'x', '--tracks', './x'], 'different files'],
    [['a', '--events', './a'], 'one of the inputs'],
  ])('complains about %j', (args, part) => expect(complaint(...args)).toContain(part));
  it('speaks Chinese in a Chinese terminal and where asked to', () => {
    expect(terminalLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
    expect(terminalLanguage({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(terminalLanguage({})).toBe('en');
    expect(languageOption(['a', '--fps', '0', '--lang', 'zh-CN'])).toBe('zh-CN');
    expect(languageOption(['--lang=en'])).toBe('en');
    expect(languageOption(['a'])).toBeNull();
  });
});
