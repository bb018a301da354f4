import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { classWords } from '../../../electron/contract/class-words.ts';
import type { Looked } from '../../../electron/contract/detector.ts';
import type { RelativeBox } from '../../../electron/contract/geometry.ts';
import { useLanguage } from '../../words/language.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

type Named = { readonly name: string; readonly confidence: number; readonly box: RelativeBox };

function Box({ found: { name, confidence, box }, unused = false }: { found: Named; unused?: boolean }): JSX.Element {
  return (
    <span className="boxed-box" data-unused={unused || undefined} style={{ left: percent(box.left), top: percent(box.top), width: percent(box.width), height: percent(box.height) }} data-testid={unused ? 'boxed-unused' : 'boxed-box'}>
      <span className="boxed-label figures">{name} {Math.round(confidence * 100)}</span>
    </span>
  );
}

type BoxedPictureProps = { title: string; picture: string; ratio: number; looked: Looked; /** What it found that counts as nothing, dashed. */ unused?: readonly Named[] };

/** A picture with what one detector found on it, and how long it took. */
export function BoxedPicture({ title, picture, ratio, looked, unused = [] }: BoxedPictureProps): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  return (
    <figure className="boxed" data-testid="boxed">
      <figcaption>
        <strong className="cut" title={title}>{title}</strong>
        <span className="figures">{t('detectors.found', { count: looked.found.length })}</span>
        <span className="figures">{t('detectors.ms', { ms: looked.msPerRun.toFixed(1) })}</span>
      </figcaption>
      <div className="boxed-picture" style={{ aspectRatio: ratio }}>
        <img src={picture} alt="" />
        {unused.map((found, index) => <Box key={index} found={found} unused />)}
        {looked.found.map((found, index) => <Box key={index} found={{ ...found, name: classWords[found.class][language] }} />)}
      </div>
    </figure>
  );
}
