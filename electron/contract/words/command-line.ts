import type { Words } from '../words.ts';

/** Texts of the command line; `{name}` stands for a value. */
export const commandLineWords = {
  usage: {
    'zh-CN': '用法：npm run -s analyze -- 文件|地址 [--scene scene.json] [--events events.jsonl] [--tracks tracks.txt] [--class person] [--fps 帧率|source] [--max-seconds 秒] [--lang zh-CN|en]',
    en: 'Usage: npm run -s analyze -- FILE|URL [--scene scene.json] [--events events.jsonl] [--tracks tracks.txt] [--class person] [--fps N|source] [--max-seconds N] [--lang zh-CN|en]',
  },
  'no-source': { 'zh-CN': '没有给出视频文件或地址，--help 查看用法', en: 'no file or address is given; --help shows the usage' },
  'two-sources': { 'zh-CN': '一次只能分析一个文件或地址：{value}', en: 'only one file or address at a time: {value}' },
  'unknown-option': { 'zh-CN': '没有这个选项：{option}，--help 查看用法', en: 'there is no option {option}; --help shows the usage' },
  'missing-value': { 'zh-CN': '选项 {option} 缺少值', en: 'the option {option} needs a value' },
  'bad-fps': { 'zh-CN': '--fps 应为 0.1 至 120 之间的数或 source：{value}', en: '--fps has to be a number from 0.1 to 120, or source: {value}' },
  'bad-seconds': { 'zh-CN': '--max-seconds 应为大于 0 的数：{value}', en: '--max-seconds has to be a number above 0: {value}' },
  'bad-class': { 'zh-CN': '没有这种目标：{value}，可选 {choices}', en: 'there is no class {value}; choose from {choices}' },
  'bad-language': { 'zh-CN': '--lang 应为 zh-CN 或 en：{value}', en: '--lang has to be zh-CN or en: {value}' },
  'same-output': { 'zh-CN': '--events 和 --tracks 不能是同一个文件：{value}', en: '--events and --tracks have to be different files: {value}' },
  'output-is-input': { 'zh-CN': '输出文件不能与输入文件相同：{value}', en: 'an output file cannot be one of the inputs: {value}' },
  'cannot-write': { 'zh-CN': '无法写入 {value}，请检查目录和权限', en: 'cannot write {value}: check the folder and its permissions' },
  'cannot-read-scene': { 'zh-CN': '无法读取场景文件 {value}，请检查路径和权限', en: 'cannot read the scene {value}: check its path and permissions' },
  'bad-scene': { 'zh-CN': '场景文件 {file}：{path} {problem}{detail}', en: 'scene {file}: {path} {problem}{detail}' },
  'model-missing': { 'zh-CN': '检测模型构建失败，请运行 npm ci 后重试：{detail}', en: 'the detection model could not be built; run npm ci and try again: {detail}' },
  'bad-address': { 'zh-CN': '只能打开 rtsp:// 或 rtsps:// 地址以及本地视频文件', en: 'only rtsp:// and rtsps:// addresses and local video files can be opened' },
  'cannot-analyse': { 'zh-CN': '分析失败：{detail}', en: 'the analysis failed: {detail}' },
  progress: { 'zh-CN': '已分析 {done} 秒{of}，{speed} 倍速', en: '{done} s{of} analysed, {speed} times as fast as it plays' },
} as const satisfies Record<string, Words>;
export type CommandLineText = keyof typeof commandLineWords;
