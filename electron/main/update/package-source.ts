/** Where a package lies: a folder, or an address on a server in the house. */
export type PackageSource = {
  /** For the log. */
  readonly name: string;
  /** A small file whole; null when there is none. @throws UpdateRefusal `too-large`, `unreadable` */
  read(file: string, atMostBytes: number, signal?: AbortSignal): Promise<Buffer | null>;
  /** The bytes of a file one after the other. @throws UpdateRefusal `not-found`, `unreadable` */
  open(file: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
};
