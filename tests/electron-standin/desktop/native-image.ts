import { readFileSync } from 'node:fs';
import { strict, strictClass } from '../strict.ts';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Representation = Electron.AddRepresentationOptions;

/** A picture that is carried about, never drawn: its size is read from the PNG's header, and `resize` only notes the new one. */
export class NativeImage {
  #data: Buffer;
  #size: Electron.Size;
  #template = false;
  readonly representations: Representation[] = [];

  constructor(data: Buffer, size?: Electron.Size) {
    this.#data = data;
    const isPng = data.subarray(0, 8).equals(pngSignature) && data.length >= 24;
    this.#size = size ?? (isPng ? { width: data.readUInt32BE(16), height: data.readUInt32BE(20) } : { width: 0, height: 0 });
  }

  isEmpty(): boolean {
    return this.#data.length === 0 && this.representations.length === 0;
  }
  getSize(): Electron.Size {
    return { ...this.#size };
  }
  getAspectRatio(): number {
    return this.#size.height === 0 ? 1 : this.#size.width / this.#size.height;
  }
  toPNG(): Buffer {
    return Buffer.from(this.#data);
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.#data.toString('base64')}`;
  }
  resize(options: Electron.ResizeOptions): NativeImage {
    const { width = Math.round((options.height ?? this.#size.height) * this.getAspectRatio()), height = Math.round(width / this.getAspectRatio()) } = options;
    return new NativeImage(this.#data, { width, height });
  }
  crop(rectangle: Electron.Rectangle): NativeImage {
    return new NativeImage(this.#data, { width: rectangle.width, height: rectangle.height });
  }
  addRepresentation(options: Representation): void {
    this.representations.push(options);
    if (this.#data.length > 0) return;
    const bytes = options.buffer ?? (options.dataURL === undefined ? undefined : bytesOf(options.dataURL));
    if (!bytes) return;
    const image = new NativeImage(bytes);
    this.#data = bytes;
    this.#size = image.getSize();
  }
  getScaleFactors(): number[] {
    return [1, ...this.representations.map(({ scaleFactor = 1 }) => scaleFactor)];
  }
  setTemplateImage(template: boolean): void {
    this.#template = template;
  }
  isTemplateImage(): boolean {
    return this.#template;
  }
  get isMacTemplateImage(): boolean {
    return this.#template;
  }
}

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

/** An unreadable file gives an empty picture, as in Electron. */
function createFromPath(path: string): NativeImage {
  try {
    return new NativeImage(readFileSync(path));
  } catch {
    return new NativeImage(Buffer.alloc(0));
  }
}

strictClass('nativeImage', NativeImage);

export const nativeImage = strict('nativeImage', {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromPath,
  createFromBuffer: (buffer: Buffer) => new NativeImage(Buffer.from(buffer)),
  createFromDataURL: (url: string) => new NativeImage(bytesOf(url)),
});
