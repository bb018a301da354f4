import { expect, it } from 'vitest';
import { portMessageType, shellCalls } from '../../../electron/contract/desktop.ts';
import { shellCallNames, shellChannels } from '../../../electron/contract/shell-names.ts';

it('the names that the preload script exposes are those of the contract’s calls', () => {
  expect([...shellCallNames].sort()).toEqual(Object.keys(shellCalls).sort());
  expect(new Set(shellCallNames).size).toBe(shellCallNames.length);
});

it('no two channels between a page and the shell are alike', () => {
  const channels = [...Object.values(shellChannels), portMessageType];
  expect(new Set(channels).size).toBe(channels.length);
});

it('what a person can do without signing in is little, and nothing that shows or changes what is recorded', () => {
  const open = Object.entries(shellCalls).filter(([, { access }]) => access === 'anyone').map(([name]) => name);
  expect(open.sort()).toEqual(['engine.chooseFolder', 'engine.restart', 'key.giveUp', 'key.unlock', 'kiosk.leave', 'shell.quit', 'shell.setLanguage', 'shell.state', 'window.setFullScreen'].sort());
});
