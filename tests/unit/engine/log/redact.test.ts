import { expect, test } from 'vitest';
import { withoutSecrets } from '../../../../electron/engine/log/redact.ts';

// Without a bound on a scheme's length this took the square of the text's length: minutes.
test('a long text without credentials takes no longer than its length', () => {
  const text = 'x'.repeat(1_000_000);
  expect(withoutSecrets(text)).toBe(text);
});

test('credentials behind a long text are found all the same', () => {
  expect(withoutSecrets(`${'x'.repeat(10_000)} rtsp://admin:Ztr0ng@192.0.2.1/main`)).toMatch(/ rtsp:\/\/192\.0\.2\.1\/main$/);
});
