import { SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../channel/use-channel.ts';
import { Failed, LoadingRows, Notice } from '../../ui/states.tsx';
import { Part } from '../part.tsx';
import { CurveRow } from './curve-row.tsx';
import './quality.css';
import { ReviewTable } from './review-table.tsx';

const spans = [4, 8, 26, 52] as const;

/** How right the alarms are, over time, and the thresholds that follow from it. */
export function Quality(): JSX.Element {
  const { t } = useTranslation('station');
  const [weeks, setWeeks] = useState<number>(8);
  const review = useAnswer('quality.review', { weeks });
  const curves = useAnswer('quality.curves', {});
  const rows = review.value;
  const changed = (): void => curves.reload();
  if (rows === undefined) return review.error === undefined ? <LoadingRows rows={6} /> : <Failed error={review.error} onRetry={review.reload} />;
  return (
    <div className="overview">
      <Part
        title={t('quality.title')}
        aside={<SegmentedControl size="xs" aria-label={t('quality.span')} value={String(weeks)} onChange={(value) => setWeeks(Number(value))} data={spans.map((span) => ({ value: String(span), label: t('quality.lastWeeks', { weeks: span }) }))} />}
      >
        {rows.length === 0 ? <Notice icon={<IconChecklist />} title={t('quality.none')}>{t('quality.noneHelp')}</Notice> : <ReviewTable rows={rows} />}
      </Part>
      <Part title={t('quality.thresholds')}>
        <p className="dim quality-help">{t('quality.thresholdsHelp')}</p>
        {curves.value === undefined
          ? curves.error === undefined ? <LoadingRows rows={3} /> : <Failed error={curves.error} onRetry={curves.reload} />
          : curves.value.length === 0
            ? <p className="dim part-empty">{t('quality.noCurves')}</p>
            : <ul className="curves">{curves.value.map((curve) => <CurveRow key={`${curve.cameraId} ${curve.ruleId} ${curve.setting} ${curve.current}`} curve={curve} onChanged={changed} />)}</ul>}
      </Part>
    </div>
  );
}
