import { Button, MultiSelect } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { classWords } from '../../../electron/contract/class-words.ts';
import type { Detector, UnusedObject } from '../../../electron/contract/detector.ts';
import { ObjectClass } from '../../../electron/contract/object-class.ts';
import { useChannel } from '../../channel/use-channel.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell } from '../../ui/notices.ts';
import { useLanguage } from '../../words/language.ts';
import { assigned, choiceOf, modelClassText, reassigned } from './class-words.ts';

/** So many of a model's classes are offered at once; typing finds the others. */
const mostOffered = 100;

type ClassPanelProps = { detector: Detector; /** What a check found of classes that count as nothing. */ unused?: readonly UnusedObject[]; onChanged: () => void };

/** Says which of a model's classes count as which of the program's. */
export function ClassPanel({ detector, unused = [], onChanged }: ClassPanelProps): JSX.Element {
  const { t } = useTranslation(['station', 'common']);
  const language = useLanguage();
  const channel = useChannel();
  const text = useCallErrorText();
  const [before, guess] = [assigned(detector, 'class'), assigned(detector, 'guess')];
  const [numbers, setNumbers] = useState(before);
  const same = (other: typeof numbers): boolean => JSON.stringify(numbers) === JSON.stringify(other);
  const found = Map.groupBy(unused.filter(({ index }) => detector.classes[index]?.class === null), ({ index }) => index);
  const data = detector.classes.map((_, index) => ({ value: String(index), label: modelClassText(detector, index) }));
  const save = (): void => {
    channel.call('detectors.setClasses', { detectorId: detector.id, classes: choiceOf(numbers) }).then(
      () => {
        tell(t('detectors.classesSaved', { name: detector.name }));
        onChanged();
      },
      (error: unknown) => tell(text(error), { stayMs: 8000 }),
    );
  };
  return (
    <form
      className="detector-classes" data-testid="detector-classes"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p className="dim">{t('detectors.classesHelp')}</p>
      {found.size > 0 && <p data-testid="detector-unused">{t('detectors.unusedFound', { classes: [...found].map(([index, all]) => `${modelClassText(detector, index)} ×${all.length}`).join(t('detectors.and')) })}</p>}
      <div className="detector-class-list">
        {ObjectClass.options.map((objectClass) => (
          <MultiSelect
            key={objectClass} label={classWords[objectClass][language]} searchable selectFirstOptionOnChange clearable hidePickedOptions limit={mostOffered} nothingFoundMessage={t('detectors.noSuchClass')} data-testid={`detector-class-${objectClass}`}
            data={data} value={numbers[objectClass].map(String)} onChange={(chosen) => setNumbers(reassigned(numbers, objectClass, chosen.map(Number)))}
          />
        ))}
      </div>
      <div className="detector-class-foot">
        <Button type="submit" disabled={same(before) || choiceOf(numbers).length === 0} data-testid="detector-classes-save">{t('common:action.save')}</Button>
        <Button variant="subtle" disabled={same(guess) || choiceOf(guess).length === 0} onClick={() => setNumbers(guess)} data-testid="detector-classes-guess">{t('detectors.classesGuess')}</Button>
      </div>
    </form>
  );
}
