/** Names of the calls in `shellCalls`, apart from their schemas, so that the preload script stays small. */
export const shellCallNames = [
  'shell.state', 'shell.setLanguage', 'shell.settings', 'shell.setSettings', 'shell.quit',
  'window.open', 'window.setFullScreen', 'kiosk.enter', 'kiosk.leave',
  'event.save', 'page.print', 'page.savePdf',
  'crashes.list', 'crashes.show', 'crashes.remove',
  'update.look', 'update.choose', 'update.install',
  'key.unlock', 'key.protect', 'key.giveUp',
  'engine.restart', 'engine.chooseFolder',
] as const;

/** Channels between main process and preload script. */
export const shellChannels = { call: 'shell:call', connect: 'shell:connect', port: 'shell:port', push: 'shell:push' } as const;
