/** What the engine asks of the demonstration's process. */
export type DemoJob = {
  /** Preferred port, so that cameras keep their addresses; another one is taken when it is in use. */
  readonly port: number;
  readonly clips: readonly {
    readonly mount: string;
    /** A video file, or null for the street that the program draws. */
    readonly source: string | null;
    /** Where the prepared H.264 is kept. */
    readonly prepared: string;
  }[];
};

export type FromDemo =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'skipped'; readonly mount: string; readonly message: string }
  | { readonly type: 'ready'; readonly port: number; readonly mounts: readonly string[] };
