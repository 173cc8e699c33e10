import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Gate } from '../gate/queries.ts';
import { myTurn } from './my-turn.ts';

const unit: Gate['unit'] = { id: 'school', name: '小学', above: null, members: 28, branches: [] };
const transition: NonNullable<Gate['transition']> = {
  id: 'one',
  campaignId: 'campaign',
  unit: { id: 'school', name: '小学' },
  stageCode: 'study',
  state: 'applied',
  steps: [],
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
  missing: [],
  whose: [],
  assessmentId: null,
  due: '2026-11-27',
  act: { kind: 'confirm-assessment', targetId: 'vote', mayDo },
});

test('an application comes before a count, and each leads to its page', () => {
  assert.deepEqual(myTurn({ unit, transition, findings: [finding(true)] }), { is: 'review', href: '/units/school' });
  assert.deepEqual(myTurn({ unit, transition: null, findings: [finding(true)] }), {
    is: 'confirm',
    href: '/assessments/vote',
  });
});

test('what one may not do is nobody’s turn here', () => {
  assert.equal(myTurn({ unit, transition: null, findings: [finding(false)] }), null);
  const others = { ...transition, may: { endorse: false, decide: false, notDecide: null } };
  assert.equal(myTurn({ unit, transition: others, findings: [] }), null);
});
