import type { Words } from '../contract/words.ts';
import { StoreError } from './store/store-error.ts';

/** What to tell a person about an engine that could not start; both languages, since nobody has chosen one yet. */
export function startProblem(error: unknown): readonly string[] {
  const words = error instanceof StoreError ? error.words : isPortTaken(error) ? portTaken(error.port) : null;
  if (words !== null) return [words['zh-CN'], words.en];
  return [error instanceof Error ? error.message : String(error)];
}

function isPortTaken(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

function portTaken(port: number): Words {
  return {
    'zh-CN': `端口 ${port} 已被其他程序占用。请关闭该程序，或用 --port 换一个端口（0 表示自动选择）。`,
    en: `Port ${port} is in use by another program. Close that program, or choose another port with --port (0 takes any free one).`,
  };
}
