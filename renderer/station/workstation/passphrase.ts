import { Password } from '../../../electron/contract/account.ts';

/** What keeps a passphrase from being taken; the bounds are those of passwords. */
export function passphraseProblem(passphrase: string, again: string): 'short' | 'differs' | null {
  if (!Password.safeParse(passphrase).success) return 'short';
  return passphrase === again ? null : 'differs';
}
