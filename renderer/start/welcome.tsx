import { Button, Progress } from '@mantine/core';
import { IconDeviceCctv, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../electron/contract/calls.ts';
import { useChannel } from '../channel/use-channel.ts';
import { navigate } from '../routing.ts';
import { endWelcome } from '../stores/session.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { Entrance } from './entrance.tsx';

type Demo = CallOutput<'demo.get'>;

/** After the first account: add the first camera, or take the demonstration and see it being made ready. */
export function Welcome(): JSX.Element {
  const { t } = useTranslation('start');
  const channel = useChannel();
  const text = useCallErrorText();
  const [demo, setDemo] = useState<Demo>();
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();

  const leave = (screen: 'wall' | 'cameras', detail: string | null = null): void => {
    navigate(screen, detail, { replace: true });
    endWelcome();
  };
  const start = (): void => {
    setStarting(true);
    setError(undefined);
    channel.call('demo.start', {}).then(
      () => leave('wall'),
      (reason: unknown) => {
        setError(reason);
        setStarting(false);
      },
    );
  };
  useEffect(() => {
    const ask = (): void => void channel.call('demo.get', {}).then(setDemo, () => undefined);
    ask();
    if (!starting) return;
    const timer = setInterval(ask, 500);
    return () => clearInterval(timer);
  }, [channel, starting]);

  return (
    <Entrance title={t('welcome.title')} lead={t('welcome.lead')} wide>
      <div className="entrance-ways">
        <button type="button" className="entrance-way" disabled={starting} onClick={() => leave('cameras', 'new')} data-testid="welcome-camera">
          <IconDeviceCctv />
          <strong>{t('welcome.camera')}</strong>
          <span>{t('welcome.cameraHelp')}</span>
        </button>
        <button type="button" className="entrance-way" disabled={starting} onClick={start} data-testid="welcome-demo">
          <IconPlayerPlay />
          <strong>{t('welcome.demo')}</strong>
          <span>{demo?.source === 'drawn' ? t('welcome.demoDrawn') : t('welcome.demoHelp')}</span>
        </button>
      </div>
      {starting && (
        <div className="entrance-progress" role="status">
          <p>{t('welcome.starting')}</p>
          <Progress mt="xs" value={Math.max(3, (demo?.progress ?? 0) * 100)} aria-label={t('welcome.starting')} />
        </div>
      )}
      {error !== undefined && <p className="entrance-problem entrance-progress" role="alert">{text(error)}</p>}
      <Button className="entrance-skip" variant="subtle" color="gray" onClick={() => leave('wall')} disabled={starting}>{t('welcome.skip')}</Button>
    </Entrance>
  );
}
