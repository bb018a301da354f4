import {
  AV_PIX_FMT_GBRP,
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_NV21,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  Scaler,
  SoftwareScaleContext,
  SWS_BILINEAR,
  type AVPixelFormat,
  type Frame,
} from 'node-av';
import type { GrayPicture, PictureFit, PlanarPicture, View } from '../small-frame.ts';
import { checked } from '../source/library.ts';

/** Width of the luma picture for the motion gate; narrower sources keep theirs. */
export const grayWidth = 160;
const blockSize = 32;
const jpegQuality = 80;

/**
 * Formats whose first plane is 8-bit luma, which is all that the motion gate needs, and what it takes to cut a part out of them: how many pixels
 * one place in each plane stands for across and down, and its bytes (NV12 keeps both colours together).
 */
type PlaneLayout = { readonly across: number; readonly down: number; readonly bytes: number };
const luma: PlaneLayout = { across: 1, down: 1, bytes: 1 };
const quarter: PlaneLayout = { across: 2, down: 2, bytes: 1 };
const half: PlaneLayout = { across: 2, down: 1, bytes: 1 };
const pairs: PlaneLayout = { across: 2, down: 2, bytes: 2 };
const layouts: ReadonlyMap<AVPixelFormat, readonly PlaneLayout[]> = new Map<AVPixelFormat, readonly PlaneLayout[]>([
  [AV_PIX_FMT_GRAY8, [luma]],
  [AV_PIX_FMT_NV12, [luma, pairs]],
  [AV_PIX_FMT_NV21, [luma, pairs]],
  [AV_PIX_FMT_YUV420P, [luma, quarter, quarter]],
  [AV_PIX_FMT_YUV422P, [luma, half, half]],
  [AV_PIX_FMT_YUV444P, [luma, luma, luma]],
  [AV_PIX_FMT_YUVJ420P, [luma, quarter, quarter]],
  [AV_PIX_FMT_YUVJ422P, [luma, half, half]],
  [AV_PIX_FMT_YUVJ444P, [luma, luma, luma]],
]);

/** A picture, or the part of one that begins where its planes begin. */
type Source = Pick<Frame, 'width' | 'height' | 'data' | 'linesize'>;
type Target = { readonly width: number; readonly height: number; readonly format: AVPixelFormat };
type Prepared = { readonly key: string; readonly context: SoftwareScaleContext };

function roundUp(size: number): number {
  return Math.ceil(size / blockSize) * blockSize;
}

/** The size of the detector's picture and of the padded plane around it, see `PictureFit`. */
export function planarSize(sourceWidth: number, sourceHeight: number, fit: PictureFit): Omit<PlanarPicture, 'data'> {
  if (fit.way === 'stretch') return { width: fit.width, height: fit.height, pictureWidth: fit.width, pictureHeight: fit.height };
  const scale = fit.way === 'longest' ? fit.longest / Math.max(sourceWidth, sourceHeight) : Math.min(fit.width / sourceWidth, fit.height / sourceHeight);
  const pictureWidth = Math.max(1, Math.round(sourceWidth * scale));
  const pictureHeight = Math.max(1, Math.round(sourceHeight * scale));
  const plane = fit.way === 'longest' ? { width: roundUp(pictureWidth), height: roundUp(pictureHeight) } : { width: fit.width, height: fit.height };
  return { pictureWidth, pictureHeight, ...plane };
}

function padOf(fit: PictureFit): number {
  return fit.way === 'stretch' ? 0 : fit.pad;
}

/** Uninitialised, with an ArrayBuffer of its own: zeroing all of it costs a tenth of the decoding. */
function emptyPlanes(planeBytes: number): { data: Uint8Array<ArrayBuffer>; planes: Buffer[] } {
  const data = new Uint8Array(Buffer.allocUnsafeSlow(3 * planeBytes).buffer);
  return { data, planes: [0, 1, 2].map((plane) => Buffer.from(data.buffer, plane * planeBytes, planeBytes)) };
}

/**
 * Scales decoded pictures with libswscale, straight into memory of their own. One for each source: its contexts are
 * made for the size and format that come and made anew when these change. Lives until it is closed and the last
 * picture that holds it is freed.
 */
export class PictureScaler {
  readonly #prepared = new Map<string, Prepared>();
  #jpegs: Scaler | null = null;
  #holders = 0;
  #isClosed = false;

  hold(): void {
    this.#holders += 1;
  }

  letGo(): void {
    this.#holders -= 1;
    if (this.#isClosed && this.#holders === 0) this.#free();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#holders === 0) this.#free();
  }

  gray(frame: Frame, mostWidth = grayWidth): GrayPicture {
    const width = Math.min(mostWidth, frame.width);
    const height = Math.max(1, Math.round((frame.height * width) / frame.width));
    const stride = roundUp(width);
    const wide = Buffer.allocUnsafeSlow(stride * height);
    const format = frame.format as AVPixelFormat;
    const source = layouts.has(format) ? AV_PIX_FMT_GRAY8 : format;
    this.#scale(`gray ${mostWidth}`, frame, source, { width, height, format: AV_PIX_FMT_GRAY8 }, [wide], stride);
    if (stride === width) return { data: wide, width, height };
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) data.set(wide.subarray(y * stride, y * stride + width), y * width);
    return { data, width, height };
  }

  planes(frame: Frame, asked: number | PictureFit): PlanarPicture {
    const fit: PictureFit = typeof asked === 'number' ? { way: 'longest', longest: asked, pad: 0 } : asked;
    const size = planarSize(frame.width, frame.height, fit);
    const { width, height, pictureWidth, pictureHeight } = size;
    if (width !== roundUp(width)) return this.#narrowPlanes(frame, fit, size);
    const pad = padOf(fit);
    const { data, planes } = emptyPlanes(width * height);
    const target = { width: pictureWidth, height: pictureHeight, format: AV_PIX_FMT_GBRP };
    this.#scale(`planes ${JSON.stringify(fit)}`, frame, frame.format as AVPixelFormat, target, planes, width);
    for (const plane of planes) {
      if (pictureWidth < width) for (let y = 0; y < pictureHeight; y++) plane.fill(pad, y * width + pictureWidth, (y + 1) * width);
      plane.fill(pad, pictureHeight * width);
    }
    return { data, ...size };
  }

  part(frame: Frame, { x, y, width, height, pictureWidth, pictureHeight }: View): PlanarPicture | null {
    const format = frame.format as AVPixelFormat;
    const layout = layouts.get(format);
    if (layout === undefined) return null;
    const { linesize, data } = frame;
    if (data === null) throw new Error('the decoded picture has no data');
    const cut = layout.map(({ across, down, bytes }, plane) => data[plane]?.subarray(Math.floor(y / down) * (linesize[plane] ?? 0) + Math.floor(x / across) * bytes) ?? Buffer.alloc(0));
    const { data: picture, planes } = emptyPlanes(pictureWidth * pictureHeight);
    this.#scale('part', { width, height, data: cut, linesize }, format, { width: pictureWidth, height: pictureHeight, format: AV_PIX_FMT_GBRP }, planes, pictureWidth);
    return { data: picture, width: pictureWidth, height: pictureHeight, pictureWidth, pictureHeight };
  }

  /** The library writes whole blocks of pixels: planes of another width are cut out of wider ones. */
  #narrowPlanes(frame: Frame, fit: PictureFit, size: Omit<PlanarPicture, 'data'>): PlanarPicture {
    const { width, height, pictureWidth, pictureHeight } = size;
    const pad = padOf(fit);
    const stride = roundUp(width);
    const wide = [0, 1, 2].map(() => Buffer.allocUnsafeSlow(stride * pictureHeight));
    this.#scale(`planes ${JSON.stringify(fit)}`, frame, frame.format as AVPixelFormat, { width: pictureWidth, height: pictureHeight, format: AV_PIX_FMT_GBRP }, wide, stride);
    const data = new Uint8Array(3 * width * height).fill(pad);
    for (const [plane, pixels] of wide.entries())
      for (let y = 0; y < pictureHeight; y++) data.set(pixels.subarray(y * stride, y * stride + pictureWidth), (plane * height + y) * width);
    return { data, ...size };
  }

  jpeg(frame: Frame, maxWidth: number): Buffer {
    const width = Math.max(2, Math.min(maxWidth, frame.width) & ~1);
    const height = Math.max(2, Math.round((frame.height * width) / frame.width) & ~1);
    this.#jpegs ??= new Scaler({ maxCacheSize: 2 });
    return this.#jpegs.toJpegSync(frame, { resize: { width, height }, quality: jpegQuality });
  }

  #scale(use: string, frame: Source, format: AVPixelFormat, target: Target, planes: Buffer[], stride: number): void {
    const key = `${frame.width}x${frame.height} ${format} ${target.width}x${target.height}`;
    let prepared = this.#prepared.get(use);
    if (prepared?.key !== key) {
      prepared?.context.freeContext();
      const context = new SoftwareScaleContext();
      context.getContext(frame.width, frame.height, format, target.width, target.height, target.format, SWS_BILINEAR);
      prepared = { key, context };
      this.#prepared.set(use, prepared);
    }
    const data = frame.data;
    if (data === null) throw new Error('the decoded picture has no data');
    const strides = planes.map(() => stride);
    checked('scaling a picture', prepared.context.scaleSync(data, frame.linesize, 0, frame.height, planes, strides));
  }

  #free(): void {
    for (const { context } of this.#prepared.values()) context.freeContext();
    this.#prepared.clear();
    this.#jpegs?.close();
    this.#jpegs = null;
  }
}
