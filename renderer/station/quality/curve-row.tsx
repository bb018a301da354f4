import { Button, Slider } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatingCurve, Refit } from '../../../electron/contract/quality.ts';
import { useChannel } from '../../channel/use-channel.ts';
import { routeHash } from '../../routing.ts';
import { useBehavior } from '../../stores/behaviors.ts';
import { useIsAdministrator } from '../../stores/session.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell, untell } from '../../ui/notices.ts';
import { useLanguage } from '../../words/language.ts';
import { CurveChart } from './curve-chart.tsx';

const undoMs = 15_000;

/** One threshold: what other values would have done to the events that reviewers decided, and putting one in force. */
export function CurveRow({ curve, onChanged }: { curve: OperatingCurve; onChanged: () => void }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const administrator = useIsAdministrator();
  const card = useBehavior(curve.behavior);
  const refit = useRefit(curve, onChanged);
  const { points, current, proposed } = curve;
  const preset = Math.max(0, points.findIndex(({ threshold }) => threshold === (proposed ?? current)));
  const [index, setIndex] = useState(preset);
  const point = points[Math.min(index, points.length - 1)];
  const now = points[0];
  if (point === undefined || now === undefined) return <></>;
  const number = (value: number): string => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  const perDay = (events: number): string => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(events / curve.days);
  const setting = card?.fields.find(({ key }) => key === curve.setting)?.title[language] ?? curve.setting;
  return (
    <li className="curve" data-testid="curve" data-proposed={proposed !== null || undefined}>
      <div className="curve-words">
        <strong>{card?.title[language] ?? curve.behavior} · {setting}</strong>
        <a className="cut" href={routeHash({ screen: 'cameras', detail: curve.cameraId })} title={curve.cameraName}>{curve.cameraName}</a>
        {curve.place !== null && <span className="dim cut" title={curve.place}>{curve.place}</span>}
      </div>
      <div className="curve-picture">
        <CurveChart curve={curve} chosen={point.threshold} />
        <Slider
          size="sm" min={0} max={Math.max(1, points.length - 1)} disabled={points.length < 2} value={index} onChange={setIndex}
          label={(value) => number(points[value]?.threshold ?? current)} thumbLabel={t('quality.threshold', { setting })}
        />
      </div>
      <div className="curve-effect">
        <span className="figures curve-threshold">{point.threshold === current ? number(current) : `${number(current)} → ${number(point.threshold)}`}</span>
        <span className="figures">{t('quality.kept', { kept: point.confirmed, of: now.confirmed })}</span>
        <span className="figures">{t('quality.perDay', { now: perDay(now.dismissed), then: perDay(point.dismissed) })}</span>
      </div>
      {administrator && (
        <Button variant={proposed !== null && point.threshold === proposed ? 'filled' : 'default'} disabled={point.threshold === current} onClick={() => refit(point.threshold)} data-testid="curve-apply">
          {t('quality.apply')}
        </Button>
      )}
    </li>
  );
}

/** Puts a threshold in force, with a notice that puts the old one back. */
function useRefit({ cameraId, ruleId, setting, current }: OperatingCurve, onChanged: () => void): (threshold: number) => void {
  const { t } = useTranslation(['station', 'common']);
  const channel = useChannel();
  const text = useCallErrorText();
  const noticeId = `refit ${cameraId} ${ruleId} ${setting}`;
  const put = (refit: Refit, then: () => void): void => {
    channel.call('quality.refit', { refit }).then(
      () => {
        onChanged();
        then();
      },
      (error: unknown) => tell(text(error)),
    );
  };
  return (after) => {
    const change = { cameraId, ruleId, setting, before: current, after };
    const undo = (): void => {
      untell(noticeId);
      put({ ...change, before: after, after: current }, () => tell(t('quality.undone')));
    };
    put(change, () =>
      tell(
        <span className="notice-line">
          <span>{t('quality.applied')}</span>
          <Button variant="subtle" size="compact-sm" onClick={undo} data-testid="undo-refit">{t('common:action.undo')}</Button>
        </span>,
        { id: noticeId, stayMs: undoMs },
      ),
    );
  };
}
