import { strict } from '../strict.ts';

let text = '';

/** A clipboard of the program's own, for text. */
export const clipboard = strict('clipboard', {
  readText: () => Promise.resolve(text),
  writeText: (value: string) => {
    text = value;
    return Promise.resolve();
  },
  clear: () => {
    text = '';
  },
  has: (mimetype: string) => Promise.resolve(mimetype === 'text/plain' && text !== ''),
} satisfies Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear' | 'has'>);
