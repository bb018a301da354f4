import { SegmentedControl } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../ui/mark.tsx';
import { showLanguage, useLanguage } from '../words/language.ts';
import './entrance.css';

/** The frame of everything before the workplace: whose program this is, the language, and one thing to do. */
export function Entrance({ title, lead, children, wide = false }: { title: string; lead?: string; children: ReactNode; wide?: boolean }): JSX.Element {
  const { t } = useTranslation('start');
  const language = useLanguage();
  return (
    <div className="entrance">
      <header className="entrance-head">
        <Mark size="2rem" />
        <span className="entrance-product" lang="zh-CN">岗亭</span>
        <span className="entrance-product" lang="en">Watchhouse</span>
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
