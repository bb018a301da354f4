import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SentencePart } from './sentence.ts';

type PartProps = { text: string; field: string; onOpen: (field: string) => void };

/** A button that flows with the text around it: a real one is a block that breaks lines where no line breaks. */
function Part({ text, field, onOpen }: PartProps): JSX.Element {
  const { t } = useTranslation('cameras');
  return (
    <span
      role="button" tabIndex={0} className="rule-part" data-part={field} title={t('scene.sentence.open', { part: text })} onClick={() => onOpen(field)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen(field);
      }}
    >
      {text}
    </span>
  );
}

/** A rule as a sentence whose parts lead to the fields that set them, by mouse and by keyboard. */
export function SentenceLine({ parts, onOpen }: { parts: readonly SentencePart[]; onOpen: (field: string) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  return (
    <p className="rule-sentence" aria-label={t('scene.sentence.label')} data-testid="rule-sentence">
      {parts.map(({ text, field }, index) =>
        field === null ? (
          text
        ) : (
          <Part key={index} text={text} field={field} onOpen={onOpen} />
        ),
      )}
    </p>
  );
}
