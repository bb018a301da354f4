import type { SourceAddress } from '../worker-protocol.ts';
import { openFileSource } from './file-source.ts';
import { openRtspSource } from './rtsp-source.ts';
import type { SourceEnd, SourceHandlers } from './source.ts';

/**
 * One attempt: opens a camera or a file and reads it until it ends or `stop` is aborted. Before the stream is open a
 * stop takes effect at once, afterwards at the next packet; a camera that hangs makes it last up to 8 s, because
 * a read inside the media library can't be interrupted. Never throws for what a camera or a file does.
 */
export function openSource(source: SourceAddress, handlers: SourceHandlers, stop: AbortSignal): Promise<SourceEnd> {
  return source.kind === 'rtsp' ? openRtspSource(source, handlers, stop) : openFileSource(source, handlers, stop);
}
