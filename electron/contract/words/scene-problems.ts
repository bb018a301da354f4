import type { Words } from '../words.ts';

/** What can be wrong with a scene, whether drawn in a window or written as a file. */
export const sceneProblemWords = {
  'not-json': { 'zh-CN': '不是有效的 JSON', en: 'it is not valid JSON' },
  'bad-form': { 'zh-CN': '格式不正确', en: 'it has the wrong form' },
  'unknown-key': { 'zh-CN': '没有这个字段', en: 'there is no such field' },
  'point-outside': { 'zh-CN': '坐标必须在 0 到 1 之间', en: 'a coordinate has to be between 0 and 1' },
  'too-few-corners': { 'zh-CN': '警戒区域至少要有 3 个顶点', en: 'a zone needs at least 3 corners' },
  'zone-crosses-itself': { 'zh-CN': '警戒区域的边互相交叉', en: 'the sides of the zone cross each other' },
  'line-too-short': { 'zh-CN': '警戒线太短', en: 'the line is too short' },
  'duplicate-id': { 'zh-CN': 'id 重复', en: 'this id is used twice' },
  'unknown-zone': { 'zh-CN': '没有这个警戒区域', en: 'there is no such zone' },
  'unknown-line': { 'zh-CN': '没有这条警戒线', en: 'there is no such line' },
  'unknown-rule': { 'zh-CN': '没有这条规则', en: 'there is no such rule' },
  'rules-in-a-circle': { 'zh-CN': '规则之间循环依赖，永远不会成立', en: 'these rules require each other in a circle and would never be the case' },
  'size-never': { 'zh-CN': '高度下限必须小于上限', en: 'the least height has to be below the greatest' },
  'unknown-behavior': { 'zh-CN': '没有这种行为', en: 'there is no such behaviour' },
  'needs-zone': { 'zh-CN': '这种行为需要指定警戒区域', en: 'this behaviour needs a zone' },
  'needs-line': { 'zh-CN': '这种行为需要指定警戒线', en: 'this behaviour needs a line' },
  'bad-setting': { 'zh-CN': '设置不正确', en: 'this setting is wrong' },
} as const satisfies Record<string, Words>;
export type SceneProblem = keyof typeof sceneProblemWords;
