import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JoiningRule } from '../campaign/index.ts';
import { instantOnDay } from '../ledger/index.ts';
import { recordContact } from './contact.ts';
import { figuresOf } from './leaf-figures.ts';
import { endMembership, voidEnd, type EndReason } from './membership-end.ts';
import { addMember } from './new-member.ts';
import { correctPerson } from './person-correction.ts';
import { changeStanding } from './standing.ts';
import { acceptTransfer, proposeTransfer } from './transfer.ts';

const today = '2026-03-20';
const joining: JoiningRule = { least: 18, since: '1949-10-01' };
const membership = { branchId: 'B1', unitId: 'U1', fromOn: '2020-07-01' };
const elsewhere = { branchId: 'B2', unitId: 'U2' };
const code = (answer: object | null) => (answer !== null && 'refused' in answer ? answer.refused : null);

describe('given a member of a branch, when a transfer is proposed', () => {
  const state = { membership, hasOpenTransfer: false, destination: elsewhere, mayReceive: true };
  test('whoever answers for both ends does it at once, from a day that fits', () => {
    assert.deepEqual(proposeTransfer(state, null, today), { done: true, on: today });
    assert.deepEqual(proposeTransfer(state, '2026-03-01', today), { done: true, on: '2026-03-01' });
    assert.equal(code(proposeTransfer(state, '2026-03-21', today)), 'day-in-future');
    assert.equal(code(proposeTransfer(state, '2020-06-30', today)), 'day-too-early');
  });
  test('whoever answers for the giving end alone proposes, and leaves the day to the receiver', () => {
    const giver = { ...state, mayReceive: false };
    assert.deepEqual(proposeTransfer(giver, null, today), { done: false });
    assert.equal(code(proposeTransfer(giver, today, today)), 'day-named-by-receiver');
  });
  test('nobody is sent nowhere, twice, or to where they are', () => {
    assert.equal(code(proposeTransfer({ ...state, membership: null }, null, today)), 'not-a-member');
    assert.equal(code(proposeTransfer({ ...state, hasOpenTransfer: true }, null, today)), 'transfer-open-already');
    assert.equal(code(proposeTransfer({ ...state, destination: null }, null, today)), 'destination-unknown');
    assert.equal(code(proposeTransfer({ ...state, destination: membership }, null, today)), 'already-there');
    const otherUnit = { branchId: 'B1', unitId: 'U9' };
    assert.equal(code(proposeTransfer({ ...state, destination: otherUnit }, null, today)), null, 'in a joint branch');
  });
  test('the receiver takes in on a day from the proposal to today, once', () => {
    assert.deepEqual(acceptTransfer(true, '2026-03-10', null, today), { on: today });
    assert.equal(code(acceptTransfer(true, '2026-03-10', '2026-03-09', today)), 'day-too-early');
    assert.equal(code(acceptTransfer(false, '2026-03-10', null, today)), 'transfer-settled-already');
  });
});

describe('given a membership, when it ends', () => {
  const end = (reason: EndReason, note: string | null = null, on = today) =>
    endMembership(membership, { reason, on, note }, today);
  test('death and expulsion end authority, leaving does not', () => {
    assert.deepEqual(end('died'), { endsAuthority: true });
    assert.deepEqual(end('expelled', '违纪'), { endsAuthority: true });
    assert.deepEqual(end('left'), { endsAuthority: false });
  });
  test('what is done to somebody, or mends a mistake, says why', () => {
    for (const reason of ['expelled', 'removed', 'mistaken'] as const)
      assert.equal(code(end(reason)), 'reason-missing');
  });
  test('it ends on a day of its life', () => {
    assert.equal(code(end('died', null, '2026-03-21')), 'day-in-future');
    assert.equal(code(end('died', null, '2020-06-30')), 'day-too-early');
    assert.equal(code(endMembership(null, { reason: 'died', on: today, note: null }, today)), 'not-a-member');
  });
  test('a mistaken end is voided once, and only while nothing else was opened', () => {
    assert.equal(voidEnd({ isVoided: false, hasLaterMembership: false, closed: null }), null);
    assert.equal(code(voidEnd({ isVoided: true, hasLaterMembership: false, closed: null })), 'end-voided-already');
    assert.equal(code(voidEnd({ isVoided: false, hasLaterMembership: true, closed: null })), 'membership-opened-since');
    assert.equal(
      code(voidEnd({ isVoided: false, hasLaterMembership: false, closed: '碾米厂' })),
      'organisation-closed',
    );
  });
});

test('standing goes a step on without words, and any other way with a reason', () => {
  const since = { fromOn: '2020-07-01', lastChangedOn: '2025-01-01' };
  const state = { ...since, standing: 'applicant', bornIn: 2007, joining } as const;
  const to = (standing: 'full' | 'probationary' | 'applicant', note: string | null = null, on = today) =>
    code(changeStanding(state, { standing, on, note }, today));
  assert.deepEqual(
    [to('probationary'), to('full'), to('full', '补录'), to('applicant'), to('probationary', null, '2024-12-31')],
    [null, 'reason-missing', null, 'standing-unchanged', 'day-too-early'],
  );
  const pupil = changeStanding({ ...state, bornIn: 2009 }, { standing: 'probationary', on: today, note: null }, today);
  assert.deepEqual(pupil, { refused: 'joined-too-young', params: { age: 17, least: 18 }, field: 'on' });
});

describe('given a person, when the words are corrected', () => {
  const before = { name: '唐晓棠', bornIn: 1980, categories: ['retired-one'] };
  const known = [
    { code: 'floating', isRetired: false },
    { code: 'retired-one', isRetired: true },
  ];
  const correct = (after: Partial<typeof before>, reason: string | null = null) =>
    correctPerson(before, { ...before, ...after }, { reason, known, today, membership: joined, joining });
  const joined = { joinedOn: '1999-07-01', standing: 'full' } as const;
  test('a name and a year need a reason, categories do not', () => {
    assert.equal(code(correct({ name: '唐小棠' })), 'reason-missing');
    assert.equal(code(correct({ bornIn: 1981 }, '身份证为准')), null);
    assert.equal(code(correct({ bornIn: 2027 }, '笔误')), 'year-invalid');
    assert.equal(code(correct({ bornIn: 1999 }, '笔误')), 'joined-too-young', 'born after joining');
    assert.deepEqual(correct({ categories: ['retired-one', 'floating'] }), { categories: ['floating', 'retired-one'] });
    assert.equal(code(correct({})), 'nothing-changed');
  });
  test('a category is one of the list, and a retired one is given to nobody new', () => {
    assert.equal(code(correct({ categories: ['nonsense'] })), 'category-unknown');
    const other = correctPerson(
      { ...before, categories: [] },
      { ...before },
      { reason: null, known, today, membership: null, joining },
    );
    assert.equal(code(other), 'category-unknown');
  });
});

test('a new member is looked for among those known by the name, and joins a unit that the branch serves', () => {
  const state = { known: null, namesakes: 1, unitId: 'U1', joining, categories: [] };
  const wish = { bornIn: 1980, categories: [], fromOn: null, standing: 'full', isSomebodyElse: false } as const;
  assert.equal(code(addMember(state, wish, today)), 'perhaps-known');
  assert.deepEqual(addMember(state, { ...wish, isSomebodyElse: true }, today), {
    unitId: 'U1',
    fromOn: today,
    categories: [],
  });
  const known = { isMember: false, bornIn: 1980, categories: ['floating'], lastEndedOn: '2026-03-01' };
  assert.equal(code(addMember({ ...state, known }, { ...wish, fromOn: '2026-02-01' }, today)), 'day-too-early');
  assert.equal(code(addMember({ ...state, known: { ...known, isMember: true } }, wish, today)), 'still-a-member');
  const joins = (fromOn: string, bornIn: number, standing: 'full' | 'applicant' = 'full') =>
    code(addMember({ ...state, namesakes: 0 }, { ...wish, bornIn, fromOn, standing }, today));
  assert.deepEqual(
    [joins('1979-12-31', 1980), joins('1997-12-31', 1980), joins('1998-01-01', 1980)],
    ['joined-too-young', 'joined-too-young', null],
  );
  assert.deepEqual([joins('1997-01-01', 1980, 'applicant'), joins('1945-08-15', 1930)], [null, null]);
  assert.equal(code(addMember({ ...state, namesakes: 0, unitId: null }, wish, today)), 'unit-not-served');
});

test('a contact recorded on the third day is late and says why; a lesson reaches somebody', () => {
  const wish = { mode: 'visit', on: '2026-03-18', outcome: 'not-reached', lateReason: null } as const;
  assert.deepEqual(recordContact(wish, true, today), { isLate: false, lateReason: null });
  assert.equal(code(recordContact({ ...wish, on: '2026-03-17' }, true, today)), 'late-reason-missing');
  assert.equal(code(recordContact({ ...wish, mode: 'lesson' }, true, today)), 'lesson-not-held');
  assert.equal(code(recordContact(wish, false, today)), 'not-a-member');
  const at = new Date('2026-03-20T09:00:00+08:00');
  assert.equal(instantOnDay('2026-03-18', today, at).toISOString(), '2026-03-18T01:00:00.000Z');
});

test('an applicant is in no figure, before or after', () => {
  const place = { path: 'p.u', partyPath: 'q.b', categories: ['floating'] };
  assert.deepEqual(figuresOf({ ...place, standing: 'applicant' }, null), []);
  assert.deepEqual(
    figuresOf({ ...place, standing: 'applicant' }, { ...place, standing: 'probationary' }).map((each) => [
      each.measure,
      each.amount,
    ]),
    [
      ['members', 1],
      ['floating', 1],
    ],
  );
});
