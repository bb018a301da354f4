import { IconClockPlay, IconPhotoOff, IconVideoOff } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { addresses } from '../channel/addresses.ts';

type Props = {
  event: EventSummary;
  /** What keeps a clip that is there from being played. */
  trouble: 'preparing' | 'unplayable' | null;
};

/** Where there is no clip (yet): the picture of the alarm, and one line that says why. */
export function ClipStill({ event, trouble }: Props): JSX.Element {
  const { t } = useTranslation('review');
  const [broken, setBroken] = useState<string | null>(null);
  const hasPicture = event.hasPicture && broken !== event.id;
  const state = event.clip === 'ready' ? trouble : event.clip;
  return (
    <div className="clip-still">
      {hasPicture ? (
        <img src={addresses.eventPicture(event.id)} alt={t('player.picture')} onError={() => setBroken(event.id)} />
      ) : (
        <div className="clip-nothing"><IconPhotoOff /><span>{t('player.noPicture')}</span></div>
      )}
      {state !== null && (
        <p className="clip-word" role="status" data-testid={`clip-${state}`}>
          {state === 'pending' || state === 'preparing' ? <IconClockPlay /> : <IconVideoOff />}
          <span><strong>{t(`clip.${state}.title`)}</strong> {t(`clip.${state}.help`)}</span>
        </p>
      )}
    </div>
  );
}
