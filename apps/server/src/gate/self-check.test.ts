/** The unit checks itself against the standard, somebody else checks again, and what they say differently stands out. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyForTransition, readGate } from '@muster/contract/gate';
import { listEntries } from '@muster/contract/ledger';
import { checkAgain, checkOneself, readSelfCheck } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await ownCampaign(house, [
    condition('hours', 'measure: study.minutes, hard: false, each: 4 hours, threshold: at least 100 %'),
    condition('looked-back', 'measure: supervision.self-check, hard: true, threshold: accepted'),
  ]);
});
after(() => house.close());

const params = () => ({ unitId: house.id('SCHOOL') });
const shown = async (who: CastName = 'office') => (await house.as(who)).call(readSelfCheck, { params: params() });
const gate = async () => (await house.as('office')).call(readGate, { params: params() });

type Answers = Parameters<typeof itemsBut>[0];
/** Every item in order but for these. */
async function itemsBut(lacking: Readonly<Record<string, string>>) {
  return (await shown()).items.map(({ code }) => {
    const note = lacking[code] ?? null;
    return { code, answer: note === null ? ('in-order' as const) : ('lacking' as const), note };
  });
}
const check = async (who: CastName, lacking: Answers = {}) =>
  (await house.as(who)).call(checkOneself, { params: params(), body: { items: await itemsBut(lacking) } });
const again = async (who: CastName, checkId: string, lacking: Answers = {}) =>
  (await house.as(who)).call(checkAgain, { params: { checkId }, body: { items: await itemsBut(lacking) } });
const standing = async () => {
  const { findings, selfCheck } = await gate();
  const found = findings.find(({ code }) => code === 'looked-back');
  return [found?.verdict, selfCheck?.is, selfCheck?.differences];
};

test('before anybody looked, the items of the standard stand there and nothing is met', async () => {
  const { items, check: last, may } = await shown('clerk');
  assert.deepEqual(items.map(({ code }) => code).slice(0, 2), ['attendance', 'hours']);
  const records = new Map(items.map((item) => [item.code, item.records]));
  assert.deepEqual(records.get('attendance'), { measure: 'study.attendance', activity: null });
  assert.deepEqual(records.get('signs-discussion'), { measure: 'study.sessions-held', activity: 'great-discussion' });
  assert.deepEqual([records.get('hours'), records.get('notes')], [null, null]);
  assert.deepEqual([last, may], [null, { check: true, review: false }]);
  assert.deepEqual(await standing(), ['not-met', 'missing', 0]);
});

test('the unit answers every item; the figures are those of the records, typed by nobody', async () => {
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-16' });
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-17' });
  const clerk = await house.as('clerk');
  const body = { items: (await itemsBut({})).slice(1) };
  assert.equal(await refusalOf(clerk.call(checkOneself, { params: params(), body })), 'self-check-incomplete');
  const silent = (await itemsBut({ notes: 'x' })).map((item) => ({ ...item, note: null }));
  assert.equal(
    await refusalOf(clerk.call(checkOneself, { params: params(), body: { items: silent } })),
    'reason-missing',
  );
  assert.equal(await refusalOf(check('team')), 'not-permitted');
  await check('clerk', { notes: '三人的笔记不全' });
  const { items, review } = await shown();
  assert.deepEqual(items.find(({ code }) => code === 'hours')?.figure, { num: 15, den: 20 });
  assert.equal(items.find(({ code }) => code === 'notes')?.figure, null);
  assert.equal(items.find(({ code }) => code === 'notes')?.unit?.note, '三人的笔记不全');
  assert.equal(review, null);
  assert.deepEqual(await standing(), ['not-met', 'unchecked', 0]);
});

test('whoever checks again is not of the unit, looks at the last check, and does so once; differences stand out', async () => {
  const first = (await shown()).check?.id ?? '';
  await check('clerk', { notes: '两人的笔记不全' });
  const last = (await shown()).check?.id ?? '';
  assert.equal(await refusalOf(again('team', first)), 'self-check-superseded');
  assert.equal(await refusalOf(again('head', last)), 'not-permitted');
  await again('team', last, { hours: '五人还差四学时', notes: '两人的笔记不全' });
  const { items, review, may } = await shown('team');
  assert.deepEqual(
    items.filter(({ differs }) => differs).map(({ code, unit, team }) => [code, unit?.answer, team?.answer]),
    [['hours', 'in-order', 'lacking']],
  );
  assert.ok(review !== null && !may.review);
  assert.equal(await refusalOf(again('team', last)), 'self-check-reviewed-already');
  assert.deepEqual(await standing(), ['met', 'checked', 1]);
});

test('a later check wants to be looked at anew, and so does the gate; figures of overviews say the same', async () => {
  await check('clerk', { hours: '五人还差四学时' });
  assert.deepEqual(await standing(), ['not-met', 'unchecked', 0]);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  await again('team', (await shown()).check?.id ?? '', { hours: '五人还差四学时' });
  assert.deepEqual(await standing(), ['met', 'checked', 0]);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('while a transition judges the stage nobody checks', async () => {
  const { judgedHash } = await gate();
  house.clock.set(new Date('2026-03-22T09:00:00+08:00'));
  await (await house.as('head')).call(applyForTransition, { params: params(), body: { judgedHash } });
  assert.equal(await refusalOf(check('clerk')), 'evidence-window-closed');
  assert.deepEqual((await shown('clerk')).may, { check: false, review: false });
});

test('who checked what stands in the ledger', async () => {
  const { entries } = await (
    await house.as('office')
  ).call(listEntries, { params: { organisationId: house.id('SCHOOL') } });
  const kinds = entries.map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === 'supervision.self-checked').length, 3);
  assert.equal(kinds.filter((kind) => kind === 'supervision.checked-again').length, 2);
});
