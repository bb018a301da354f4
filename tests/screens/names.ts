import type { Language } from '../../electron/contract/words.ts';

type Names = {
  readonly live: readonly string[];
  /** Cameras that do not come, with addresses that tell why. */
  readonly inTrouble: (working: string) => readonly (readonly [name: string, address: string])[];
  readonly note: string;
  readonly typed: { readonly camera: string; readonly note: string; readonly zone: string };
};

const of = (live: readonly string[], [refused, path, nowhere, off]: readonly [string, string, string, string], note: string, typed: Names['typed']): Names => ({
  live,
  note,
  typed,
  inTrouble: (working) => [
    [refused, 'rtsp://127.0.0.1:9/main'],
    [path, working.replace(/[^/]*$/, 'no-such-stream')],
    [nowhere, 'rtsp://camera-17.invalid/main'],
    [off, `${working}/off`],
  ],
});

const names: Record<Language, Names> = {
  'zh-CN': of(
    ['平安里小区北门', '朝阳菜场西口', '平安里 3 号楼电梯厅', '地下车库 B2 出口', '学校东侧人行道', '河滨步道栏杆', '快递柜与垃圾房', '社区广场'],
    ['物业值班室门口', '幸福超市收银通道', '老年活动中心走廊', '七号楼顶层（维修停用）'],
    '已通知门岗，巡逻车 3 分钟内到',
    { camera: '平安里小区南门', note: '与物业核实过，是送货人员', zone: '配电房门前' },
  ),
  en: of(
    ['Ping’an estate, north gate', 'Market hall, west door', 'Block 3, lift lobby', 'Garage B2, exit ramp', 'School, east pavement', 'Riverside walk', 'Parcel lockers and bin store', 'Community square'],
    ['Property office, front door', 'Xingfu supermarket, checkout', 'Seniors’ centre, corridor', 'Block 7, top floor (under repair)'],
    'Gate informed, patrol arrives in 3 minutes',
    { camera: 'Ping’an estate, south gate', note: 'Checked with the property manager: a delivery', zone: 'Switch room door' },
  ),
};

export const namesOf = (language: Language): Names => names[language];
