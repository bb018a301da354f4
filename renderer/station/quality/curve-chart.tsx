import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatingCurve } from '../../../electron/contract/quality.ts';

const width = 320;
const height = 96;

/** Confirmed events kept (line) and false alarms raised (area) over the threshold; the chosen threshold as a mark. */
export function CurveChart({ curve, chosen }: { curve: OperatingCurve; chosen: number }): JSX.Element {
  const { t } = useTranslation('station');
  const title = useId();
  const { points } = curve;
  const first = points[0]?.threshold ?? 0;
  const last = points.at(-1)?.threshold ?? 1;
  const x = (threshold: number): number => (last === first ? 0 : ((threshold - first) / (last - first)) * width);
  const y = (count: number, of: number): number => height - (of === 0 ? 0 : (count / of) * (height - 4));
  const confirmed = points.map((point) => `${x(point.threshold)},${y(point.confirmed, points[0]?.confirmed ?? 0)}`).join(' ');
  const dismissed = points.map((point) => `${x(point.threshold)},${y(point.dismissed, points[0]?.dismissed ?? 0)}`).join(' ');
  return (
    <svg className="curve-chart" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-labelledby={title}>
      <title id={title}>{t('quality.chart')}</title>
      <polygon className="curve-dismissed" points={`0,${height} ${dismissed} ${x(last)},${height}`} />
      <polyline className="curve-confirmed" points={confirmed} />
      <line className="curve-chosen" x1={x(chosen)} x2={x(chosen)} y1={0} y2={height} />
    </svg>
  );
}
