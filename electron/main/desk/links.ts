import { linkScheme } from '../../contract/desktop.ts';
import { EventId } from '../../contract/event.ts';

/** A place in the program that a link from elsewhere leads to. */
export type Link = { readonly screen: 'review'; readonly detail: string };

const longest = 256;

/**
 * Reads `watchhouse://event/EVENT`. Anybody can make such a link, so it can name an event and do nothing else: no query,
 * no fragment, no credentials, nothing after the id. Null for everything else.
 */
export function parseLink(text: string): Link | null {
  if (text.length > longest) return null;
  const url = URL.parse(text);
  if (url?.protocol !== `${linkScheme}:` || url.host !== 'event') return null;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  const id = EventId.safeParse(/^\/([\w-]+)\/?$/.exec(url.pathname)?.[1]);
  return id.success ? { screen: 'review', detail: id.data } : null;
}
