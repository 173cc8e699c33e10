import type { Bilingual } from './playbook.ts';

/** A figure that a condition can be about, worked out from records by the slice that keeps them. */
export interface Measure {
  readonly code: string;
  /** Of each member, who then reaches it or not; or of the unit as a whole. */
  readonly grain: 'member' | 'unit';
  /** A stock moves with the member who has it; a flow stays where it happened. */
  readonly kind: 'stock' | 'flow';
  /** For `votes` the figure is a share of the valid votes, for `presence` of those expected, for `orders` of those given; `acceptance` is yes or no. */
  readonly unitOfMeasure:
    | 'minutes'
    | 'days'
    | 'sessions'
    | 'lectures'
    | 'presence'
    | 'made-up'
    | 'votes'
    | 'acceptance'
    | 'orders';
  /** Which side of a threshold is the good one; a condition that asks for the other is refused. */
  readonly comparison: 'at-least' | 'below';
  /** Which activities count for it; where it names none, all that it is about. */
  readonly countsOnly?: 'collective' | 'concentrated';
  /** What a condition has to name with it: something that is handed in, a kind of activity, or a lecture that is owed. */
  readonly about?: 'deliverable' | 'activity' | 'lecture';
  /** Whether a day counts by how many of the unit's members were there, which a condition then has to say. */
  readonly asksPresence?: true;
  /** Where there is nothing that it could be measured by, nothing is missing. */
  readonly noneIsMet?: true;
  readonly title: Bilingual;
}

const studyMeasures: readonly Measure[] = [
  {
    code: 'study.minutes',
    grain: 'member',
    kind: 'stock',
    unitOfMeasure: 'minutes',
    comparison: 'at-least',
    title: { zh: '学习时间', en: 'Time of study' },
  },
  {
    code: 'study.collective-minutes',
    grain: 'member',
    kind: 'stock',
    unitOfMeasure: 'minutes',
    comparison: 'at-least',
    countsOnly: 'collective',
    title: { zh: '集中学习时间', en: 'Time of collective study' },
  },
  {
    code: 'study.concentrated-days',
    grain: 'unit',
    kind: 'flow',
    unitOfMeasure: 'days',
    comparison: 'at-least',
    countsOnly: 'concentrated',
    asksPresence: true,
    title: { zh: '集中培训天数', en: 'Days of concentrated training' },
  },
  {
    code: 'study.sessions-held',
    grain: 'unit',
    kind: 'flow',
    unitOfMeasure: 'sessions',
    comparison: 'at-least',
    about: 'activity',
    title: { zh: '某类活动次数', en: 'Activities held of one kind' },
  },
  {
    code: 'study.lectures-given',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'lectures',
    comparison: 'at-least',
    about: 'lecture',
    title: { zh: '应讲的课已讲', en: 'Lectures given that are owed' },
  },
  {
    code: 'study.attendance',
    grain: 'unit',
    kind: 'flow',
    unitOfMeasure: 'presence',
    comparison: 'at-least',
    title: { zh: '参学率', en: 'Rate of attendance' },
  },
  {
    code: 'study.made-up',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'made-up',
    comparison: 'at-least',
    noneIsMet: true,
    title: { zh: '缺席已补课', en: 'Absences made up' },
  },
];

const assessmentMeasures: readonly Measure[] = [
  {
    code: 'assessment.dissatisfied',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'votes',
    comparison: 'below',
    title: { zh: '不满意率', en: 'Share of dissatisfied votes' },
  },
  {
    code: 'assessment.satisfied',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'votes',
    comparison: 'at-least',
    title: { zh: '满意度', en: 'Degree of satisfaction' },
  },
];

const obligationMeasures: readonly Measure[] = [
  {
    code: 'deliverable.accepted',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'acceptance',
    comparison: 'at-least',
    about: 'deliverable',
    title: { zh: '材料审核通过', en: 'Handed in and accepted' },
  },
];

const supervisionMeasures: readonly Measure[] = [
  {
    code: 'supervision.orders-closed',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'orders',
    comparison: 'at-least',
    noneIsMet: true,
    title: { zh: '责令整改核验', en: 'Orders to correct verified' },
  },
  {
    code: 'supervision.self-check',
    grain: 'unit',
    kind: 'stock',
    unitOfMeasure: 'acceptance',
    comparison: 'at-least',
    title: { zh: '自查并经复查', en: 'Self-check checked again' },
  },
];

/** Every measure there is. A playbook that names another one is refused when it is loaded. */
export const catalogue: readonly Measure[] = [
  ...studyMeasures,
  ...assessmentMeasures,
  ...obligationMeasures,
  ...supervisionMeasures,
];
