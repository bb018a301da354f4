import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissReasons } from '../../electron/contract/event.ts';
import { useChannel, usePush } from '../channel/use-channel.ts';
import { navigate, useRoute } from '../routing.ts';
import { useAccount } from '../stores/session.ts';
import { useCallErrorText, useUndoErrorText } from '../ui/call-error.ts';
import { useKeys } from '../ui/keys.ts';
import { tell } from '../ui/notices.ts';
import { Notice } from '../ui/states.tsx';
import { ClipPlayer } from './clip-player.tsx';
import { Decision } from './decision.tsx';
import { decide, summaryOf, undo, useDecided, type Made, type Verdict } from './decisions.ts';
import { loadDetail, useDetail } from './details.ts';
import { EmptyQueue } from './empty-queue.tsx';
import { EventPanel } from './event-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import { positionOf, rowAt } from './page-window.ts';
import { Queue } from './queue.tsx';
import { catchUp, showFilter, take, useQueue } from './queue-store.ts';
import { nextOpen } from './selection.ts';
import './review-screen.css';

/** Review: the queue on the left, what was seen in the middle, why and what to say about it on the right. */
export function ReviewScreen(): JSX.Element {
  const { t } = useTranslation('review');
  const channel = useChannel();
  const text = useCallErrorText();
  const undoText = useUndoErrorText();
  const account = useAccount();
  const { detail: routedId } = useRoute();
  const window = useQueue((state) => state.window);
  const atTop = useRef(true);
  const isEmpty = useQueue((state) => state.window.complete && state.window.pages.length === 0 && state.fresh.length === 0);
  const note = useRef<HTMLTextAreaElement>(null);
  const [dismissing, setDismissing] = useState<string | null>(null);
  const underWay = useDecided((state) => state.underWay);
  // Who comes without a choice begins with the newest; the address keeps it, so that new events do not change it.
  const firstId = rowAt(window, 0)?.id ?? null;
  const selectedId = routedId ?? firstId;
  const { detail, error } = useDetail(selectedId);

  const select = useCallback((id: string) => {
    setDismissing(null);
    navigate('review', id, { replace: true });
  }, []);

  useEffect(() => {
    if (useQueue.getState().window.pages.length === 0) showFilter(channel, useQueue.getState().filter);
    else void catchUp(channel, true).catch(() => undefined);
    return channel.onState((state) => {
      if (state === 'open') void catchUp(channel, atTop.current).catch(() => undefined);
    });
  }, [channel]);
  useEffect(() => {
    if (routedId === null && firstId !== null) navigate('review', firstId, { replace: true });
  }, [routedId, firstId]);
  usePush('event', (event) => take(channel, event, atTop.current));

  const position = selectedId === null ? -1 : positionOf(window, selectedId);

  const event = (position === -1 ? undefined : rowAt(window, position)) ?? (detail === undefined ? undefined : summaryOf(detail));
  const next = nextOpen(window, position) ?? rowAt(window, position + 1);
  useDetail(next?.id ?? null);

  const move = (by: 1 | -1): void => {
    const row = rowAt(window, position === -1 ? 0 : position + by);
    if (row !== undefined) select(row.id);
  };
  const failed = (reason: unknown): void => tell(text(reason), { stayMs: 8000 });
  const judge = (verdict: Verdict): void => {
    if (selectedId === null || underWay.has(selectedId)) return;
    const wasOpen = event?.state === 'open';
    setDismissing(null);
    note.current?.blur();
    decide(channel, selectedId, verdict).catch(failed);
    const following = wasOpen ? nextOpen(window, position) : undefined;
    if (following !== undefined) select(following.id);
  };
  const takeBack = (decision: Made | undefined): void => {
    if (decision === undefined) return;
    select(decision.eventId);
    undo(channel, decision).catch((reason: unknown) => tell(undoText(reason), { stayMs: 8000 }));
  };
  const standing = detail !== undefined && detail.standing !== null ? { eventId: detail.id, decisionId: detail.standing.id } : undefined;
  /** A key is pressed faster than one reads: it takes back what was decided with this account, the button what it stands beside. */
  const takeBackOwn = (): void => {
    if (event === undefined || event.state === 'open') takeBack(useDecided.getState().made.at(-1));
    else if (detail?.standing?.by === account.username) takeBack(standing);
    else if (detail?.standing) tell(t('undo.ofOthers', { by: detail.standing.by }), { id: 'undo of others' });
  };
  const choosing = dismissing !== null && dismissing === selectedId;
  useKeys({
    title: t('keys.queue'),
    bindings: [
      { keys: ['j', 'arrowdown'], title: t('keys.next'), repeats: true, run: () => move(1) },
      { keys: ['k', 'arrowup'], title: t('keys.previous'), repeats: true, run: () => move(-1) },
      { keys: ['c'], title: t('keys.confirm'), run: () => judge({ state: 'confirmed' }) },
      { keys: ['x'], title: t('keys.dismiss'), run: () => setDismissing(choosing ? null : selectedId) },
      ...(choosing
        ? [
            { keys: dismissReasons.map((_, index) => (index + 1).toString()), title: t('keys.reason'), run: (key: string) => {
              const reason = dismissReasons[Number(key) - 1];
              if (reason !== undefined) judge({ state: 'dismissed', reason });
            } },
            { keys: ['escape'], title: t('keys.cancel'), run: () => setDismissing(null) },
          ]
        : []),
      { keys: ['u'], title: t('keys.undo'), run: takeBackOwn },
      { keys: ['n'], title: t('keys.note'), run: () => note.current?.focus() },
    ],
  });

  return (
    <div className="review" data-testid="review">
      <aside className="review-queue" aria-label={t('queue.title')}>
        <FilterBar />
        <Queue selectedId={selectedId} onSelect={select} onTop={(top) => (atTop.current = top)} />
      </aside>
      {event === undefined ? (
        <div className="review-none">{isEmpty ? <EmptyQueue /> : <Notice icon={<IconPlayerTrackNext />} title={t('none.title')}>{t('none.help')}</Notice>}</div>
      ) : (
        <>
          <ClipPlayer event={event} detail={detail} next={next} digitsTaken={choosing} />
          <aside className="review-side">
            <EventPanel event={event} detail={detail} error={error} onRetry={() => void loadDetail(channel, event.id)} />
            {detail !== undefined && (
              <Decision
                key={detail.id}
                detail={detail}
                dismissing={choosing}
                busy={underWay.has(detail.id)}
                note={note}
                onDismissing={(on) => setDismissing(on ? detail.id : null)}
                onDecide={judge}
                onUndo={() => takeBack(standing)}
              />
            )}
          </aside>
        </>
      )}
    </div>
  );
}
