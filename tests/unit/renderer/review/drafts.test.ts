import { expect, it } from 'vitest';
import { noteOf, writeNote } from '../../../../renderer/review/drafts.ts';
import { useSession } from '../../../../renderer/stores/session.ts';

const signIn = (id: string): void =>
  useSession.setState({ session: { phase: 'signed-in', welcome: false, account: { id, username: id, role: 'reviewer', language: 'en', createdAt: 1 } } });

it('a note that was not sent is its writer’s: the next account does not see it, and finds its own again', () => {
  signIn('wang');
  writeNote('event', 'a cat');
  signIn('li');
  expect(noteOf('event')).toBe('');
  writeNote('event', 'a dog');
  signIn('wang');
  expect(noteOf('event')).toBe('a cat');
  writeNote('event', '');
  signIn('li');
  expect(noteOf('event')).toBe('a dog');
});
