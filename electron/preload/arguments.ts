import type { Language } from '../contract/words.ts';

/** What the main process says to a page's preload script through `additionalArguments`. */
export type BridgeArguments = { readonly version: string; readonly language: Language };

function valueOf(argv: readonly string[], name: string): string | undefined {
  const start = `--watchhouse-${name}=`;
  // The last one counts: Chromium puts additional arguments behind its own and those of the command line.
  return argv.findLast((each) => each.startsWith(start))?.slice(start.length);
}

export function bridgeArguments(argv: readonly string[]): BridgeArguments {
  return { version: valueOf(argv, 'version') ?? '', language: valueOf(argv, 'language') === 'zh-CN' ? 'zh-CN' : 'en' };
}
