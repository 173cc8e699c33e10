/** A unit of the demo town: invented, at the size that the town of the documents had (10 organisations, 220 members). */
export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  /** In the instance's list of classes. */
  readonly classCode: string;
  readonly branches: readonly DemoBranch[];
  readonly representatives: number;
  /** How far the unit is when the demo first starts. */
  readonly fate: Fate;
}

export interface DemoBranch {
  readonly code: string;
  readonly name: string;
  readonly members: number;
  /** Members whose unit is another one that this branch serves. */
  readonly guests?: { readonly unit: string; readonly members: number };
}

export type Fate =
  /** Some members still lack hours; nothing was assessed. */
  | 'studying'
  /** One meeting short of the hours; the rest is done but for the count. */
  | 'nearly'
  /** Hours reached, assessment opened, nobody has counted. */
  | 'to-count'
  /** Two tellers differ. */
  | 'differing'
  /** Everything is met, nobody has applied. */
  | 'ready'
  | 'applied'
  | 'endorsed'
  | 'passed'
  /** Assessed at ten percent dissatisfied or more. */
  | 'blocked';

export const townName = '白鹭镇';
export const partyRootName = '中共白鹭镇委员会';

export const units: readonly DemoUnit[] = [
  {
    code: 'U01',
    classCode: 'township',
    name: '白鹭镇机关',
    fate: 'passed',
    representatives: 8,
    branches: [{ code: 'B01', name: '镇机关党支部', members: 24 }],
  },
  {
    code: 'U02',
    classCode: 'school',
    name: '白鹭镇中心小学',
    fate: 'nearly',
    representatives: 14,
    branches: [
      { code: 'B02', name: '中心小学第一党支部', members: 15 },
      { code: 'B03', name: '中心小学第二党支部', members: 13 },
    ],
  },
  {
    code: 'U03',
    classCode: 'medical',
    name: '白鹭镇卫生院',
    fate: 'applied',
    representatives: 9,
    branches: [{ code: 'B04', name: '卫生院农技站联合党支部', members: 20, guests: { unit: 'U04', members: 9 } }],
  },
  // Too small to vote alone.
  { code: 'U04', classCode: 'township', name: '白鹭镇农技站', fate: 'studying', representatives: 0, branches: [] },
  {
    code: 'U05',
    classCode: 'community',
    name: '明湖社区',
    fate: 'to-count',
    representatives: 60,
    branches: [{ code: 'B05', name: '明湖社区党支部', members: 46 }],
  },
  {
    code: 'U06',
    classCode: 'village',
    name: '青坪村',
    fate: 'endorsed',
    representatives: 10,
    branches: [{ code: 'B06', name: '青坪村党支部', members: 25 }],
  },
  {
    code: 'U07',
    classCode: 'village',
    name: '竹溪村',
    fate: 'blocked',
    representatives: 10,
    branches: [{ code: 'B07', name: '竹溪村党支部', members: 22 }],
  },
  {
    code: 'U08',
    classCode: 'village',
    name: '云岭村',
    fate: 'differing',
    representatives: 8,
    branches: [{ code: 'B08', name: '云岭村党支部', members: 18 }],
  },
  {
    code: 'U09',
    classCode: 'non-public-enterprise',
    name: '白鹭茶业有限公司',
    fate: 'studying',
    representatives: 6,
    branches: [{ code: 'B09', name: '白鹭茶业党支部', members: 15 }],
  },
  {
    code: 'U10',
    classCode: 'other',
    name: '白鹭镇供销合作社',
    fate: 'ready',
    representatives: 6,
    branches: [{ code: 'B10', name: '供销合作社党支部', members: 13 }],
  },
];

/** Units that vote together, the host first. */
export const pooled = ['白鹭茶业有限公司', '白鹭镇农技站'] as const;

/** The first branch of the school: the people whom the guides speak of. Invented, like everybody else here. */
export const schoolRoll: readonly string[] = [
  '何静',
  '苏禾',
  '程砚',
  '顾晚舟',
  '柳映川',
  '姜予安',
  '白若溪',
  '夏知远',
  '沈听澜',
  '陆闻溪',
  '周以宁',
  '许南枝',
  '罗小满',
  '唐晓棠',
  '叶青禾',
];

/** What a branch meets about in turn, each with its kind in the playbook. */
export const programme: readonly (readonly [kind: string, topic: string])[] = [
  ['collective-study', '学习党章总纲'],
  ['collective-study', '学习读本第一单元'],
  ['collective-study', '学习读本第二单元'],
  ['lecture', '不忘宗旨，服务群众'],
  ['collective-study', '学习读本第三单元'],
  ['collective-study', '专题：我为什么入党'],
  ['great-discussion', '先进性的具体要求'],
  ['collective-study', '专题：立足岗位作表率'],
  ['film', '观看影片并座谈'],
  ['great-discussion', '不合格的主要表现'],
  ['tutorial', '当前形势与任务'],
  ['collective-study', '交流学习笔记'],
];
