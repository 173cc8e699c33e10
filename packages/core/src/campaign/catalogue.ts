import type { Bilingual } from './playbook.ts';

/** A figure that a condition can be about, worked out from records by the slice that keeps them. */
export interface Measure {
  readonly code: string;
  /** Of each member, who then reaches it or not; or of the unit as a whole. */
  readonly grain: 'member' | 'unit';
  /** A stock moves with the member who has it; a flow stays where it happened. */
  readonly kind: 'stock' | 'flow';
  /** For `votes` the figure is a share of the valid votes. */
  readonly unitOfMeasure: 'minutes' | 'votes';
  /** Which side of a threshold is the good one; a condition that asks for the other is refused. */
  readonly comparison: 'at-least' | 'below';
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
    title: { zh: '集中学习时间', en: 'Time of collective study' },
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
];

/** Every measure there is. A playbook that names another one is refused when it is loaded. */
export const catalogue: readonly Measure[] = [...studyMeasures, ...assessmentMeasures];
