import type { State } from '../src/ui/sign/state.ts';

/** Chinese, English. */
type Both = readonly [string, string];
export type GateRow = {
  state: State;
  name: Both;
  hard: boolean;
  rule: Both;
  now: number | Both;
  needed: number | string;
  ticks: boolean;
  gap: Both;
  detail: Both;
  whose: Both;
  duty: Both;
  due: string;
  note?: Both;
  act: Both;
};

export const gateRows: readonly GateRow[] = [
  {
    state: 'gap',
    name: ['补课了结', 'Absences made up'],
    hard: false,
    rule: ['缺席都要补，有凭证', 'each with evidence'],
    now: 5,
    needed: 7,
    ticks: true,
    gap: ['2 人次', '2 sessions'],
    detail: ['集中学习 11-12、11-17', 'class of 12 and 17 Nov'],
    whose: ['第一支部', 'Branch 1'],
    duty: ['程砚　支部书记', 'Cheng Yan, secretary'],
    due: '2026-11-24',
    act: ['登记补课', 'Record make-up'],
  },
  {
    state: 'gap',
    name: ['大讨论三项成果', 'Discussion results'],
    hard: true,
    rule: ['一个主题、两个具体，已采用', 'three, adopted by the unit'],
    now: 2,
    needed: 3,
    ticks: true,
    gap: ['1 项', '1 result'],
    detail: ['不合格党员认定标准', 'signs of a poor member'],
    whose: ['何静', 'He Jing'],
    duty: ['单位主要负责人', 'head of unit'],
    due: '2026-11-25',
    act: ['填写成果', 'Write it down'],
  },
  {
    state: 'gap',
    name: ['四讲', 'The four lectures'],
    hard: true,
    rule: ['领导、专家、典型、自己讲', 'head, expert, model, self'],
    now: 3,
    needed: 4,
    ticks: true,
    gap: ['1 讲', '1 lecture'],
    detail: ['典型讲', 'by a model member'],
    whose: ['苏禾', 'Su He'],
    duty: ['联络员', 'unit clerk'],
    due: '2026-11-26',
    note: ['已排 11-25', 'planned 25 Nov'],
    act: ['查看安排', 'Open the plan'],
  },
  {
    state: 'wait',
    name: ['群众满意度测评', 'Satisfaction ballot'],
    hard: true,
    rule: ['不满意低于 10 %', 'under 10 % dissatisfied'],
    now: ['未测评', 'no vote'],
    needed: '<10 %',
    ticks: false,
    gap: ['待测评', 'to be held'],
    detail: ['党员 28、群众代表 14', '28 members, 14 reps'],
    whose: ['第三督导组', 'Supervision team 3'],
    duty: ['到场监督', 'attends in person'],
    due: '2026-11-27',
    note: ['11-24 开放', 'opens 24 Nov'],
    act: ['约定时间', 'Arrange a time'],
  },
  {
    state: 'gap',
    name: ['阶段总结', 'Stage summary'],
    hard: true,
    rule: ['数字自动填入', 'figures fill themselves'],
    now: 0,
    needed: 1,
    ticks: false,
    gap: ['1 份', '1 document'],
    detail: ['初稿可生成', 'first draft available'],
    whose: ['苏禾', 'Su He'],
    duty: ['联络员', 'unit clerk'],
    due: '2026-11-27',
    act: ['生成初稿', 'Draft it now'],
  },
  {
    state: 'gap',
    name: ['每名党员学时', 'Study hours in all'],
    hard: true,
    rule: ['每人不少于 45 学时', '45 or more for each member'],
    now: 24,
    needed: 28,
    ticks: true,
    gap: ['4 人，共 18 学时', '4 members, 18 h'],
    detail: ['最多差 7 学时', '7 h at most'],
    whose: ['第一支部 3、第二支部 1', 'Branch 1: 3, Branch 2: 1'],
    duty: ['程砚、秦墨言', 'Cheng Yan, Qin Moyan'],
    due: '2026-11-30',
    note: ['4 人都还来得及', 'all within reach'],
    act: ['安排学习', 'Plan sessions'],
  },
  {
    state: 'gap',
    name: ['集中学习学时', 'Collective study hours'],
    hard: true,
    rule: ['每人不少于 40 学时', '40 or more for each member'],
    now: 26,
    needed: 28,
    ticks: true,
    gap: ['2 人，共 9 学时', '2 members, 9 h'],
    detail: ['最多差 6 学时', '6 h at most'],
    whose: ['第一支部 2', 'Branch 1: 2'],
    duty: ['程砚　支部书记', 'Cheng Yan, secretary'],
    due: '2026-11-30',
    note: ['已排 3 场，够', '3 planned: enough'],
    act: ['查看场次', 'Open sessions'],
  },
];

export const settled: readonly (readonly [State, Both, Both])[] = [
  ['met', ['方案获批准', 'Plan approved'], ['第 3 稿，11-03', '3rd draft, 3 Nov']],
  ['met', ['动员会', 'Mobilisation'], ['11-02', '2 Nov']],
  ['met', ['责任书', 'Responsibility letters'], ['3/3', '3/3']],
  ['met', ['集中培训', 'Concentrated training'], ['3/3 天', '3/3 days']],
  ['met', ['负责人讲党课', 'Lecture by the head'], ['11-12', '12 Nov']],
  ['met', ['读书笔记', 'Reading notes'], ['28/28', '28/28']],
  ['met', ['开卷考试', 'Open-book test'], ['28/28', '28/28']],
  ['na', ['送学上门', 'Lessons at home'], ['无行动不便党员', 'nobody infirm']],
  ['na', ['参学率', 'Attendance'], ['405/420，标准未设定', '405/420, no standard']],
];
