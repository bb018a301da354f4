import { Button, SegmentedControl } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { askToLeaveKiosk } from '../desktop/kiosk-store.ts';
import { useKiosk } from '../desktop/shell-store.ts';
import { Mark } from '../ui/mark.tsx';
import { showLanguage, useLanguage } from '../words/language.ts';
import './entrance.css';

/** The frame of everything before the workplace: whose program this is, the language, and one thing to do. */
export function Entrance({ title, lead, children, wide = false }: { title: string; lead?: string; children: ReactNode; wide?: boolean }): JSX.Element {
  const { t } = useTranslation(['start', 'desktop']);
  const language = useLanguage();
  const kiosk = useKiosk();
  return (
    <div className="entrance">
      <header className="entrance-head">
        <Mark size="2rem" />
        <span className="entrance-product" lang="zh-CN">岗亭</span>
        <span className="entrance-product" lang="en">Watchhouse</span>
        {kiosk && <Button className="entrance-kiosk" variant="default" leftSection={<IconLock size="1rem" />} onClick={askToLeaveKiosk}>{t('desktop:kiosk.leave')}</Button>}
        <SegmentedControl
          className="entrance-language"
          aria-label={t('language')}
          value={language}
          data={[{ value: 'zh-CN', label: '简体中文' }, { value: 'en', label: 'English' }]}
          onChange={showLanguage}
        />
      </header>
      <main className={wide ? 'entrance-main entrance-wide' : 'entrance-main'}>
        <h1>{title}</h1>
        {lead !== undefined && <p className="entrance-lead">{lead}</p>}
        {children}
      </main>
      <footer className="entrance-foot dim">{t('principle')}</footer>
    </div>
  );
}
