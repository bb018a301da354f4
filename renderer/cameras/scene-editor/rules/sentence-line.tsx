import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SentencePart } from './sentence.ts';

/** A rule as a sentence whose parts lead to the fields that set them, by mouse and by keyboard. */
export function SentenceLine({ parts, onOpen }: { parts: readonly SentencePart[]; onOpen: (field: string) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  return (
    <p className="rule-sentence" aria-label={t('scene.sentence.label')} data-testid="rule-sentence">
      {parts.map(({ text, field }, index) =>
        field === null ? (
          text
        ) : (
          <button key={index} type="button" className="rule-part" data-part={field} title={t('scene.sentence.open', { part: text })} onClick={() => onOpen(field)}>
            {text}
          </button>
        ),
      )}
    </p>
  );
}
