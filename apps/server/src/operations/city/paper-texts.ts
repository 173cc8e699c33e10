import type { Seeded } from '../demo/seeded.ts';

const themes = [
  '比学习、比服务、比实绩',
  '走进群众办实事',
  '当先锋、促发展',
  '我是党员我带头',
  '服务一线、方便群众',
] as const;
const standards = ['学得进', '肯吃苦', '办事公道', '说到做到', '不怕得罪人', '带头致富也带人致富', '敢说真话'] as const;
const signs = [
  '长期不参加组织生活',
  '办事推诿',
  '说一套做一套',
  '只顾自己',
  '群众有事找不到人',
  '不交流不学习',
] as const;
const opinions = [
  '办事环节多',
  '公开不及时',
  '下基层少',
  '回音慢',
  '路灯长期不亮',
  '饮水不方便',
  '看病报销跑几趟',
] as const;
const remedies = [
  '限时办结，逾期说明',
  '每月公开一次',
  '每人联系两户',
  '设意见箱，每周开箱',
  '三个月内修好',
  '一个窗口办到底',
] as const;
const nights = ['每周一、三、五晚上', '每周二、四晚上', '每周三下午和周五晚上', '每周六上午'] as const;

type Write = (draw: (from: readonly string[]) => string, name: string) => readonly string[];

/** What units hand in, by the playbook's codes. */
const papers: Readonly<Record<string, Write>> = {
  'unit-plan': (draw, name) => [
    `${name}活动方案`,
    '一、主要负责人为第一责任人，支部书记具体抓。',
    `二、集中培训三天，${draw(nights)}集中学习，每次两学时。`,
    `三、主题实践：${draw(themes)}，每名党员联系一名群众。`,
    '四、考勤当天记，缺课的一周之内补。',
  ],
  'mobilisation-record': (draw, name) => [
    `${name}动员会记录`,
    '主要负责人传达上级部署，宣读活动方案；支部书记说明安排。',
    `讨论中提到最多的是${draw(opinions)}。`,
  ],
  'action-theme': (draw) => [draw(themes)],
  'member-standards': (draw) => [`一是${draw(standards)}；二是${draw(standards)}；三是${draw(standards)}。`],
  'signs-of-poor': (draw) => [`${draw(signs)}；${draw(signs)}。由支部大会讨论认定。`],
  'effect-check': () => ['学习笔记逐人查看，心得体会在支部交流，开卷考试全部合格。'],
  'key-steps-record': (draw) => [
    '已召开动员会，利用业余时间集中学习两次，分小组讨论。',
    `征求职工意见，提得最多的是${draw(opinions)}；${draw(remedies)}。`,
    '党员都参加，并各认领一件实事。',
  ],
  'opinions-summary': (draw) => [`共收回意见表并整理归类，反映最多的是${draw(opinions)}、${draw(opinions)}。`],
  'life-meeting-report': (draw) => [
    '会前逐人谈心，会上开展批评和自我批评，请群众代表列席。',
    `提得最多的不足：${draw(signs)}。`,
  ],
  'rectification-plan': (draw, name) => [
    `${name}整改方案`,
    `一、${draw(opinions)}：${draw(remedies)}。`,
    `二、${draw(opinions)}：${draw(remedies)}。`,
    '三、整改情况每月在公开栏公布。',
  ],
  'stage-summary': (draw) => [
    '本阶段各步骤按期完成，缺课已补，群众意见已梳理并答复。',
    `下一步着重解决：${draw(opinions)}。`,
  ],
};

export function paperOf(chance: Seeded, code: string, name: string): string {
  const write = papers[code] ?? papers['stage-summary'];
  return (write?.((from) => chance.pick(from), name) ?? []).join('\n');
}

/** A table of what was to be put right: what, how, by when, and how it stands. */
export function ledgerOf(chance: Seeded, name: string): string {
  const months = ['三月', '四月', '五月'] as const;
  const lines = Array.from(
    { length: 3 + chance.below(3) },
    (_, index) =>
      `${index + 1},${chance.pick(opinions)},${chance.pick(remedies)},${chance.pick(months)}底,${index < 2 ? '已办结' : '长期坚持'}`,
  );
  return ['\ufeff序号,问题,措施,时限,办理情况', ...lines, `,,,,${name}`].join('\r\n');
}

const points = [
  '我入党时的想法，和这些年变了什么',
  '眼下最要紧的三件事，群众怎么看',
  '从身边两名老党员说起',
  '学党章学到的和做到的差多远',
] as const;
const faults = ['下基层少', '听意见急', '开会多、落实少', '遇到难事往后放'] as const;
const promises = ['每月到一户，每季说一次进展', '自己分管的事当月办完', '每周半天在窗口', '先把路修通'] as const;

/** What the head of a unit says. */
export function scriptOf(chance: Seeded, name: string): string {
  return [
    `一、${chance.pick(points)}。`,
    `二、${name}的工作实际：成绩和不足都摆出来。`,
    `三、我自己做得不够的地方：${chance.pick(faults)}。`,
    `四、今后怎么办：${chance.pick(promises)}。`,
  ].join('\n');
}
