import type { Words } from '../../../contract/words.ts';

/** Texts of the measures that a rule's conditions add to an event's reasons, whatever its behaviour. */
export const conditionMeasures = {
  'object-height': { 'zh-CN': '目标高度占画面比例', en: 'Height of the object (share of the picture)' },
  'in-schedule': { 'zh-CN': '处于布防时段', en: 'Within the hours of the rule' },
  'input-active': { 'zh-CN': '外部输入“{about}”处于触发状态', en: 'Input “{about}” is active' },
  'input-active-before': { 'zh-CN': '距外部输入“{about}”上次触发', en: 'Since input “{about}” was last active' },
  'input-inactive': { 'zh-CN': '外部输入“{about}”未触发', en: 'Input “{about}” was not active' },
  'after-rule': { 'zh-CN': '距规则“{about}”上次成立', en: 'Since rule “{about}” was last the case' },
  'during-rule': { 'zh-CN': '规则“{about}”同时成立', en: 'Rule “{about}” is the case too' },
  times: { 'zh-CN': '规定时间内发生次数', en: 'Times within the span counted' },
} as const satisfies Record<string, Words>;
