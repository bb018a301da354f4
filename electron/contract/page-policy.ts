/**
 * What our pages may do: load from their own origin, show pictures and clips they hold in memory, and nothing else. The
 * only inline styles are those with the page's nonce, which the component library puts on its style tags.
 */
export const pageDirectives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'media-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
} as const;

/** Stands in the page where its nonce belongs. */
export const noncePlaceholder = '__CSP_NONCE__';

/** The policy as a header's value. */
export function contentSecurityPolicy(nonce: string): string {
  return Object.entries(pageDirectives)
    .map(([name, sources]) => [name, ...sources, ...(name === 'style-src' ? [`'nonce-${nonce}'`] : [])].join(' '))
    .join('; ');
}
