import { Menu, Tooltip, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconDeviceCctv, IconKeyboard, IconLanguage, IconLayoutGrid, IconExternalLink, IconLogout, IconMoon, IconPlayerTrackNext, IconServer2, IconSun, IconUser } from '@tabler/icons-react';
import type { JSX, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannel } from '../channel/use-channel.ts';
import { desktopBridge } from '../desktop/bridge.ts';
import { openWindow, windowScreens } from '../desktop/open-window.ts';
import { useKiosk } from '../desktop/shell-store.ts';
import { routeHash, screens, useRoute, type Screen } from '../routing.ts';
import { setAccount, signOut, useAccount } from '../stores/session.ts';
import { useStation } from '../stores/station.ts';
import { showLanguage, useLanguage } from '../words/language.ts';
import { useCallErrorText } from './call-error.ts';
import { KeyCap } from './key-help.tsx';
import { useKeymap, useKeys } from './keys.ts';
import { Mark } from './mark.tsx';
import { tell } from './notices.ts';
import { SeveritySign } from './severity.tsx';
import './rail.css';

const icons: Record<Screen, ReactNode> = {
  wall: <IconLayoutGrid />,
  review: <IconPlayerTrackNext />,
  cameras: <IconDeviceCctv />,
  station: <IconServer2 />,
};

/** How a count fits beside a sign: 7, 99+. */
function short(count: number): string {
  return count > 99 ? '99+' : count.toString();
}

function OpenAlarms(): JSX.Element | null {
  const open = useStation(({ status }) => status?.events.open);
  const worst = (['red', 'yellow', 'blue'] as const).find((severity) => (open?.[severity] ?? 0) > 0);
  if (worst === undefined || open === undefined) return null;
  return (
    <span className="rail-count" data-testid="rail-open">
      <SeveritySign severity={worst} size={0.75} />
      {short(open[worst])}
    </span>
  );
}

/** Opens screens in windows of their own; null where there are none: in a browser, and in a kiosk. */
function useNewWindow(): ((screen: Screen, detail?: string | null) => void) | null {
  const text = useCallErrorText();
  const kiosk = useKiosk();
  if (desktopBridge() === null || kiosk) return null;
  return (screen, detail = null) => {
    if (windowScreens.includes(screen)) openWindow(screen, detail).catch((error: unknown) => tell(text(error)));
  };
}

/** One screen's place in the rail. In the desktop shell Ctrl or Cmd with a click, Shift+Enter or the small button open it in a new window. */
function RailItem({ screen, current, onNewWindow }: { screen: Screen; current: boolean; onNewWindow: ((screen: Screen) => void) | null }): JSX.Element {
  const { t } = useTranslation('common');
  const openNew = onNewWindow !== null && windowScreens.includes(screen) ? onNewWindow : null;
  const take = (event: MouseEvent | KeyboardEvent): void => {
    if (openNew === null) return;
    event.preventDefault();
    openNew(screen);
  };
  return (
    <div className="rail-place">
      <a
        className="rail-item" href={routeHash({ screen, detail: null })} aria-current={current ? 'page' : undefined} data-testid={`rail-${screen}`}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) take(event);
        }}
        onAuxClick={(event) => {
          if (event.button === 1) take(event);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.shiftKey) take(event);
        }}
      >
        {icons[screen]}
        <span>{t(`screen.${screen}`)}</span>
        {screen === 'review' && <OpenAlarms />}
      </a>
      {openNew !== null && (
        <Tooltip label={<>{t('window.open')} <KeyCap name="shift" /> <KeyCap name="enter" /></>} position="right">
          <UnstyledButton className="rail-window" tabIndex={-1} aria-label={`${t('window.open')}: ${t(`screen.${screen}`)}`} onClick={() => openNew(screen)} data-testid={`window-${screen}`}><IconExternalLink /></UnstyledButton>
        </Tooltip>
      )}
    </div>
  );
}

/** The way between the screens, and what belongs to the person: language, theme, keys, account. */
export function Rail(): JSX.Element {
  const { t } = useTranslation('common');
  const { screen, detail } = useRoute();
  const setHelpOpen = useKeymap((state) => state.setHelpOpen);
  const newWindow = useNewWindow();
  useKeys({
    title: t('keys.everywhere'),
    bindings: [
      { keys: ['?'], title: t('keys.help'), run: () => setHelpOpen(true) },
      ...(newWindow === null ? [] : [{ keys: ['w'], title: t('keys.window'), run: () => newWindow(screen, detail) }]),
    ],
  });
  return (
    <nav className="rail" aria-label={t('product')}>
      <div className="rail-mark"><Mark size="1.75rem" /></div>
      {screens.map((each) => <RailItem key={each} screen={each} current={each === screen} onNewWindow={newWindow} />)}
      <div className="rail-gap" />
      <Tooltip label={`${t('keys.title')} (?)`} position="right">
        <UnstyledButton className="rail-tool" aria-label={t('keys.title')} onClick={() => setHelpOpen(true)}><IconKeyboard /></UnstyledButton>
      </Tooltip>
      <ThemeSwitch />
      <LanguageSwitch />
      <AccountMenu />
    </nav>
  );
}

function ThemeSwitch(): JSX.Element {
  const { t } = useTranslation('common');
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('dark') === 'dark';
  const label = dark ? t('theme.toLight') : t('theme.toDark');
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton className="rail-tool" aria-label={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>{dark ? <IconSun /> : <IconMoon />}</UnstyledButton>
    </Tooltip>
  );
}

function LanguageSwitch(): JSX.Element {
  const { t } = useTranslation('common');
  const channel = useChannel();
  const text = useCallErrorText();
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en';
  const change = (): void => {
    showLanguage(other);
    channel.call('session.setLanguage', { language: other }).then(setAccount, (error: unknown) => tell(text(error)));
  };
  return (
    <Tooltip label={t('language.switch')} position="right">
      <UnstyledButton className="rail-tool" aria-label={t('language.switch')} lang={other} onClick={change} data-testid="rail-language"><IconLanguage /></UnstyledButton>
    </Tooltip>
  );
}

function AccountMenu(): JSX.Element {
  const { t } = useTranslation('common');
  const account = useAccount();
  const text = useCallErrorText();
  return (
    <Menu position="right-end" width="14rem">
      <Menu.Target>
        <UnstyledButton className="rail-tool" aria-label={`${t('action.menu')}: ${account.username}`} data-testid="rail-account"><IconUser /></UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="rail-person">
          <strong className="cut">{account.username}</strong>
          <span className="dim">{t(`role.${account.role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size="1rem" />} onClick={() => void signOut().catch((error: unknown) => tell(text(error)))} data-testid="sign-out">
          {t('action.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
