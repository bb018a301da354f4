import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../../electron/engine/behavior/episode.ts';
import { matchEpisodes, type Raised, type Sought } from '../../../eval/behaviours/match.ts';

const box = (left: number): { left: number; top: number; width: number; height: number } => ({ left, top: 0.2, width: 0.1, height: 0.3 });

function raised(openedAt: number, left: number, ruleId = 'rule'): Raised {
  const episode: Episode = {
    id: `${openedAt}-${left}`, ruleId, behavior: 'intrusion', severity: 'yellow', startedAt: openedAt, endedAt: openedAt, reasons: [], zone: null, line: null,
    objects: [{ track: 1, class: 'person', confidence: 0.9, path: [{ at: openedAt, box: box(left) }] }],
  };
  return { episode, openedAt };
}

const sought = (metAt: number, left: number, rule = 'rule'): Sought => ({ rule, metAt, until: metAt + 5000, boxesAt: () => [box(left)] });

describe('episodes are matched with what is true', () => {
  it('when they are about the place and time', () =>
    expect(matchEpisodes([sought(1000, 0.1)], [raised(1400, 0.12)])).toEqual([{ sought: 0, raised: 0, delayMs: 400 }]));
  it.each([
    ['elsewhere', raised(1400, 0.5)],
    ['far too late', raised(6000, 0.1)],
    ['well before', raised(-500, 0.1)],
    ['of another rule', raised(1400, 0.1, 'other')],
  ])('but not %s', (_, one) => expect(matchEpisodes([sought(1000, 0.1)], [one])).toEqual([]));
  it('each once: a second alarm about the same is left over', () => expect(matchEpisodes([sought(1000, 0.1)], [raised(1900, 0.1), raised(1200, 0.1)])).toEqual([{ sought: 0, raised: 1, delayMs: 200 }]));
  it('as many as possible, even if one comes further from its own', () => {
    const matches = matchEpisodes([sought(1000, 0.1), sought(3000, 0.1)], [raised(2900, 0.1), raised(4800, 0.1)]);
    expect(matches.map(({ sought: truth, raised: one }) => [truth, one])).toEqual([[0, 0], [1, 1]]);
  });
  it('though there is nothing to match', () => expect([matchEpisodes([], []), matchEpisodes([sought(0, 0)], []), matchEpisodes([], [raised(0, 0)])]).toEqual([[], [], []]));
});
