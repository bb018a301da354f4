import type { Words } from '../../electron/contract/words.ts';

/** Units of settings and measures that people write differently from their sign. */
export const unitWords: Readonly<Record<string, Words | undefined>> = {
  m: { 'zh-CN': '米', en: 'm' },
  'm/s': { 'zh-CN': '米/秒', en: 'm/s' },
  '1/m²': { 'zh-CN': '人/平方米', en: 'people per m²' },
};
