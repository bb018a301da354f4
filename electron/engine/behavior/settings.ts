import { z } from 'zod';
import { classWords } from '../../contract/class-words.ts';
import type { RelativeBox, RelativePoint } from '../../contract/geometry.ts';
import { ObjectClass } from '../../contract/scene.ts';
import type { Words } from '../../contract/words.ts';
import { centreOf, footOf, intoPicture } from './geometry.ts';

/** What a form says about a settings field; limits and default come from the field's schema itself. */
export type SettingMeta = {
  title: Words;
  explanation: Words;
  unit?: string;
  step?: number;
  /** Titles of the values of a choice. */
  choices?: Readonly<Record<string, Words>>;
  /** How a chosen value reads inside the rule's sentence, where its title would not. */
  spoken?: Readonly<Record<string, Words>>;
};

/** Texts of every settings field, by schema. */
export const settingMeta = z.registry<SettingMeta>();

/** Adds to a settings field what its form says. */
export function setting<S extends z.ZodType>(schema: S, meta: SettingMeta): S {
  settingMeta.add(schema, meta);
  return schema;
}

export function classesSetting(watched: ObjectClass[]): z.ZodDefault<z.ZodArray<typeof ObjectClass>> {
  return setting(z.array(ObjectClass).min(1).max(ObjectClass.options.length).default(watched), {
    title: { 'zh-CN': '关注目标', en: 'Objects watched' },
    explanation: { 'zh-CN': '只有选中的目标类型才会触发预警。', en: 'Only objects of these kinds raise the alarm.' },
    choices: classWords,
  });
}

export const confidenceSetting = setting(z.number().min(0).max(1).default(0.2), {
  title: { 'zh-CN': '最低置信度', en: 'Least confidence' },
  explanation: {
    'zh-CN': '目标在跟踪过程中的最高置信度须达到此值。误报多时调高，漏报时调低；俯视车辆的置信度通常只有 0.2 至 0.4。',
    en: 'The object must have been recognised this surely at least once. Raise it against false alarms, lower it when objects are missed; vehicles seen from above often reach only 0.2 to 0.4.',
  },
  step: 0.05,
});

export const footingSetting = setting(z.enum(['foot', 'centre', 'overlap']).default('foot'), {
  title: { 'zh-CN': '位置判定', en: 'Where an object stands' },
  explanation: {
    'zh-CN': '平视画面用脚下点；从高处俯视时用目标中心，或用目标落入区域的面积比例。',
    en: 'The foot point suits cameras that look from the side. For views from above use the centre, or the share of the object that is inside.',
  },
  choices: {
    foot: { 'zh-CN': '脚下点（框底边中点）', en: 'Foot point (bottom centre)' },
    centre: { 'zh-CN': '目标中心', en: 'Centre' },
    overlap: { 'zh-CN': '落入区域的面积比例', en: 'Share of the object inside' },
  },
});

export const shareSetting = setting(z.number().min(0.05).max(1).default(0.3), {
  title: { 'zh-CN': '面积比例', en: 'Share inside' },
  explanation: {
    'zh-CN': '仅在按面积比例判定时使用：目标至少有这么大比例落入警戒区域才算进入。',
    en: 'Used when the share decides: at least this share of the object has to be inside the zone.',
  },
  step: 0.05,
});

export const directionSetting = setting(z.enum(['forward', 'backward', 'both']).default('both'), {
  title: { 'zh-CN': '越线方向', en: 'Direction' },
  explanation: {
    'zh-CN': '沿警戒线起点望向终点，从左侧到右侧为正向。画面上的箭头指向正向。',
    en: 'Looking along the line from its first to its second end, forward is from the left hand to the right.',
  },
  choices: {
    both: { 'zh-CN': '双向', en: 'Both ways' },
    forward: { 'zh-CN': '正向', en: 'Forward' },
    backward: { 'zh-CN': '反向', en: 'Backward' },
  },
  spoken: {
    both: { 'zh-CN': '从任一方向', en: 'in either direction' },
    forward: { 'zh-CN': '顺箭头方向', en: 'in the arrow’s direction' },
    backward: { 'zh-CN': '逆箭头方向', en: 'against the arrow' },
  },
});

/** How a behaviour of a zone decides who is in it, at the end of its settings. */
export const insideSettings = { footing: footingSetting, share: shareSetting, confidence: confidenceSetting } as const;

/** The point of the picture at which an object stands. */
export function footingOf(box: RelativeBox, footing: 'foot' | 'centre'): RelativePoint {
  return intoPicture(footing === 'foot' ? footOf(box) : centreOf(box));
}
