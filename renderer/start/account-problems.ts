import { Password, Username } from '../../electron/contract/account.ts';

export type AccountProblem = 'username-short' | 'password-short' | 'again-differs';

/** What keeps these fields from being an account, by field; empty when nothing does. */
export function accountProblems(fields: { username: string; password: string; again: string }): { username?: AccountProblem; password?: AccountProblem; again?: AccountProblem } {
  return {
    ...(Username.safeParse(fields.username).success ? {} : { username: 'username-short' as const }),
    ...(Password.safeParse(fields.password).success ? {} : { password: 'password-short' as const }),
    ...(fields.again === fields.password ? {} : { again: 'again-differs' as const }),
  };
}
