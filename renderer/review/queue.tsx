import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel/use-channel.ts';
import { formatCount } from '../ui/format.ts';
import { useRootFontPx } from '../ui/root-font.ts';
import { Failed, LoadingRows } from '../ui/states.tsx';
import { useLanguage } from '../words/language.ts';
import { useDecided } from './decisions.ts';
import { positionOf, rowAt } from './page-window.ts';
import { QueueRow } from './queue-row.tsx';
import { look, rowCount, showFilter, showFresh, useQueue } from './queue-store.ts';
import './queue.css';

const rowRem = 3.5;

/** The queue, newest first. Only the rows in sight exist; what the scroll bar has not reached has not been asked for. */
export function Queue({ selectedId, onSelect, onTop }: { selectedId: string | null; onSelect: (id: string) => void; onTop: (atTop: boolean) => void }): JSX.Element | null {
  const { t } = useTranslation('review');
  const channel = useChannel();
  const language = useLanguage();
  const queue = useQueue();
  const underWay = useDecided((state) => state.underWay);
  const scroller = useRef<HTMLDivElement>(null);
  const count = rowCount(queue);
  const rowPx = rowRem * useRootFontPx();
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler runs over this program
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowPx, overscan: 12 });
  useEffect(() => rows.measure(), [rows, rowPx]);

  const items = rows.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 40;
  useEffect(() => void look(channel, { from, to }, selectedId), [channel, from, to, selectedId]);

  const position = selectedId === null ? -1 : positionOf(queue.window, selectedId);
  const lastSelected = useRef<string | null>(null);
  useEffect(() => {
    if (position === -1 || lastSelected.current === selectedId) return;
    lastSelected.current = selectedId;
    rows.scrollToIndex(position, { align: 'auto' });
  }, [rows, position, selectedId]);

  if (queue.window.pages.length === 0) {
    if (queue.error !== undefined) return <Failed error={queue.error} onRetry={() => showFilter(channel, queue.filter)} />;
    if (!queue.window.complete) return <LoadingRows rows={8} height="2.75rem" />;
    if (queue.fresh.length === 0) return null;
  }
  return (
    <div className="queue-frame">
      {queue.fresh.length > 0 && (
        <Button
          className="queue-fresh"
          size="compact-sm"
          leftSection={<IconArrowUp size="1rem" />}
          data-testid="fresh"
          onClick={() => {
            showFresh();
            rows.scrollToIndex(0);
          }}
        >
          {t('queue.fresh', { count: queue.fresh.length, shown: formatCount(queue.fresh.length, language) })}
        </Button>
      )}
      <div
        ref={scroller}
        className="queue-scroll"
        role="listbox"
        tabIndex={0}
        aria-label={t('queue.title')}
        aria-activedescendant={position === -1 ? undefined : `event-${selectedId ?? ''}`}
        onScroll={(event) => onTop(event.currentTarget.scrollTop < rowPx / 2)}
        data-testid="queue"
        data-rows={count}
      >
        <div className="queue-rows" style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const event = rowAt(queue.window, index);
            return (
              <QueueRow
                key={event?.id ?? index}
                event={event}
                position={index}
                count={count}
                top={start}
                selected={event !== undefined && event.id === selectedId}
                busy={event !== undefined && underWay.has(event.id)}
                onSelect={onSelect}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
