/** Starts the desktop shell where it can run; `args` are passed on to the engine. */
export function startDesktop(
  args: readonly string[],
): Promise<{ readonly started: true; readonly ended: Promise<number> } | { readonly started: false; readonly reason: 'no-display' | 'no-electron' | 'shell-failed' }>;
