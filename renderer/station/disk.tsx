import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationStatus } from '../../electron/contract/station.ts';
import { formatBytes } from '../ui/format.ts';
import { diskShares } from './disk-shares.ts';

/** The disk as one bar, with the reserve at its end. */
export function Disk({ disk }: { disk: StationStatus['disk'] }): JSX.Element {
  const { t } = useTranslation('station');
  const shares = diskShares(disk);
  return (
    <div className="disk" data-testid="disk">
      <div className="disk-bar" role="img" aria-label={shares.map(({ part, bytes }) => `${t(`disk.${part}`)} ${formatBytes(bytes)}`).join(', ')}>
        {shares.filter(({ share }) => share > 0.0005).map(({ part, share }) => <div key={part} className={`disk-${part}`} style={{ flexGrow: share }} />)}
      </div>
      <dl className="disk-legend">
        {shares.map(({ part, bytes }) => (
          <div key={part}><dt><i className={`disk-${part}`} />{t(`disk.${part}`)}</dt><dd className="figures">{formatBytes(bytes)}</dd></div>
        ))}
        <div><dt>{t('disk.total')}</dt><dd className="figures">{formatBytes(disk.totalBytes)}</dd></div>
      </dl>
    </div>
  );
}
