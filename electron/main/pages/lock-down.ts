import { app, type Session, type WebContents } from 'electron';
import { pageOrigin } from '../../contract/desktop.ts';

/** All that our pages may be granted: the wall's full screen, copying text. The rest of the list is refused. */
const permissions = new Set(['fullscreen', 'clipboard-sanitized-write']);

/** Whether an address is one of our own pages. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === pageOrigin;
}

/** What a page may load: our own origin and what it made itself in memory; developer tools while the program is developed. */
function mayLoad(address: string, isPackaged: boolean): boolean {
  if (isOurs(address) || address.startsWith(`blob:${pageOrigin}/`) || address.startsWith('data:')) return true;
  return !isPackaged && address.startsWith('devtools://');
}

/** The session of all windows asks nobody else for anything and grants nothing but the list above. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(isOurs(contents.getURL()) && permissions.has(permission)));
  session.setPermissionCheckHandler((_contents, permission, origin) => isOurs(origin) && permissions.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, app.isPackaged) }));
  session.setSpellCheckerEnabled(false);
}

/** A window shows our pages and nothing else: no other place, no new window, no view of another program inside it. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
