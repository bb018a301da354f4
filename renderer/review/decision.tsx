import { Button, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import type { JSX, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissReasons, type EventDetail } from '../../electron/contract/event.ts';
import { KeyCap } from '../ui/key-help.tsx';
import { Moment } from '../ui/time.tsx';
import type { DismissalReason, Verdict } from './decisions.ts';
import { useNote, writeNote } from './drafts.ts';
import { StateSign } from './state-sign.tsx';
import './decision.css';

type Props = {
  detail: EventDetail;
  dismissing: boolean;
  busy: boolean;
  note: RefObject<HTMLTextAreaElement | null>;
  onDismissing: (dismissing: boolean) => void;
  onDecide: (verdict: Verdict) => void;
  onUndo: () => void;
};

/** The reviewer's word: confirm, or dismiss and say why, with a note. */
export function Decision({ detail, dismissing, busy, note, onDismissing, onDecide, onUndo }: Props): JSX.Element {
  const { t } = useTranslation(['review', 'common']);
  const draft = useNote(detail.id);
  const last = detail.standing;
  return (
    <div className="decision" data-testid="decision">
      {detail.state !== 'open' && last !== null && (
        <div className={`decision-made decision-made-${detail.state}`} role="status" data-testid="decision-made">
          <StateSign state={detail.state} />
          <div className="decision-made-words">
            <strong>{t(`common:eventState.${detail.state}`)}</strong>
            {last.reason !== null && <span>{t(`dismiss.${last.reason}`)}</span>}
            <span className="dim cut">{last.by} <Moment at={last.at} /></span>
          </div>
          <Button variant="default" size="compact-md" leftSection={<IconArrowBackUp size="1rem" />} rightSection={<KeyCap name="u" />} onClick={onUndo} disabled={busy} data-testid="undo">
            {t('common:action.undo')}
          </Button>
        </div>
      )}
      <Textarea
        ref={note}
        aria-label={t('decision.note')}
        placeholder={t('decision.notePlaceholder')}
        value={draft}
        maxLength={2000}
        rows={2}
        maxRows={5}
        autosize
        onChange={(event) => writeNote(detail.id, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) event.currentTarget.blur();
        }}
        rightSection={<KeyCap name="n" />}
        data-testid="note"
      />
      {detail.state !== 'open' && draft !== '' && (
        <Button variant="default" disabled={busy} onClick={() => onDecide({ state: detail.state, ...(last?.reason == null ? {} : { reason: last.reason }) })}>{t('decision.saveNote')}</Button>
      )}
      {dismissing ? <Why onChoose={(reason) => onDecide({ state: 'dismissed', reason })} onCancel={() => onDismissing(false)} /> : (
        <div className="decision-buttons">
          <Button size="md" className="decision-button" variant={detail.state === 'open' ? 'filled' : 'default'} disabled={busy || detail.state === 'confirmed'} leftSection={<IconCheck size="1.25rem" />} rightSection={<KeyCap name="c" />} onClick={() => onDecide({ state: 'confirmed' })} data-testid="confirm">
            {t('decision.confirm')}
          </Button>
          <Button size="md" className="decision-button" variant="default" disabled={busy} leftSection={<IconX size="1.25rem" />} rightSection={<KeyCap name="x" />} onClick={() => onDismissing(true)} data-testid="dismiss">
            {t('decision.dismiss')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Why({ onChoose, onCancel }: { onChoose: (reason: DismissalReason) => void; onCancel: () => void }): JSX.Element {
  const { t } = useTranslation(['review', 'common']);
  return (
    <div className="decision-why" role="group" aria-label={t('decision.why')} data-testid="dismiss-reasons">
      <div className="decision-why-head">
        <strong>{t('decision.why')}</strong>
        <button type="button" className="decision-cancel" onClick={onCancel}>{t('common:action.cancel')} <KeyCap name="escape" /></button>
      </div>
      <div className="decision-reasons">
        {dismissReasons.map((reason, index) => (
          <button key={reason} type="button" onClick={() => onChoose(reason)} data-testid={`dismiss-${reason}`}>
            <KeyCap name={(index + 1).toString()} />
            {t(`dismiss.${reason}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
