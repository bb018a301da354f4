import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelState } from '../channel/use-channel.ts';
import './connection-line.css';

/** One calm line while the engine is away; nothing for the first second, since most gaps are shorter. */
export function ConnectionLine(): JSX.Element | null {
  const { t } = useTranslation('common');
  const state = useChannelState();
  const away = state === 'lost' || state === 'connecting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(away), away ? 1000 : 0);
    return () => clearTimeout(timer);
  }, [away]);
  if (!shown || !away) return null;
  return (
    <div className="connection-line" role="status" data-testid="connection-line">
      <span className="connection-line-dot" />
      {state === 'lost' ? t('connection.lost') : t('connection.connecting')}
    </div>
  );
}
