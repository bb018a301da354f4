export type ConnectionHandlers = {
  /** A text from the window; null for anything else. */
  message(text: string | null): void;
  /** It answered a `ping`. */
  alive(): void;
  closed(): void;
};

/** A window's connection, whatever carries it: a WebSocket, or a port that the desktop shell lends. */
export type Connection = {
  send(data: string | Uint8Array): void;
  /** Bytes that were sent and that the window has not taken yet. */
  unread(): number;
  close(code: number, reason: string): void;
  /** Ends it without a word. */
  terminate(): void;
  ping(): void;
  /** To be called once, at once. */
  listen(handlers: Partial<ConnectionHandlers>): void;
};
