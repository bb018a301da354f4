import { browserStarted } from '../chromium/current.ts';
import type { Protocol as Cdp } from '../chromium/cdp.ts';

/** Electron's names of permissions and Chromium's. */
const names: Readonly<Record<string, readonly string[]>> = {
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
  'clipboard-read': ['clipboard-read'],
  midi: ['midi'],
  'display-capture': ['display-capture'],
  'idle-detection': ['idle-detection'],
  'window-management': ['window-management'],
};

export const knownPermissions = Object.keys(names);

async function set(permission: string, setting: Cdp.Browser.PermissionSetting, context: string | undefined, origin: string | undefined): Promise<void> {
  const { cdp } = await browserStarted;
  for (const name of names[permission] ?? [])
    await cdp.send('Browser.setPermission', { permission: { name }, setting, ...(origin === undefined ? {} : { origin }), ...(context === undefined ? {} : { browserContextId: context }) }).catch(() => undefined);
}

/** Everything starts denied: what the program's handlers allow is granted one by one. */
export async function denyAll(context: string | undefined): Promise<void> {
  await Promise.all(knownPermissions.map((permission) => set(permission, 'denied', context, undefined)));
}

/** Tells Chromium what the program has answered for an origin. */
export async function settlePermission(permission: string, granted: boolean, context: string | undefined, origin: string): Promise<void> {
  if (permission in names) await set(permission, granted ? 'granted' : 'denied', context, origin);
}
