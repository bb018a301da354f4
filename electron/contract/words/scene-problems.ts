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
  'ground-crosses': { 'zh-CN': '地面四点的连线互相交叉，请按顺序绕一圈标点', en: 'the sides between the four ground points cross each other: mark them in order round about' },
  'ground-too-small': { 'zh-CN': '地面四点围出的范围太小，误差会很大', en: 'the four ground points enclose too little of the picture to measure by' },
  'ground-in-line': { 'zh-CN': '地面有三个点几乎在一条直线上，或四点向内凹', en: 'three of the ground points lie almost on one line, or one lies inside the others' },
  'ground-length-missing': { 'zh-CN': '请填写实地量得的长度（至少 0.1 米）', en: 'enter every length as measured on site (at least 0.1 m)' },
  'ground-lengths-impossible': { 'zh-CN': '这几条边长和对角线围不成四边形，请核对实测数据', en: 'no four-sided shape has these sides and this diagonal: check what was measured' },
  'ground-not-seen-so': { 'zh-CN': '摄像机不可能这样看到地面，请核对标点和长度', en: 'no camera above flat ground sees it like this: check the marks and the lengths' },
  'ground-head-below-foot': { 'zh-CN': '头顶必须在脚的上方', en: 'the head has to be above the feet' },
  'ground-person-too-small': { 'zh-CN': '画面中的人太小，量不准，请换近一些的位置', en: 'a person is too small in the picture to measure by: choose a nearer place' },
  'ground-persons-swapped': { 'zh-CN': '远处的人在画面中应比近处的人更高、更小', en: 'the far person has to stand higher in the picture and be smaller than the near one' },
  'ground-persons-alike': { 'zh-CN': '两处的人大小几乎一样，请拉开近处与远处的距离', en: 'both persons are almost equally large: choose places further apart' },
  'ground-height': { 'zh-CN': '身高应在 0.5 到 2.5 米之间', en: 'the height of a person is between 0.5 and 2.5 m' },
  'bad-setting': { 'zh-CN': '设置不正确', en: 'this setting is wrong' },
} as const satisfies Record<string, Words>;
export type SceneProblem = keyof typeof sceneProblemWords;
