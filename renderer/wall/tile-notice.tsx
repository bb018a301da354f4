import { IconPlugConnectedX, IconZzz } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/now.ts';
import { codecName } from './codec-name.ts';
import type { TileView } from './tile-view.ts';
import { useProblemText } from './problem-text.ts';

function RetryLine({ retryAt }: { retryAt: number }): JSX.Element {
  const { t } = useTranslation('wall');
  const seconds = Math.ceil((retryAt - useNow()) / 1_000);
  return <p className="tile-retry figures">{seconds > 0 ? t('tile.retryIn', { seconds }) : t('tile.retryNow')}</p>;
}

function Words({ icon, title, text, children }: { icon: ReactNode; title: string; text?: string; children?: ReactNode }): JSX.Element {
  return (
    <div className="tile-notice" role="status">
      <div className="tile-notice-icon">{icon}</div>
      <p className="tile-notice-title">{title}</p>
      {text !== undefined && <p className="tile-notice-text">{text}</p>}
      {children}
    </div>
  );
}

/** What a tile says instead of a picture, or over one that stands still. */
export function TileNotice({ view }: { view: TileView }): JSX.Element | null {
  const { t } = useTranslation('wall');
  const problemText = useProblemText();
  switch (view.kind) {
    case 'off':
      return <Words icon={<IconZzz />} title={t('tile.off')} text={t('tile.offHelp')} />;
    case 'connecting':
      return <div className="tile-skeleton" role="status" aria-label={t('tile.connecting')}><span>{t('tile.connecting')}</span></div>;
    case 'waiting':
      return (
        <Words icon={<IconPlugConnectedX />} title={t('tile.waiting')} {...(view.problem === null ? {} : { text: problemText(view.problem) })}>
          {view.retryAt !== null && <RetryLine retryAt={view.retryAt} />}
        </Words>
      );
    case 'unsupported':
      return <div className="tile-trouble" role="status" title={t('tile.unsupportedHelp')}>{t('tile.unsupported', { codec: codecName(view.codec) })}</div>;
    case 'live':
      return view.trouble === null ? null : <div className="tile-trouble" role="status">{t(`tile.${view.trouble}`)}</div>;
  }
}
