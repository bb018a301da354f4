import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { routeHash, useRoute } from '../routing.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { useStation } from '../stores/station.ts';
import { Failed, Forbidden, LoadingRows } from '../ui/states.tsx';
import { Accounts } from './accounts.tsx';
import { Detectors } from './detectors/detectors.tsx';
import { Log } from './log.tsx';
import { Overview } from './overview.tsx';
import { Quality } from './quality/quality.tsx';
import { Settings } from './settings.tsx';
import './station-screen.css';

const sections = ['overview', 'quality', 'detectors', 'log', 'settings', 'accounts'] as const;
type Section = (typeof sections)[number];

/** The station itself: what is wrong first, then everything that runs; log, settings and accounts behind it. */
export function StationScreen(): JSX.Element {
  const { t } = useTranslation('station');
  const { detail } = useRoute();
  const section = sections.find((each) => each === detail) ?? 'overview';
  return (
    <div className="station" data-testid="station">
      <header className="station-head">
        <h1>{t('title')}</h1>
        <nav className="station-tabs" aria-label={t('title')}>
          {sections.map((each) => (
            <a key={each} href={routeHash({ screen: 'station', detail: each })} aria-current={each === section ? 'page' : undefined} data-testid={`station-${each}`}>{t(`section.${each}`)}</a>
          ))}
        </nav>
      </header>
      <div className="station-body"><Shown section={section} /></div>
    </div>
  );
}

function Shown({ section }: { section: Section }): JSX.Element {
  const { status, error } = useStation();
  const administrator = useIsAdministrator();
  switch (section) {
    case 'overview':
      if (status !== undefined) return <Overview status={status} />;
      return error === undefined ? <LoadingRows rows={10} /> : <Failed error={error} />;
    case 'quality':
      return <Quality />;
    case 'detectors':
      return <Detectors />;
    case 'log':
      return administrator ? <Log /> : <Forbidden />;
    case 'settings':
      return administrator ? <Settings /> : <Forbidden />;
    case 'accounts':
      return <Accounts />;
  }
}
