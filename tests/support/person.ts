import { http } from '../../electron/contract/http.ts';

export const person = { username: 'duty', password: 'a long enough sentence' } as const;

/** Makes the first account of a fresh engine and gives its session's cookie. */
export async function createFirstPerson(address: string, setupKey: string): Promise<string> {
  const answer = await fetch(new URL(http.firstAccount, address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(address).origin },
    body: JSON.stringify({ ...person, setupKey, language: 'en' }),
  });
  if (!answer.ok) throw new Error(`no first account: ${answer.status} ${await answer.text()}`);
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}
