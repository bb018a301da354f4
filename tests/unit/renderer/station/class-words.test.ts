import { describe, expect, it } from 'vitest';
import { assigned, choiceOf, modelClassText, reassigned } from '../../../../renderer/station/detectors/class-words.ts';

const detector = {
  classes: [
    { name: 'person', class: 'person', guess: 'person' },
    { name: 'rider', class: null, guess: null },
    { name: 'van', class: 'car', guess: 'car' },
    { name: '', class: 'person', guess: null },
  ] as const,
};
const classes = { classes: [...detector.classes] };

describe('which of a model\'s classes count as what', () => {
  it('is shown by number, with the name where there is one', () => {
    expect([0, 3, 9].map((index) => modelClassText(classes, index))).toEqual(['#0 person', '#3', '#9']);
  });
  it('is what was said, or what the names suggest', () => {
    expect(assigned(classes, 'class')).toMatchObject({ person: [0, 3], car: [2], truck: [] });
    expect(assigned(classes, 'guess')).toMatchObject({ person: [0], car: [2] });
  });
  it('gives a class away that is chosen elsewhere, and takes one back', () => {
    const moved = reassigned(assigned(classes, 'class'), 'truck', [3, 2]);
    expect(moved).toMatchObject({ person: [0], car: [], truck: [2, 3] });
    expect(choiceOf(reassigned(moved, 'truck', [2]))).toEqual([{ index: 0, class: 'person' }, { index: 2, class: 'truck' }]);
  });
});
