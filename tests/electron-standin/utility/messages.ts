/** What the main process and a utility process say to each other over Node's own channel (structured clone). Ports are named by number. */
export type ToUtility =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'closed'; readonly port: number }
  /** Nothing more will come for a port that this process has given away. */
  | { readonly kind: 'fence'; readonly port: number };

export type CarriedMessage = { readonly data: unknown; readonly ports: readonly number[] };

export type FromUtility =
  | { readonly kind: 'message'; readonly data: unknown }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'close'; readonly port: number }
  /** A port leaves this process with what had arrived for it and was not handed out. */
  | { readonly kind: 'lift'; readonly port: number; readonly backlog: readonly CarriedMessage[] }
  | { readonly kind: 'bounced'; readonly port: number; readonly message: CarriedMessage }
  | { readonly kind: 'fenced'; readonly port: number };
