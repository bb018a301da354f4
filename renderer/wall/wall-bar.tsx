import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBoxModel2, IconChevronLeft, IconChevronRight, IconLayoutSidebarRight, IconLock, IconLockOpen, IconMaximize, IconMinimize, IconRotateClockwise2 } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { desktopBridge } from '../desktop/bridge.ts';
import { askToEnterKiosk, askToLeaveKiosk } from '../desktop/kiosk-store.ts';
import { useKiosk } from '../desktop/shell-store.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { layouts, type Layout } from './arrangement.ts';
import './wall-bar.css';

type WallBarProps = {
  layout: Layout;
  page: number;
  pages: number;
  tour: boolean;
  overlay: boolean;
  events: boolean;
  fullScreen: boolean;
  onLayout: (layout: Layout) => void;
  onPage: (step: 1 | -1) => void;
  onTour: () => void;
  onOverlay: () => void;
  onEvents: () => void;
  onFullScreen: () => void;
};

function Tool({ label, shortcut, on, children, disabled = false, onClick }: { label: string; shortcut: string; on?: boolean; disabled?: boolean; children: ReactNode; onClick: () => void }): JSX.Element {
  return (
    <Tooltip label={`${label} (${shortcut})`} position="top">
      <ActionIcon variant="subtle" size="lg" className="wall-bar-tool" aria-label={label} aria-pressed={on} disabled={disabled} onClick={onClick}>{children}</ActionIcon>
    </Tooltip>
  );
}

/** The wall's controls: over the pictures while the mouse moves, gone three seconds later. */
export function WallBar(props: WallBarProps): JSX.Element {
  const { t } = useTranslation(['wall', 'desktop']);
  const { layout, page, pages, tour, overlay, events, fullScreen } = props;
  const kiosk = useKiosk();
  const mayLock = useIsAdministrator() && desktopBridge() !== null && !kiosk;
  return (
    <div className="wall-bar" role="toolbar" aria-label={t('title')} data-testid="wall-bar">
      <div className="wall-bar-group" role="radiogroup" aria-label={t('bar.layout')}>
        {layouts.map((each) => (
          <button key={each} type="button" className="wall-bar-layout figures" role="radio" aria-checked={each === layout} aria-label={t('bar.layoutOf', { count: each })} data-testid={`layout-${each}`} onClick={() => props.onLayout(each)}>
            {each}
          </button>
        ))}
      </div>
      {pages > 1 && (
        <div className="wall-bar-group">
          <Tool label={t('bar.previous')} shortcut="[" onClick={() => props.onPage(-1)}><IconChevronLeft /></Tool>
          <span className="wall-bar-page figures" aria-label={t('bar.page', { page: page + 1, pages })}>{page + 1} / {pages}</span>
          <Tool label={t('bar.next')} shortcut="]" onClick={() => props.onPage(1)}><IconChevronRight /></Tool>
          <Tool label={t('bar.tour')} shortcut="T" on={tour} onClick={props.onTour}><IconRotateClockwise2 /></Tool>
        </div>
      )}
      <div className="wall-bar-group">
        <Tool label={t('bar.overlay')} shortcut="B" on={overlay} onClick={props.onOverlay}><IconBoxModel2 /></Tool>
        <Tool label={t('bar.events')} shortcut="E" on={events} onClick={props.onEvents}><IconLayoutSidebarRight /></Tool>
        {!kiosk && <Tool label={fullScreen ? t('bar.leaveFullScreen') : t('bar.fullScreen')} shortcut="F" on={fullScreen} onClick={props.onFullScreen}>{fullScreen ? <IconMinimize /> : <IconMaximize />}</Tool>}
        {mayLock && <Tool label={t('desktop:kiosk.enter')} shortcut="L" onClick={askToEnterKiosk}><IconLock /></Tool>}
        {kiosk && <Tool label={t('desktop:kiosk.leave')} shortcut="L" onClick={askToLeaveKiosk}><IconLockOpen /></Tool>}
      </div>
    </div>
  );
}
