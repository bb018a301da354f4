/** When rules were last the case, as a whole and with each object. */
export type Occurrences = {
  readonly note: (ruleId: string, tracks: readonly number[], at: number) => void;
  /** The last moment of a rule; with `tracks`, of the rule with one of them. */
  readonly lastAt: (ruleId: string, tracks?: readonly number[]) => number | null;
  readonly forget: (ruleId: string) => void;
  readonly forgetTracks: () => void;
};

/** Of each rule so many objects are remembered, those of the latest moments. */
const mostTracks = 500;

export function makeOccurrences(): Occurrences {
  const rules = new Map<string, { at: number; tracks: Map<number, number> }>();
  return {
    note(ruleId, tracks, at) {
      const rule = rules.get(ruleId) ?? { at, tracks: new Map<number, number>() };
      rules.set(ruleId, rule);
      rule.at = Math.max(rule.at, at);
      for (const track of tracks) {
        rule.tracks.delete(track);
        rule.tracks.set(track, at);
      }
      for (const track of rule.tracks.keys()) {
        if (rule.tracks.size <= mostTracks) break;
        rule.tracks.delete(track);
      }
    },
    lastAt(ruleId, tracks) {
      const rule = rules.get(ruleId);
      if (rule === undefined) return null;
      if (tracks === undefined) return rule.at;
      const moments = tracks.map((track) => rule.tracks.get(track)).filter((at) => at !== undefined);
      return moments.length === 0 ? null : Math.max(...moments);
    },
    forget: (ruleId) => void rules.delete(ruleId),
    forgetTracks() {
      for (const { tracks } of rules.values()) tracks.clear();
    },
  };
}
