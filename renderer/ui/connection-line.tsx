import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineState } from '../../electron/contract/desktop.ts';
import { useChannelState } from '../channel/use-channel.ts';
import { useGate } from '../desktop/engine-gate.tsx';
import { secondsUntil } from '../desktop/gate.ts';
import { useEngineState } from '../desktop/shell-store.ts';
import { useNow } from './now.ts';
import './connection-line.css';

/** One calm line while the engine is away; nothing for the first second, since most gaps are shorter. */
export function ConnectionLine(): JSX.Element | null {
  const { t } = useTranslation('common');
  const state = useChannelState();
  const engine = useEngineState();
  const gate = useGate();
  const away = state === 'lost' || state === 'connecting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(away), away ? 1000 : 0);
    return () => clearTimeout(timer);
  }, [away]);
  if (!(shown && away) && gate !== 'line') return null;
  return (
    <div className="connection-line" role="status" data-testid="connection-line">
      <span className="connection-line-dot" />
      {gate === 'line' && engine !== null ? <EngineWords engine={engine} /> : state === 'lost' ? t('connection.lost') : t('connection.connecting')}
    </div>
  );
}

/** In the desktop shell it is known what the engine is about, and when recording goes on. */
function EngineWords({ engine }: { engine: EngineState }): string {
  const { t } = useTranslation('desktop');
  const now = useNow();
  const seconds = engine.phase === 'restarting' ? secondsUntil(engine.retryAt, now) : 0;
  return seconds > 0 ? t('line.restartsIn', { seconds }) : t('line.starting');
}
