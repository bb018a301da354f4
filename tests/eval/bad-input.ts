/** Input that cannot be evaluated; its message is one line for the person at the terminal. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
