/** What the main process and the preload's world of a page say to each other, as JSON; `data` and `args` are encoded by codec.ts. */
export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly data: string }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string; readonly ports: readonly string[] }
  | { readonly kind: 'port'; readonly port: string; readonly data: string; readonly ports: readonly string[] }
  | { readonly kind: 'closed'; readonly port: string }
  | { readonly kind: 'permission'; readonly id: number; readonly granted: boolean };

export type FromPage =
  | { readonly kind: 'hello'; readonly url: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string; readonly ports: readonly string[] }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'port'; readonly port: string; readonly data: string; readonly ports: readonly string[] }
  | { readonly kind: 'close'; readonly port: string }
  | { readonly kind: 'permission'; readonly id: number; readonly permission: string; readonly mediaTypes: readonly string[] }
  | { readonly kind: 'open'; readonly url: string; readonly frameName: string; readonly features: string };

/** What the preload's world is told when it starts. */
export type PageFacts = {
  /** Random name of the event by which the two worlds of the page talk. */
  readonly eventName: string;
  readonly webContentsId: number;
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly execPath: string;
  readonly resourcesPath: string;
};
