import { describe, expect, it } from 'vitest';
import { bridgeArguments } from '../../../electron/preload/arguments.ts';

describe('what the main process says to a page', () => {
  it('is found among the other arguments', () => {
    expect(bridgeArguments(['electron', '--no-sandbox', '--watchhouse-version=1.2.3', '--watchhouse-language=zh-CN', '--lang=en'])).toEqual({ version: '1.2.3', language: 'zh-CN' });
  });
  it('is English without a version when nothing was said', () => {
    expect(bridgeArguments(['electron'])).toEqual({ version: '', language: 'en' });
  });
  it('counts the last of several, which is the program’s own', () => {
    expect(bridgeArguments(['--watchhouse-version=of the command line', '--watchhouse-version=2.0.0']).version).toBe('2.0.0');
  });
});
