import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityRow, QualityWeek } from '../../../electron/contract/quality.ts';
import { useBehaviorTitle } from '../../stores/behaviors.ts';
import { formatCount, formatDay } from '../../ui/format.ts';
import { useLanguage } from '../../words/language.ts';
import { byBehavior, precisionOf, sumOf } from './precision.ts';

/** How right each behaviour was, by what reviewers decided; the cameras behind it on demand. */
export function ReviewTable({ rows }: { rows: readonly QualityRow[] }): JSX.Element {
  const { t } = useTranslation('station');
  const titleOf = useBehaviorTitle();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (behavior: string): void => setOpened((before) => (before.has(behavior) ? new Set([...before].filter((each) => each !== behavior)) : new Set([...before, behavior])));
  return (
    <div className="table-frame">
      <table className="table quality-table" data-testid="quality-table">
        <thead>
          <tr>
            <th>{t('quality.behavior')}</th><th className="table-number">{t('quality.confirmed')}</th><th className="table-number">{t('quality.dismissed')}</th>
            <th className="table-number">{t('quality.open')}</th><th>{t('quality.precision')}</th><th>{t('quality.weeks')}</th>
          </tr>
        </thead>
        <tbody>
          {byBehavior(rows).map(({ behavior, weeks, cameras }) => {
            const isOpen = opened.has(behavior);
            const title = titleOf(behavior);
            return (
              <Fragment key={behavior}>
                <Row
                  weeks={weeks}
                  name={
                    <span className="quality-name">
                      <ActionIcon size="sm" variant="subtle" color="gray" aria-expanded={isOpen} aria-label={t('quality.cameras', { behavior: title })} onClick={() => toggle(behavior)} data-testid="quality-open">
                        {isOpen ? <IconChevronDown size="1rem" /> : <IconChevronRight size="1rem" />}
                      </ActionIcon>
                      <strong className="cut" title={title}>{title}</strong>
                    </span>
                  }
                />
                {isOpen && cameras.map((camera) => <Row key={camera.cameraId} weeks={camera.weeks} name={<span className="cut quality-camera" title={camera.cameraName}>{camera.cameraName}</span>} />)}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row({ name, weeks }: { name: ReactNode; weeks: readonly QualityWeek[] }): JSX.Element {
  const language = useLanguage();
  const sum = sumOf(weeks);
  return (
    <tr>
      <td className="table-name">{name}</td>
      <td className="table-number figures">{formatCount(sum.confirmed, language)}</td>
      <td className="table-number figures">{formatCount(sum.dismissed, language)}</td>
      <td className="table-number figures dim">{formatCount(sum.open, language)}</td>
      <td><PrecisionBar {...sum} /></td>
      <td><WeekBars weeks={weeks} /></td>
    </tr>
  );
}

function PrecisionBar(sum: { confirmed: number; dismissed: number }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const precision = precisionOf(sum);
  if (precision === null) return <span className="dim">{t('quality.undecided')}</span>;
  const percent = (share: number): string => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  const { value, low, high } = precision;
  return (
    <span className="precision" title={t('quality.interval', { low: percent(low), high: percent(high) })}>
      <span className="precision-bar"><i style={{ width: `${value * 100}%` }} /><b style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} /></span>
      <span className="figures">{percent(value)}</span>
      <span className="figures dim">{percent(low)}–{percent(high)}</span>
    </span>
  );
}

function WeekBars({ weeks }: { weeks: readonly QualityWeek[] }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const most = Math.max(1, ...weeks.map(({ confirmed, dismissed }) => confirmed + dismissed));
  return (
    <span className="week-bars">
      {weeks.map(({ from, confirmed, dismissed }) => (
        <span key={from} title={t('quality.week', { day: formatDay(from, language), confirmed, dismissed })}>
          <i className="week-dismissed" style={{ height: `${(dismissed / most) * 100}%` }} />
          <i className="week-confirmed" style={{ height: `${(confirmed / most) * 100}%` }} />
        </span>
      ))}
    </span>
  );
}
