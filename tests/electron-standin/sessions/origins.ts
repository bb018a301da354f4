/**
 * Custom schemes on Chromium: `app://bundle/page` is served as `http://bundle.app.localhost/page` by a loopback server.
 * Names under localhost are secure contexts and resolve to it by a rule given to Chromium. Each session beyond the
 * default one has a label of its own in the host.
 */
const web = new Set(['http:', 'https:', 'file:', 'data:', 'blob:', 'about:', 'chrome:', 'devtools:', 'javascript:', 'mailto:', 'tel:', 'view-source:', 'ws:', 'wss:']);

const mapped = /^http:\/\/([^/:?#]*?)\.(s\d+\.)?([a-z][a-z0-9-]*)\.standin\.localhost(?=[/?#]|$)/;

export function toChromium(url: string, sessionLabel: string): string {
  const found = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#]*)(.*)$/is.exec(url);
  if (!found || web.has((found[1] ?? '').toLowerCase())) return url;
  const [, scheme = '', host = '', rest = ''] = found;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return `http://${host === '' ? 'x' : host}.${sessionLabel}${scheme.slice(0, -1).toLowerCase()}.standin.localhost${path}`;
}

/** The address that the program knows, from Chromium's. */
export function toElectron(url: string): string {
  return url.replace(mapped, (_, host: string, _label, scheme: string) => `${scheme}://${host}`);
}

export function schemeOfHost(host: string): { readonly scheme: string; readonly host: string; readonly label: string } | undefined {
  const found = mapped.exec(`http://${host}`);
  return found ? { host: found[1] ?? '', label: found[2] ?? '', scheme: found[3] ?? '' } : undefined;
}

/** What `location.origin` would be in Electron. */
export function originOf(url: string): string {
  const found = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url);
  return found && !url.startsWith('file:') ? found[0] : url.startsWith('file:') ? 'file://' : 'null';
}

/** Headers that name a custom scheme's origin or, in a content security policy, the scheme itself. */
export function headerToChromium(name: string, value: string, schemes: readonly string[], label: string): string {
  if (name === 'location' || name === 'access-control-allow-origin') return toChromium(value, label);
  if (!name.startsWith('content-security-policy')) return value;
  return schemes.reduce(
    (policy, scheme) => policy.replace(new RegExp(`(^|[\\s;])${scheme}:(//[^\\s;]*)?`, 'g'), (_, before: string, host?: string) => `${before}${host === undefined || host === '//' ? `http://*.${label}${scheme}.standin.localhost` : toChromium(`${scheme}:${host}`, label).replace(/\/$/, '')}`),
    value,
  );
}

export const hostPattern = '*.standin.localhost';
