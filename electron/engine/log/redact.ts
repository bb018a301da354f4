/**
 * user:password@ in any URL; the last @ before the path counts, since passwords hold unescaped ones. A scheme is short, and
 * bounded, so that a long text without one takes no more than its length.
 */
const urlCredentials = /([a-z][a-z0-9+.-]{0,31}:\/\/)[^\s/"'<>?#]*@/gi;
const secretNames = 'passwords?|passwd|pwd|psw|pass(?==)|secret|setup-?key|session-?token|token|api-?key';
/** password=…, "password":"…", pwd: '…' and their kind, in queries, dumps of headers and objects. */
const namedSecret = new RegExp(`(?<![a-z0-9])((?:${secretNames})["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^\\s&,;"'}\\])]+)`, 'gi');
const headerSecret = /\b((?:proxy-)?authorization|cookie|set-cookie)(["']?\s*[:=]\s*)[^\r\n]*/gi;
const secretField = new RegExp(`^(?:${secretNames}|passwordHash|current|authorization|cookie)$`, 'i');

export const redacted = '[redacted]';

/** A text with every credential replaced, wherever it stands. */
export function withoutSecrets(text: string): string {
  return text
    .replace(urlCredentials, '$1')
    .replace(headerSecret, `$1$2${redacted}`)
    .replace(namedSecret, `$1${redacted}`);
}

/** A value that is about to be logged: texts cleaned, fields with secret names replaced, at every depth. */
export function withoutSecretFields(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecretFields);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, secretField.test(key) && inner !== null ? redacted : withoutSecretFields(inner)]),
  );
}
