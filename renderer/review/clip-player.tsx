import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipBack, IconPlayerSkipForward, IconVectorBezier2 } from '@tabler/icons-react';
import { memo, useEffect, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail, EventSummary } from '../../electron/contract/event.ts';
import { addresses } from '../channel/addresses.ts';
import { formatClock, formatPosition } from '../ui/format.ts';
import { KeyCap } from '../ui/key-help.tsx';
import { useKeys } from '../ui/keys.ts';
import { containRect } from '../wall/live/fit.ts';
import { useLanguage } from '../words/language.ts';
import { ClipBar } from './clip-bar.tsx';
import { ClipOverlay } from './clip-overlay.tsx';
import { askForCopies, clipAddress, useClipSource } from './clip-source.ts';
import { formatOffset, startSeconds } from './clip-time.ts';
import { ClipStill } from './clip-still.tsx';
import { speeds, usePlayback, usePlayerLikings, type Playback, type Speed } from './use-playback.ts';
import './clip-player.css';

/** Speed by digit keys; they are taken while a reason is being chosen. */
type Props = { event: EventSummary; detail: EventDetail | undefined; next: EventSummary | undefined; digitsTaken: boolean };

function setSpeed(speed: Speed): void {
  usePlayerLikings.setState({ speed });
}

function toggleDrawing(): void {
  usePlayerLikings.setState(({ drawing }) => ({ drawing: !drawing }));
}

function usePlayerKeys(playback: Playback, digitsTaken: boolean): void {
  const { t } = useTranslation('review');
  useKeys({
    title: t('keys.player'),
    bindings: [
      { keys: ['space'], title: t('keys.play'), run: playback.toggle },
      { keys: [',', '.'], title: t('keys.frame'), repeats: true, run: (key) => playback.step(key === ',' ? -1 : 1) },
      ...(digitsTaken ? [] : [{ keys: ['1', '2', '3', '4'], title: t('keys.speed'), run: (key: string) => setSpeed(speeds[Number(key) - 1] ?? 1) }]),
      { keys: ['o'], title: t('keys.drawing'), run: toggleDrawing },
    ],
  });
}

/** The clip of an event with its controls; the next event's clip is already loading behind it. Scrolling the queue leaves it alone. */
export const ClipPlayer = memo(function ClipPlayer({ event, detail, next, digitsTaken }: Props): JSX.Element {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const { ref: stageRef, width, height } = useElementSize();
  const ready = event.clip === 'ready' && detail?.clip === 'ready';
  const span = detail?.clipStartedAt == null ? null : { startedAt: detail.clipStartedAt, durationMs: detail.clipDurationMs ?? 0 };
  const playback = usePlayback(video, span === null || !ready ? null : startSeconds(event.startedAt, span));
  const { drawing } = usePlayerLikings();
  usePlayerKeys(playback, digitsTaken);
  const area = containRect(playback.size ?? { width: 16, height: 9 }, { width, height });
  const at = span === null ? null : span.startedAt + playback.seconds * 1000;
  const clips = [event, ...(next === undefined ? [] : [next])].filter(({ clip }) => clip === 'ready');
  const { copies } = useClipSource();
  useEffect(() => {
    if (playback.failed) askForCopies();
  }, [playback.failed]);
  const preparing = ready && copies && playback.size === null && !playback.failed;
  const playable = ready && !playback.failed && !preparing;

  return (
    <section className="clip" aria-label={t('player.title')} data-testid="clip-player">
      <div className="clip-stage" ref={stageRef} onClick={playable ? playback.toggle : undefined}>
        {clips.map(({ id }) => (
          <video
            key={`${id} ${copies}`}
            ref={id === event.id ? setVideo : undefined}
            className={id === event.id && playable ? 'clip-video' : 'clip-video clip-video-waiting'}
            src={clipAddress(id, copies)}
            poster={addresses.eventPicture(id)}
            preload="auto"
            muted
            playsInline
            data-testid={id === event.id ? 'clip-video' : 'clip-video-next'}
          />
        ))}
        {!playable && <ClipStill event={event} trouble={preparing ? 'preparing' : playback.failed ? 'unplayable' : null} />}
        {playable && drawing && at !== null && playback.size !== null && <ClipOverlay detail={detail} area={area} at={at} />}
      </div>
      <div className="clip-controls" data-off={!playable || undefined}>
        {detail !== undefined && span !== null && playable ? (
          <ClipBar detail={detail} span={{ ...span, durationMs: playback.durationSeconds * 1000 || span.durationMs }} seconds={playback.seconds} onSeek={playback.seek} onStep={playback.step} />
        ) : (
          <div className="clip-bar"><div className="clip-bar-track" /></div>
        )}
        <div className="clip-row">
          <Control label={t('player.back')} cap="," onClick={() => playback.step(-1)} disabled={!playable}><IconPlayerSkipBack /></Control>
          <Control label={playback.playing ? t('player.pause') : t('player.play')} cap="space" onClick={playback.toggle} disabled={!playable}>
            {playback.playing ? <IconPlayerPause /> : <IconPlayerPlay />}
          </Control>
          <Control label={t('player.forward')} cap="." onClick={() => playback.step(1)} disabled={!playable}><IconPlayerSkipForward /></Control>
          <div className="clip-times figures">
            <strong>{at === null || !playable ? '--:--:--' : formatClock(at, language)}</strong>
            <span className="dim clip-offset" title={t('player.offset')}>{at === null || !playable ? '' : `${formatOffset(at - event.startedAt)} s`}</span>
            <span className="dim clip-position">{playable ? `${formatPosition(playback.seconds)} / ${formatPosition(playback.durationSeconds)}` : ''}</span>
          </div>
          <Tooltip label={<>{t('player.drawing')} <KeyCap name="o" /></>}>
            <Button size="compact-sm" variant={drawing ? 'light' : 'subtle'} color={drawing ? 'accent' : 'gray'} aria-pressed={drawing} aria-label={t('player.drawing')} onClick={toggleDrawing}><IconVectorBezier2 size="1.125rem" /></Button>
          </Tooltip>
          <SpeedChoice />
        </div>
      </div>
    </section>
  );
});

function Control({ label, cap, onClick, disabled, children }: { label: string; cap: string; onClick: () => void; disabled: boolean; children: ReactNode }): JSX.Element {
  return (
    <Tooltip label={<>{label} <KeyCap name={cap} /></>}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick} disabled={disabled} className="clip-control">{children}</ActionIcon>
    </Tooltip>
  );
}

function SpeedChoice(): JSX.Element {
  const { t } = useTranslation('review');
  const { speed } = usePlayerLikings();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('player.speed')}
      data={speeds.map((each) => ({ value: each.toString(), label: `${each}×` }))}
      value={speed.toString()}
      onChange={(value) => setSpeed(speeds.find((each) => each.toString() === value) ?? 1)}
    />
  );
}
