/** One call of something that has no visible effect here. */
export type RecordedCall = { readonly api: string; readonly args: readonly unknown[] };

/** What the program asked the desktop to do, in order; a specification of the stand-in reads it as `electron.standIn.calls`. */
export const calls: RecordedCall[] = [];

export function record(api: string, ...args: unknown[]): void {
  calls.push({ api, args });
}
