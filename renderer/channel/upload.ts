import type { z } from 'zod';
import { CallErrorKind } from '../../electron/contract/calls.ts';
import { CallError } from './channel.ts';

/**
 * Sends a file to the engine as it is and gives the answer. `onProgress` hears the share that has been sent, 0 to 1.
 * Rejects with a `CallError`.
 */
export function upload<S extends z.ZodType>(path: string, file: Blob, schema: S, onProgress: (share: number) => void = () => undefined): Promise<z.output<S>> {
  return new Promise((resolve, reject) => {
    // Only this way of asking tells how far an upload has come.
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new CallError('connection-lost'));
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status !== 200) {
        const kind = CallErrorKind.safeParse((answer as { error?: { kind?: unknown } } | null)?.error?.kind);
        reject(new CallError(kind.success ? kind.data : 'internal'));
        return;
      }
      const parsed = schema.safeParse(answer);
      if (parsed.success) resolve(parsed.data);
      else reject(new CallError('not-understood', parsed.error.message));
    };
    request.send(file);
  });
}
