import { describe, expect, it } from 'vitest';
import { Scene } from '../../../../electron/contract/scene.ts';
import { createRules } from '../../../../electron/engine/analysis/rules.ts';
import { createThingsStage, thingsWidth } from '../../../../electron/engine/analysis/things-stage.ts';
import { grayPicture } from '../../../support/gray-pictures.ts';

const thing = (x: number, y: number): boolean => x >= 150 && x < 166 && y >= 120 && y < 140;

describe('the stage of still things', () => {
  it('looks at a picture once a second, takes a change to have come halfway since the look before, and still says at every observation what is known', () => {
    const stage = createThingsStage();
    const widths: (number | undefined)[] = [];
    let last = null;
    for (let at = 0; at <= 30_000; at += 200) {
      const gray = (width?: number) => {
        widths.push(width);
        return grayPicture((x, y) => (at >= 10_000 && thing(x, y) ? 40 : 120), 320, 180);
      };
      last = stage({ at, aspect: 16 / 9, tracks: [] }, { gray });
    }
    expect(widths).toHaveLength(31);
    expect(new Set(widths)).toEqual(new Set([thingsWidth]));
    expect(last?.things).toMatchObject([{ change: 'appeared', since: 9500, seenAt: 30_000 }]);
  });
  it('is wanted while a rule that is switched on asks for things, and not otherwise', () => {
    const rules = createRules();
    const scene = (enabled: boolean): Scene =>
      Scene.parse({ behaviors: [{ id: 'left', behavior: 'object-left', enabled }], zones: [] });
    expect(rules.needs('things')).toBe(false);
    rules.setScene(scene(true));
    expect(rules.needs('things')).toBe(true);
    rules.setScene(scene(false));
    expect(rules.needs('things')).toBe(false);
  });
});
