// Opens an address in the system's browser where there is one.
import { spawn, spawnSync } from 'node:child_process';

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function opener(address) {
  if (process.platform === 'darwin') return ['open', [address]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]];
  const found = ['xdg-open', 'sensible-browser', 'chromium', 'google-chrome', 'firefox'].find((name) => spawnSync('which', [name]).status === 0);
  return hasDisplay() && found ? [found, [address]] : null;
}

/** Resolves with whether a browser took the address. */
export function openInBrowser(address) {
  const command = opener(address);
  if (!command) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command[0], command[1], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
