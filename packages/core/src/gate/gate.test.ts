import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  judge,
  judgedMatter,
  mayApply,
  mayDecide,
  mayEndorse,
  mayReturn,
  type GateState,
  type PinnedCondition,
} from './index.ts';

const dissatisfaction: PinnedCondition = {
  code: 'satisfaction',
  measure: 'assessment.dissatisfied',
  grain: 'unit',
  isHard: true,
  applies: true,
  subject: null,
  memberNeeds: null,
  comparison: 'below',
  threshold: { num: 10, den: 100 },
};
const hours: PinnedCondition = {
  code: 'hours',
  measure: 'study.minutes',
  grain: 'member',
  isHard: true,
  applies: true,
  subject: null,
  memberNeeds: 2700,
  comparison: 'at-least',
  threshold: { num: 1, den: 1 },
};
const met = [judge(hours, { num: 28, den: 28 }), judge(dissatisfaction, { num: 2, den: 40 })];
const ready: GateState = {
  stage: { code: 'study', earliestOn: '2026-11-30' },
  judgements: met,
  judgedHash: 'h',
  open: null,
  unreported: 0,
  countingAgain: null,
  unmended: [],
};
const applied = { appliedBy: 'head', appliedHash: 'h', endorsedBy: null, endorsedHash: null };
const endorsed = { ...applied, endorsedBy: 'team', endorsedHash: 'h' };
const by = (id: string, isOfTheUnit = false) => ({ id, isOfTheUnit });
const code = (refusal: { refused: string } | null) => refusal?.refused ?? null;

test('exactly ten percent dissatisfied blocks, 9.9 percent passes', () => {
  assert.equal(judge(dissatisfaction, { num: 10, den: 100 }).verdict, 'not-met');
  assert.equal(judge(dissatisfaction, { num: 10, den: 101 }).verdict, 'met');
});

test('not measured is waiting, nobody to measure is not met, neither opens the gate', () => {
  assert.equal(judge(dissatisfaction, { num: null, den: null }).verdict, 'waiting');
  assert.equal(judge(hours, { num: 0, den: 0 }).verdict, 'not-met');
  const waiting = { ...ready, judgements: [judge(dissatisfaction, { num: null, den: null })] };
  assert.equal(code(mayApply(waiting, '2026-12-01', null)), 'hard-conditions-open');
});

const paper: PinnedCondition = {
  code: 'plan',
  measure: 'deliverable.accepted',
  grain: 'unit',
  isHard: false,
  applies: true,
  subject: 'plan',
  memberNeeds: null,
  comparison: 'at-least',
  threshold: { num: 1, den: 1 },
};

test('a soft condition of whose things all were let off does not apply; of several the others are judged', () => {
  assert.equal(judge(paper, { num: 0, den: 0, letOff: 1 }).verdict, 'not-applicable');
  const lecture = { ...paper, measure: 'study.lectures-given' };
  assert.equal(judge(lecture, { num: 0, den: 1, letOff: 1 }).verdict, 'not-met');
  assert.equal(judge(lecture, { num: 1, den: 1, letOff: 1 }).verdict, 'met');
  assert.equal(judge(paper, { num: 0, den: 0, letOff: 0 }).verdict, 'not-met', 'nothing was let off');
});

test('nobody is let off a hard condition, whatever was granted', () => {
  for (const measure of ['deliverable.accepted', 'study.lectures-given', 'supervision.self-check'])
    assert.equal(judge({ ...paper, measure, isHard: true }, { num: 0, den: 0, letOff: 1 }).verdict, 'not-met', measure);
});

test('what is judged binds to who was let off', () => {
  const of = (letOff: number) => judgedMatter('study', '2026-11-30', [judge(paper, { num: 0, den: 0, letOff })]);
  assert.notDeepEqual(of(1), of(2));
  assert.equal(of(1).conditions[0]?.letOff, 1);
  assert.equal('letOff' in (of(0).conditions[0] ?? {}), false, 'as before where nobody was');
});

test('a threshold that is not set is shown and cannot gate', () => {
  const judged = judge({ ...hours, isHard: false, threshold: null }, { num: 1, den: 2 });
  assert.equal(judged.verdict, 'not-set');
  assert.equal(mayApply({ ...ready, judgements: [...met, judged] }, '2026-12-01', 'h'), null);
});

test('a stage without any condition cannot be passed', () => {
  assert.equal(code(mayApply({ ...ready, judgements: [] }, '2026-12-01', null)), 'hard-conditions-open');
});

test('a unit applies on its earliest day and not before', () => {
  assert.equal(code(mayApply(ready, '2026-11-29', 'h')), 'too-early');
  assert.equal(mayApply(ready, '2026-11-30', 'h'), null);
});

test('what the unit saw must still be so when it applies', () => {
  assert.equal(code(mayApply(ready, '2026-11-30', 'other')), 'transition-stale');
  assert.deepEqual(mayApply({ ...ready, countingAgain: 2 }, '2026-11-30', 'h'), {
    refused: 'assessment-open-already',
    params: { attempt: 2 },
  });
});

test('whoever applied can neither endorse nor decide, and whoever endorsed cannot decide', () => {
  assert.equal(code(mayEndorse({ ...ready, open: applied }, '2026-11-30', by('head'))), 'somebody-else-must');
  assert.equal(
    code(mayDecide({ ...ready, open: endorsed }, '2026-11-30', by('head'), { outcome: 'passed' })),
    'somebody-else-must',
  );
  assert.equal(
    code(mayDecide({ ...ready, open: endorsed }, '2026-11-30', by('team'), { outcome: 'passed' })),
    'somebody-else-must',
  );
  assert.equal(mayDecide({ ...ready, open: endorsed }, '2026-11-30', by('office'), { outcome: 'passed' }), null);
});

test('nobody of the unit endorses what it applied for, nor returns it', () => {
  const own = by('team', true);
  assert.equal(code(mayEndorse({ ...ready, open: applied }, '2026-11-30', own)), 'decider-is-of-the-unit');
  assert.equal(code(mayReturn({ ...ready, open: applied }, own)), 'decider-is-of-the-unit');
});

test('nobody of the unit decides on it, neither to let it pass nor to refuse it', () => {
  for (const decision of [
    { outcome: 'passed' },
    { outcome: 'refused', note: 'not yet', mendBy: '2026-11-20' },
  ] as const)
    assert.equal(
      code(mayDecide({ ...ready, open: endorsed }, '2026-11-30', by('office', true), decision)),
      'decider-is-of-the-unit',
    );
});

test('nobody decides what the team has not endorsed', () => {
  assert.equal(
    code(mayDecide({ ...ready, open: applied }, '2026-11-30', by('office'), { outcome: 'passed' })),
    'transition-not-endorsed',
  );
});

test('a verdict that flipped after the endorsement stops the decision, whoever decides', () => {
  const flipped = {
    ...ready,
    judgements: [judge(dissatisfaction, { num: 10, den: 100 })],
    judgedHash: 'g',
    open: endorsed,
  };
  assert.equal(code(mayDecide(flipped, '2026-12-30', by('office'), { outcome: 'passed' })), 'hard-conditions-open');
  const other = { ...ready, judgedHash: 'g', open: endorsed };
  assert.equal(code(mayDecide(other, '2026-12-30', by('office'), { outcome: 'passed' })), 'transition-stale');
});

test('refusing needs a reason and a day by which it is mended, and nothing else', () => {
  const state = { ...ready, open: endorsed, judgements: [] };
  assert.equal(code(mayDecide(state, '2026-11-01', by('office'), { outcome: 'refused' })), 'reason-missing');
  const refused = { outcome: 'refused', note: 'the meetings were not held' } as const;
  assert.equal(code(mayDecide(state, '2026-11-01', by('office'), refused)), 'mend-by-missing');
  assert.equal(mayDecide(state, '2026-11-01', by('office'), { ...refused, mendBy: '2026-11-20' }), null);
});

const order = { id: 'order', text: '笔记没有抽查', dueOn: '2026-12-10' };
const refusedBefore: GateState = { ...ready, unmended: [order] };

test('given a refusal whose order nobody has verified, then the unit does not apply, and reads which order, what and by when', () => {
  const refusal = {
    refused: 'refusal-not-mended',
    params: { order: 'order', owed: '笔记没有抽查', dueOn: '2026-12-10' },
  };
  assert.deepEqual(mayApply(refusedBefore, '2026-12-01', 'h'), refusal);
  assert.deepEqual(mayApply(refusedBefore, '2026-11-01', 'h'), refusal, 'said before the day that is too early');
  assert.equal(mayApply({ ...refusedBefore, unmended: [] }, '2026-12-01', 'h'), null);
});

test('given an application that was open already, then it is neither endorsed nor passed, but returned or refused', () => {
  const [toEndorse, toDecide] = [
    { ...refusedBefore, open: applied },
    { ...refusedBefore, open: endorsed },
  ];
  assert.equal(code(mayEndorse(toEndorse, '2026-12-01', by('team'))), 'refusal-not-mended');
  assert.equal(code(mayDecide(toDecide, '2026-12-01', by('office'), { outcome: 'passed' })), 'refusal-not-mended');
  assert.equal(mayReturn(toEndorse, by('team')), null);
  const again = { outcome: 'refused', note: 'not mended', mendBy: '2026-12-20' } as const;
  assert.equal(mayDecide(toDecide, '2026-12-01', by('office'), again), null);
});

test('given a hard condition that is open as well, then it is named first; a long order is named by how it begins', () => {
  const lacking = { ...refusedBefore, judgements: [judge(hours, { num: 27, den: 28 })] };
  assert.equal(code(mayApply(lacking, '2026-12-01', 'h')), 'hard-conditions-open');
  const long = mayApply({ ...ready, unmended: [{ ...order, text: '补'.repeat(2000) }] }, '2026-12-01', 'h');
  assert.equal(long?.params['owed'], `${'补'.repeat(30)}…`);
});

test('more members beyond the mark change nothing that was judged; another tally does', () => {
  const one = JSON.stringify(judgedMatter('study', '2026-11-30', [judge(hours, { num: 28, den: 28 })]));
  const two = JSON.stringify(judgedMatter('study', '2026-11-30', [judge(hours, { num: 29, den: 29 })]));
  assert.equal(one, two);
  const three = JSON.stringify(judgedMatter('study', '2026-11-30', [judge(dissatisfaction, { num: 1, den: 40 })]));
  const four = JSON.stringify(judgedMatter('study', '2026-11-30', [judge(dissatisfaction, { num: 2, den: 40 })]));
  assert.notEqual(three, four);
});

test('the team endorses or returns: what it has endorsed it does not take back, and the office decides', () => {
  const state = { ...ready, open: endorsed };
  assert.equal(code(mayReturn(state, by('team'))), 'transition-endorsed-already');
  assert.equal(code(mayReturn(state, by('colleague'))), 'transition-endorsed-already');
  assert.equal(code(mayReturn(state, by('head'))), 'somebody-else-must', 'who may not at all is told so first');
  const stale = { ...state, judgedHash: 'another' };
  assert.equal(code(mayReturn(stale, by('team'))), 'transition-endorsed-already');
  const refused = { outcome: 'refused', note: 'not as it was', mendBy: '2026-12-10' } as const;
  assert.equal(mayDecide(stale, '2026-11-30', by('office'), refused), null, 'one that has changed ends there as well');
});

test('given a count that the team has not reported, then nothing is endorsed, though everything is met', () => {
  const state = { ...ready, open: applied, unreported: 1 };
  assert.deepEqual(mayEndorse(state, '2026-11-30', by('team')), {
    refused: 'assessment-not-reported',
    params: { count: 1 },
  });
  assert.equal(mayReturn(state, by('team')), null);
});

test('given no order to correct, then all are closed; of any other measure nothing measured is nothing shown', () => {
  const orders: PinnedCondition = {
    ...dissatisfaction,
    code: 'orders',
    measure: 'supervision.orders-closed',
    comparison: 'at-least',
    threshold: { num: 1, den: 1 },
  };
  assert.equal(judge(orders, { num: 0, den: 0 }).verdict, 'met');
  assert.equal(judge(orders, { num: 0, den: 1 }).verdict, 'not-met');
  assert.equal(judge(orders, { num: 1, den: 1 }).verdict, 'met');
  assert.equal(judge({ ...orders, measure: 'assessment.satisfied' }, { num: 0, den: 0 }).verdict, 'not-met');
});
