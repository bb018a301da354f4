import { useRef, type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from '../../electron/contract/event.ts';
import { formatPosition } from '../ui/format.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { shareOf, type ClipSpan } from './clip-time.ts';

type Props = { detail: EventDetail; span: ClipSpan; seconds: number; onSeek: (seconds: number) => void; onStep: (direction: -1 | 1) => void };

/** The clip from end to end: what has been played, how long the event lasted, and the moment of the alarm. */
export function ClipBar({ detail, span, seconds, onSeek, onStep }: Props): JSX.Element {
  const { t } = useTranslation('review');
  const bar = useRef<HTMLDivElement>(null);
  const duration = span.durationMs / 1000;
  const played = duration > 0 ? Math.min(1, seconds / duration) : 0;
  const alarm = shareOf(detail.startedAt, span);
  const end = detail.endedAt === null ? 1 : (shareOf(detail.endedAt, span) ?? 1);

  const seekTo = (event: PointerEvent): void => {
    const box = bar.current?.getBoundingClientRect();
    if (box !== undefined && box.width > 0) onSeek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onStep(event.key === 'ArrowLeft' ? -1 : 1);
    else if (event.key === 'Home' || event.key === 'End') onSeek(event.key === 'Home' ? 0 : duration);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={bar}
      className="clip-bar"
      role="slider"
      tabIndex={0}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration * 10) / 10}
      aria-valuenow={Math.round(seconds * 10) / 10}
      aria-valuetext={formatPosition(seconds)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
      }}
      onKeyDown={onKeyDown}
    >
      <div className="clip-bar-track">
        {alarm !== null && <div className={`clip-bar-event severity-${detail.severity}`} style={{ left: `${alarm * 100}%`, width: `${Math.max(0, end - alarm) * 100}%` }} />}
        <div className="clip-bar-played" style={{ transform: `scaleX(${played})` }} />
      </div>
      {alarm !== null && (
        <div className={`clip-bar-alarm severity-${detail.severity}`} style={{ left: `${alarm * 100}%` }} title={t('player.alarm')} data-testid="alarm-mark">
          <SeveritySign severity={detail.severity} size={0.75} />
        </div>
      )}
      <div className="clip-bar-head" style={{ left: `${played * 100}%` }} />
    </div>
  );
}
