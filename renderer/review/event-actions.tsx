import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileTypePdf, IconMovie, IconPhoto, IconPrinter } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventSummary } from '../../electron/contract/event.ts';
import { addresses } from '../channel/addresses.ts';
import { CallError } from '../channel/channel.ts';
import { callShell, desktopBridge } from '../desktop/bridge.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { KeyCap } from '../ui/key-help.tsx';
import { useKeys } from '../ui/keys.ts';
import { tell } from '../ui/notices.ts';
import { printPage, savePagePdf } from '../ui/print.ts';
import { eventFileName } from './file-name.ts';

type What = 'clip' | 'picture';
const endings: Record<What, string> = { clip: 'mp4', picture: 'jpg' };
const addressOf: Record<What, (eventId: string) => string> = { clip: addresses.eventClip, picture: addresses.eventPicture };

/** Saves a file of an event: the desktop shell asks where to, a browser takes it as a download. */
function useSave(event: EventSummary, name: string): (what: What) => void {
  const { t } = useTranslation('desktop');
  const text = useCallErrorText();
  return (what) => {
    if (desktopBridge() === null) {
      const link = document.createElement('a');
      link.href = addressOf[what](event.id);
      link.download = `${name}.${endings[what]}`;
      link.click();
      return;
    }
    callShell('event.save', { eventId: event.id, what, name }).then(
      ({ saved }) => {
        if (saved !== null) tell(t('save.saved', { file: saved }));
      },
      (error: unknown) => tell(error instanceof CallError && error.kind === 'conflict' ? t('save.busy') : text(error), { stayMs: 8000 }),
    );
  };
}

/** What can be taken out of the program: clip, picture, and the event on paper. */
export function EventActions({ event }: { event: EventSummary }): JSX.Element {
  const { t } = useTranslation('review');
  const title = useBehaviorTitle();
  const name = eventFileName(event, title(event.behavior));
  const save = useSave(event, name);
  const there: Record<What, boolean> = { clip: event.clip === 'ready', picture: event.hasPicture };
  const keep = (what: What): void => {
    if (there[what]) save(what);
    else tell(t(what === 'clip' ? 'save.noClip' : 'save.noPicture'), { id: 'nothing to save' });
  };
  useKeys({
    title: t('keys.out'),
    bindings: [
      { keys: ['s'], title: t('save.clip'), run: () => keep('clip') },
      { keys: ['i'], title: t('save.picture'), run: () => keep('picture') },
      { keys: ['p'], title: t('save.print'), run: () => void printPage() },
    ],
  });
  const file = (what: What): { component: 'a'; href: string; download: string } | { component: 'button'; onClick: () => void } =>
    desktopBridge() === null ? { component: 'a', href: addressOf[what](event.id), download: `${name}.${endings[what]}` } : { component: 'button', onClick: () => save(what) };
  return (
    <div className="event-actions">
      <ActionMenu label={t('save.title')} icon={<IconDownload />} testId="event-save">
        <Menu.Item leftSection={<IconMovie size="1rem" />} rightSection={<KeyCap name="s" />} disabled={!there.clip} data-testid="save-clip" {...file('clip')}>{t('save.clip')}</Menu.Item>
        <Menu.Item leftSection={<IconPhoto size="1rem" />} rightSection={<KeyCap name="i" />} disabled={!there.picture} data-testid="save-picture" {...file('picture')}>{t('save.picture')}</Menu.Item>
      </ActionMenu>
      {desktopBridge() === null ? (
        <Tooltip label={<>{t('save.print')} <KeyCap name="p" /></>}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('save.print')} onClick={() => void printPage()} data-testid="event-print"><IconPrinter /></ActionIcon>
        </Tooltip>
      ) : (
        <ActionMenu label={t('save.print')} icon={<IconPrinter />} testId="event-print">
          <Menu.Item leftSection={<IconPrinter size="1rem" />} rightSection={<KeyCap name="p" />} onClick={() => void printPage()} data-testid="print-page">{t('save.print')}</Menu.Item>
          <Menu.Item leftSection={<IconFileTypePdf size="1rem" />} onClick={() => void savePagePdf(name)} data-testid="print-pdf">{t('save.pdf')}</Menu.Item>
        </ActionMenu>
      )}
    </div>
  );
}

function ActionMenu({ label, icon, testId, children }: { label: string; icon: ReactNode; testId: string; children: ReactNode }): JSX.Element {
  return (
    <Menu position="bottom-end" width="14rem">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} data-testid={testId}>{icon}</ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
