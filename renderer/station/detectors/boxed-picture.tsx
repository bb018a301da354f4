import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { classWords } from '../../../electron/contract/class-words.ts';
import type { FoundObject, Looked } from '../../../electron/contract/detector.ts';
import { useLanguage } from '../../words/language.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

function Box({ found: { class: objectClass, confidence, box } }: { found: FoundObject }): JSX.Element {
  const language = useLanguage();
  return (
    <span className="boxed-box" style={{ left: percent(box.left), top: percent(box.top), width: percent(box.width), height: percent(box.height) }} data-testid="boxed-box">
      <span className="boxed-label figures">{classWords[objectClass][language]} {Math.round(confidence * 100)}</span>
    </span>
  );
}

/** A picture with what one detector found on it, and how long it took. */
export function BoxedPicture({ title, picture, ratio, looked }: { title: string; picture: string; ratio: number; looked: Looked }): JSX.Element {
  const { t } = useTranslation('station');
  return (
    <figure className="boxed" data-testid="boxed">
      <figcaption>
        <strong className="cut" title={title}>{title}</strong>
        <span className="figures">{t('detectors.found', { count: looked.found.length })}</span>
        <span className="figures">{t('detectors.ms', { ms: looked.msPerRun.toFixed(1) })}</span>
      </figcaption>
      <div className="boxed-picture" style={{ aspectRatio: ratio }}>
        <img src={picture} alt="" />
        {looked.found.map((found, index) => <Box key={index} found={found} />)}
      </div>
    </figure>
  );
}
