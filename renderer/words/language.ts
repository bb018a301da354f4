import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { initReactI18next } from 'react-i18next';
import { Language } from '../../electron/contract/words.ts';
import { desktopBridge } from '../desktop/bridge.ts';
import { resources } from './resources.ts';

const storageKey = 'watchhouse.language';

/** The desktop's language; in a browser the language last chosen on this desk, else the browser's. */
function initialLanguage(): Language {
  const bridge = desktopBridge();
  if (bridge !== null) return bridge.language;
  const stored = Language.safeParse(localStorage.getItem(storageKey));
  if (stored.success) return stored.data;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Prepares the texts; to be called once, before anything is drawn. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources,
    lng: initialLanguage(),
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(resources.en),
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  document.documentElement.lang = i18next.language;
}

export function currentLanguage(): Language {
  return i18next.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** Shows everything in that language from now on, also at the next start on this desk. */
export function showLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}
