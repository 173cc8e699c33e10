import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obligationKinds } from '@muster/core/obligation';
import { addressOf } from './act-of.ts';
import type { Owed } from './queries.ts';

const named = (id: string) => ({ id, name: id });
const owed: Owed = {
  id: 'owed',
  campaignId: 'campaign',
  kind: 'make-up',
  title: { zh: '补课', en: 'Make-up' },
  stageCode: 'study',
  addressee: 'person',
  unit: named('school'),
  branch: named('first'),
  person: named('tang'),
  mayOpen: { unit: false, branch: false },
  dueOn: '2026-11-20',
  firstDueOn: '2026-11-20',
  standing: 'open',
  dischargedOn: null,
  isLate: false,
  asksForTime: false,
  asked: null,
  spokeAt: null,
  originKind: null,
  originId: null,
};

test('given a member without an office, then whatever that person owes leads to the own page', () => {
  for (const kind of obligationKinds)
    for (const branch of [named('first'), null])
      assert.equal(addressOf({ ...owed, kind, branch, originKind: 'sheet', originId: 'sheet' }), '/people/tang', kind);
});

test('given the own lecture was held, then its script is handed in at the meeting, which whoever spoke may open', () => {
  assert.equal(addressOf({ ...owed, kind: 'lecture', spokeAt: 'meeting' }), '/activities/meeting');
});

test('given a secretary, then what is owed in the own branch leads into it, and what is owed elsewhere to the person', () => {
  const inside = { ...owed, mayOpen: { unit: false, branch: true } };
  assert.equal(addressOf(inside), '/branches/first/make-ups');
  assert.equal(addressOf({ ...inside, kind: 'lecture', addressee: 'branch', person: null }), '/branches/first');
  assert.equal(addressOf({ ...owed, person: named('other') }), '/people/other');
});

test('given somebody of the unit, then each kind leads to where it is done', () => {
  const unit = {
    ...owed,
    addressee: 'unit',
    branch: null,
    person: null,
    mayOpen: { unit: true, branch: false },
  } as const;
  const at = (kind: Owed['kind'], more: Partial<Owed> = {}) => addressOf({ ...unit, kind, ...more });
  assert.equal(at('deliverable'), '/obligations/owed');
  assert.equal(at('lecture'), '/organisations/school/activities');
  assert.equal(at('order', { originKind: 'order', originId: 'mend' }), '/orders/mend');
  assert.equal(at('order'), '/organisations/school/findings');
  assert.equal(at('report'), '/units/school');
  assert.equal(at('self-check'), '/units/school');
});

test('given neither a place that one may open nor a person, then there is no link', () => {
  for (const kind of obligationKinds) assert.equal(addressOf({ ...owed, kind, person: null }), null, kind);
});
