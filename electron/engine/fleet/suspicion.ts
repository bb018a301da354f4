/** Crashes a camera may be present at before it has to run alone. */
const crashesBeforeAlone = 3;
/** A camera is forgiven when its worker held for this long. */
const forgivenAfterMs = 10 * 60_000;

/** Remembers which cameras were present when workers died. */
export type Suspicion = {
  crashed(cameraIds: readonly string[], at: number): void;
  suspects(at: number): ReadonlySet<string>;
};

export function createSuspicion(): Suspicion {
  const records = new Map<string, { crashes: number; lastAt: number }>();
  const forget = (at: number): void => {
    for (const [id, record] of records) if (at - record.lastAt >= forgivenAfterMs) records.delete(id);
  };
  return {
    crashed(cameraIds, at) {
      forget(at);
      for (const id of cameraIds) records.set(id, { crashes: (records.get(id)?.crashes ?? 0) + 1, lastAt: at });
    },
    suspects(at) {
      forget(at);
      return new Set([...records].filter(([, { crashes }]) => crashes >= crashesBeforeAlone).map(([id]) => id));
    },
  };
}
