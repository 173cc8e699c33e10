import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listOwed, readToDo } from '@muster/contract/obligation';
import { addMember, changeStanding, proposeTransfer } from '@muster/contract/roster';
import { readOverview } from '@muster/contract/rollup';
import { handInNote, listNotes, readNotes, returnNote } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { condition, ownCampaign } from '../../testing/own-campaign.fixture.ts';

/** Two notes are asked of everybody, one of who is floating, and of reflections nobody gave a figure. */
let house: TestHouse;
let campaign: string;
const hours = condition('hours', 'measure: study.minutes, hard: true, each: 4 hours, threshold: at least 100 %');
before(async () => {
  house = await startTestHouse();
  campaign = await ownCampaign(house, [hours], (yaml) =>
    yaml.replace(
      /- \{ code: study-notes, (.*) number: not set, length: not set \}/,
      '- { code: study-notes, $1 number: 2, instead: [{ category: floating, number: 1 }] }',
    ),
  );
});
after(() => house.close());

const owedAt = async (node: string, who: CastName = 'office', personId?: string) => {
  const params = { organisationId: house.id(node) };
  const query = { kind: 'note', state: 'all', limit: 200, ...(personId !== undefined && { personId }) } as const;
  return (await house.as(who)).call(listOwed, { params, query }, { campaign });
};
const of = async (code: string) => {
  const { owed } = await owedAt('COUNTY', 'office', house.id(code));
  return owed.map(({ standing, asked, unit }) => [standing, asked?.done ?? null, asked?.number ?? null, unit?.id]);
};
const handIn = async (code: string, text: string, who: CastName = 'secretary') => {
  const params = { personId: house.id(code) };
  const body = { writing: 'study-notes', text, file: null };
  return (await house.as(who)).call(handInNote, { params, body }, { campaign });
};

const back = async (noteId: string) =>
  (await house.as('secretary')).call(returnNote, { params: { noteId }, body: { reason: '太潦草' } });
/** As the branch reads them that had them handed in, though their writers have moved. */
const notesAtSchool = async (code: string) => {
  const params = { branchId: house.id('SCHOOL-1') };
  const { notes } = await (await house.as('secretary')).call(listNotes, { params }, { campaign });
  return notes.filter(({ person }) => person.id === house.id(code));
};

test('each member owes the number as one thing by the end of the stage, in the lists of the branch, the unit and above', async () => {
  const [branch, unit, town] = [await owedAt('SCHOOL-1', 'secretary'), await owedAt('SCHOOL'), await owedAt('TOWN')];
  assert.deepEqual([branch.all, unit.all], [15, 20]);
  assert.ok(town.all > unit.all);
  assert.deepEqual(
    new Set(unit.owed.map(({ dueOn, standing, addressee }) => [dueOn, standing, addressee].join(' '))),
    new Set(['2026-03-25 open person']),
  );
  assert.deepEqual(
    new Set(unit.owed.map(({ asked }) => JSON.stringify(asked))),
    new Set(['{"number":2,"done":0}', '{"number":1,"done":0}']),
  );
  const own = await (await house.as('member')).call(readToDo, { query: { kind: 'note' } });
  assert.deepEqual(
    own.owed.map(({ asked, person }) => [asked, person?.id]),
    [[{ number: 2, done: 0 }, house.id('SCHOOL-1-04')]],
  );
});

test('it is done with the last that is asked, and what goes back is owed again besides', async () => {
  await handIn('SCHOOL-1-04', '第一篇：对照党员义务写了三条。', 'member');
  assert.deepEqual(await of('SCHOOL-1-04'), [['open', 1, 2, house.id('SCHOOL')]]);
  const { id: noteId } = await handIn('SCHOOL-1-04', '第二篇：对照党员权利写了两条。', 'member');
  assert.deepEqual(await of('SCHOOL-1-04'), [['discharged', 2, 2, house.id('SCHOOL')]]);
  await (await house.as('secretary')).call(returnNote, { params: { noteId }, body: { reason: '太潦草' } });
  assert.deepEqual(
    new Set((await of('SCHOOL-1-04')).map(([standing, done]) => `${standing} ${done}`)),
    new Set(['discharged 1', 'open null']),
  );
  await handIn('SCHOOL-1-04', '第二篇重写：对照党员权利，我有两条没有用好。', 'member');
  assert.ok((await of('SCHOOL-1-04')).every(([standing]) => standing === 'discharged'));
});

test('an office reads how much is owed beneath it, with what is overdue', async () => {
  await house.fold();
  const params = { organisationId: house.id('TOWN') };
  const { owed } = await (await house.as('office')).call(readOverview, { params }, { campaign });
  const notes = owed.find(({ kind }) => kind === 'note');
  const { owed: listed } = await owedAt('TOWN');
  const open = listed.filter(({ standing }) => standing === 'open');
  assert.deepEqual([notes?.overdue, notes?.week], [0, open.length]);
});

test('who joins the unit while the stage is open owes too; an applicant only once taken in; of the floating one asks less', async () => {
  const office = await house.as('office');
  const params = { branchId: house.id('SCHOOL-1') };
  const one = { bornIn: 1980, standing: 'full', isSomebodyElse: false } as const;
  const joined = await office.call(addMember, { params, body: { ...one, name: '新来人', categories: [] } });
  const floating = await office.call(addMember, { params, body: { ...one, name: '流动人', categories: ['floating'] } });
  const applicant = await office.call(addMember, {
    params,
    body: { ...one, name: '申请人', standing: 'applicant', categories: [] },
  });
  const numbers = async ({ personId }: { personId: string }) =>
    (await owedAt('SCHOOL-1', 'office', personId)).owed.map(({ asked }) => asked?.number);
  assert.deepEqual([await numbers(joined), await numbers(floating), await numbers(applicant)], [[2], [1], []]);
  await office.call(changeStanding, {
    params: { personId: applicant.personId },
    body: { standing: 'probationary', on: '2026-03-20' },
  });
  assert.deepEqual(await numbers(applicant), [2]);
});

test('it goes along with who is transferred, as far as it got, and what was done is asked nowhere again', async () => {
  const office = await house.as('office');
  await handIn('SCHOOL-1-05', '一篇：写了两条。');
  for (const code of ['SCHOOL-1-04', 'SCHOOL-1-05'] as const) {
    const params = { personId: house.id(code) };
    await office.call(proposeTransfer, { params, body: { branchId: house.id('COMMUNITY-1') } });
  }
  assert.deepEqual(await of('SCHOOL-1-05'), [['open', 1, 2, house.id('COMMUNITY')]]);
  assert.ok((await of('SCHOOL-1-04')).every(([standing]) => standing === 'discharged'));
  const { asked } = await office.call(readNotes, { params: { personId: house.id('SCHOOL-1-05') } }, { campaign });
  assert.deepEqual([asked[0]?.number, asked[0]?.done], [2, 1]);
});

test('what goes back after a transfer is owed where its writer is now, seen there, and closed there', async () => {
  const code = 'SCHOOL-1-05';
  const [note] = await notesAtSchool(code);
  assert.ok(note);
  await back(note.id);
  const again = async () => {
    const { owed } = await owedAt('COUNTY', 'office', house.id(code));
    return owed.filter(({ asked }) => asked === null).map(({ standing, branch }) => [standing, branch?.id]);
  };
  assert.deepEqual(await again(), [['open', house.id('COMMUNITY-1')]]);
  const { owed: there } = await owedAt('COMMUNITY-1', 'communityHead');
  assert.ok(there.some(({ asked, person }) => asked === null && person?.id === house.id(code)));
  await handIn(code, '重写：学习党章第一章的体会，写了五条。', 'communityHead');
  assert.deepEqual(await again(), [['discharged', house.id('COMMUNITY-1')]]);
});

test('whose note goes back has one more thing to do, and so has who records for that branch', async () => {
  const { id } = await handIn('SCHOOL-1-06', '一篇：抄了一段。');
  await back(id);
  for (const who of ['secretary', 'secretary2'] as const) {
    const { owed } = await (await house.as(who)).call(readToDo, { query: { kind: 'note' } });
    const others = owed.filter(({ asked }) => asked === null);
    assert.deepEqual(
      others.map(({ person, originId }) => [person?.id, originId]),
      who === 'secretary' ? [[house.id('SCHOOL-1-06'), id]] : [],
    );
  }
});

test('of who belongs where that stage is not open now nothing goes back, and it is said why', async () => {
  const { id } = await handIn('SCHOOL-1-07', '一篇：抄了两段。');
  const office = await house.as('office');
  const branch = { branchId: house.id('COMMUNITY-1') };
  await office.call(proposeTransfer, { params: { personId: house.id('SCHOOL-1-07') }, body: branch });
  await withClient(house.database.superuser(), (client) =>
    client.query(
      `update participation set ended_at = now(), ended_on = current_date, ended_by = $3, ended_by_name = '名', end_reason = '撤' where unit_id = $1 and campaign_id = $2`,
      [house.id('COMMUNITY'), campaign, house.id('SCHOOL-1-01')],
    ),
  );
  assert.equal(await refusalOf(back(id)), 'note-writer-elsewhere');
  const [note] = await notesAtSchool('SCHOOL-1-07');
  assert.equal(note?.returned, null);
});
