import { statSync } from 'node:fs';
import path from 'node:path';
import { AV_DISPOSITION_ATTACHED_PIC, AVMEDIA_TYPE_VIDEO, Dictionary, FormatContext, type Stream } from 'node-av';
import type { CameraProblem } from '../../../contract/camera.ts';
import { silenceLibrary } from './library.ts';

/** A file that can't be played, told apart. */
export class VideoFileError extends Error {
  readonly problem: CameraProblem;
  constructor(problem: CameraProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/**
 * Containers that are opened, by FFmpeg's names. Playlists and scripts (hls, concat, tty and the like) are not: they
 * name other files and addresses, or draw any text file as a picture.
 */
const containers =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,flv,asf,ogg,mxf,ivf,nut,h264,hevc,mjpeg,dhav,dv,gxf,rm,wtv,y4m,yuv4mpegpipe';

/** The same for still pictures. */
export const pictureFormats = 'jpeg_pipe,png_pipe';

export type OpenVideoFile = { readonly input: FormatContext; readonly stream: Stream };

function checkFile(file: string): void {
  let facts;
  try {
    facts = statSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new VideoFileError('file-missing', `the file can't be opened (${code})`);
  }
  if (!facts.isFile()) throw new VideoFileError('not-a-video', 'this is not a file');
  if (facts.size === 0) throw new VideoFileError('file-empty', 'the file is empty');
}

/**
 * Opens a video file and finds its video stream. Only local files, whatever the path looks like. The caller closes
 * `input`. Synchronous: some ms for a local file. Throws VideoFileError.
 */
export function openContainer(file: string, formats = containers): OpenVideoFile {
  silenceLibrary();
  checkFile(file);
  const input = new FormatContext();
  using options = Dictionary.fromObject({ format_whitelist: formats, protocol_whitelist: 'file' });
  if (input.openInputSync(`file:${path.resolve(file)}`, null, options) < 0) throw new VideoFileError('not-a-video', 'the file is no video that can be read');
  try {
    input.findStreamInfoSync(null);
    const stream = input.streams[input.findBestStream(AVMEDIA_TYPE_VIDEO)];
    if (!stream || stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC)) throw new VideoFileError('no-video', 'the file has no video stream');
    return { input, stream };
  } catch (error) {
    input.closeInputSync();
    throw error;
  }
}
