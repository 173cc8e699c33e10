import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Gate } from '../gate/queries.ts';
import type { Obligation } from '../obligation/queries.ts';
import { turnsOf, type Turn } from './my-turn.ts';
import type { Order } from './order-queries.ts';
import { awaiting } from './team-turns.ts';

const unit: Gate['unit'] = { id: 'school', name: '小学', above: null, members: 28, branches: [] };
const transition: NonNullable<Gate['transition']> = {
  id: 'one',
  campaignId: 'campaign',
  unit: { id: 'school', name: '小学' },
  stageCode: 'study',
  state: 'applied',
  steps: [],
  order: null,
  may: { endorse: true, decide: false, notDecide: null },
};
const finding = (mayDo: boolean): Gate['findings'][number] => ({
  code: 'dissatisfied',
  title: { zh: '测评', en: 'Assessment' },
  measure: 'assessment.dissatisfied',
  grain: 'unit',
  isHard: true,
  verdict: 'waiting',
  num: null,
  den: null,
  memberNeeds: null,
  thresholdNum: 1,
  thresholdDen: 10,
  presentNum: null,
  presentDen: null,
  missing: [],
  whose: [],
  letOff: [],
  assessmentId: null,
  together: [],
  countedAt: null,
  tooFew: null,
  opensOn: null,
  due: '2026-11-27',
  act: { kind: 'confirm-assessment', targetId: 'vote', mayDo },
});
const stage = {
  title: { zh: '学习', en: 'Study' },
  startsOn: '2026-11-01',
  earliestOn: '2026-11-30',
  state: 'open',
  closedOn: null,
  shifted: null,
  byOrder: null,
} as const;
const quiet = {
  unit,
  transition: null,
  findings: [],
  stages: [{ ...stage, code: 'study', endsOn: '2026-11-30' }],
  stageCode: 'study',
  unreported: [],
  unmended: [],
  selfCheck: null,
  recused: false,
};
const order = (id: string, verify: boolean): Order => ({
  id,
  campaignId: 'campaign',
  findingId: 'found',
  unit: { id: 'school', name: '小学' },
  stageCode: 'study',
  text: '补齐签到',
  issuedOn: '2026-11-10',
  issuedBy: '罗亦舟',
  dueOn: '2026-11-20',
  state: 'answered',
  isOverdue: false,
  isLate: false,
  answers: 1,
  may: { answer: false, verify },
  notNow: null,
});
const plan: Obligation = {
  id: 'plan',
  campaignId: 'campaign',
  unit: { id: 'village', name: '云岭村' },
  stageCode: 'study',
  code: 'plan',
  title: { zh: '方案', en: 'Plan' },
  form: 'text',
  dueOn: '2026-11-12',
  firstDueOn: '2026-11-12',
  state: 'waiting',
  isOverdue: false,
  versions: 1,
  submittedAt: null,
  isLate: false,
  letOff: null,
  may: { submit: false, check: true },
};
const said = (turns: readonly Turn[]) => turns.map(({ is, href }) => `${is} ${href}`);

test('an application comes before a count, and each leads to its page', () => {
  assert.deepEqual(said(turnsOf({ unit, transition, findings: [finding(true)] })), [
    'review /units/school',
    'confirm /assessments/vote',
  ]);
});

test('a vote that was lost waits for the order that comes before another one', () => {
  const act = { kind: 'order-correction', targetId: 'school', mayDo: true } as const;
  const lost = { ...finding(true), verdict: 'not-met', act } as const;
  assert.deepEqual(said(turnsOf({ unit, transition: null, findings: [lost] })), [
    'order /organisations/school/findings',
  ]);
  const others = { ...lost, act: { ...act, mayDo: false } };
  assert.deepEqual(turnsOf({ unit, transition: null, findings: [others] }), []);
});

test('what one may not do is nobody’s turn here', () => {
  assert.deepEqual(turnsOf({ unit, transition: null, findings: [finding(false)] }), []);
  const others = { ...transition, may: { endorse: false, decide: false, notDecide: null } };
  assert.deepEqual(turnsOf({ unit, transition: others, findings: [] }), []);
  assert.deepEqual(awaiting([quiet], [order('other', false)], []), []);
});

test('given one of every kind, then all of it awaits the team, what is due first standing first', () => {
  const gate = {
    ...quiet,
    transition,
    findings: [finding(true)],
    unreported: [{ assessmentId: 'counted', attempt: 1 }],
    selfCheck: { is: 'unchecked' as const, differences: 0 },
  };
  assert.deepEqual(said(awaiting([gate], [order('answered', true)], [plan])), [
    'review /units/school',
    'check /obligations/plan',
    'verify /orders/answered',
    'confirm /assessments/vote',
    'report /assessments/counted',
    'self-check /units/school/self-check',
  ]);
});

test('given one is recused from the unit, then what a team does for it awaits others', () => {
  const gate = {
    ...quiet,
    unreported: [{ assessmentId: 'counted', attempt: 1 }],
    selfCheck: { is: 'unchecked' as const, differences: 0 },
  };
  assert.equal(awaiting([gate], [], []).length, 2);
  assert.deepEqual(awaiting([{ ...gate, recused: true }], [], []), []);
});

test('given a count that two units share, then it is one matter', () => {
  const shared = { ...quiet, unreported: [{ assessmentId: 'counted', attempt: 1 }] };
  const other = { ...shared, unit: { ...unit, id: 'village' } };
  assert.equal(awaiting([shared, other], [], []).length, 1);
});
