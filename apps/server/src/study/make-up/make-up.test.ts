import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RouteInput } from '@muster/contract';
import { listOwed } from '@muster/contract/obligation';
import { endMembership, proposeTransfer, readPerson, voidMembershipEnd } from '@muster/contract/roster';
import { readFile } from '@muster/contract/platform';
import {
  correctSheet,
  listMakeUps,
  readStudyApart,
  recordActivity,
  recordMakeUp,
  recordMakeUps,
  voidActivity,
  voidMakeUp,
} from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const params = () => ({ branchId: house.id('SCHOOL-1') });
const absent = (...codes: string[]) => codes.map((code) => ({ personId: house.id(code), reason: 'sick' }));

/** Two hours in the afternoon of that day. */
async function meet(on: string, ...codes: string[]): Promise<string> {
  const body = {
    kind: 'collective-study',
    topic: '第三专题',
    startsAt: `${on}T14:30:00+08:00`,
    endsAt: `${on}T16:30:00+08:00`,
    absences: absent(...codes),
    ...(on < '2026-03-19' && { lateReason: '补录' }),
  };
  return (await (await house.as('secretary')).call(recordActivity, { params: params(), body })).id;
}

const list = async (state: 'open' | 'made' = 'open') =>
  (await house.as('secretary')).call(listMakeUps, { params: params(), query: { state } });
const openOf = async (code: string) => (await list()).makeUps.filter(({ person }) => person.id === house.id(code));
const lesson: RouteInput<typeof recordMakeUp>['body'] = {
  mode: 'make-up-lesson',
  on: '2026-03-20',
  minutes: 120,
  note: '补学第三专题',
  lateReason: null,
  file: null,
};
const make = async (obligationId: string, body: Partial<typeof lesson> = {}) =>
  (await house.as('secretary')).call(recordMakeUp, { params: { obligationId }, body: { ...lesson, ...body } });
const minutesOf = async (code: string) => {
  const { stage } = await (await house.as('secretary')).call(readPerson, { params: { personId: house.id(code) } });
  return [stage?.minutes, stage?.collectiveMinutes];
};

test('given absences, then each is to be made up by its day, and nobody who was there owes anything', async () => {
  const activityId = await meet('2026-03-19', 'SCHOOL-1-01', 'SCHOOL-1-02');
  const { makeUps, open, made, mayRecord, modes } = await list();
  assert.deepEqual([makeUps.length, open, made, mayRecord], [2, 2, 0, true]);
  assert.deepEqual(
    modes.filter(({ earns }) => earns).map(({ code }) => code),
    ['make-up-lesson', 'lesson-at-home'],
  );
  const [one] = await openOf('SCHOOL-1-01');
  assert.deepEqual([one?.dueOn, one?.isOverdue], ['2026-03-22', false]);
  assert.deepEqual(one?.meeting, {
    id: activityId,
    topic: '第三专题',
    on: '2026-03-19',
    minutes: 120,
    absence: 'sick',
  });
  const clerk = await house.as('clerk');
  const { owed } = await clerk.call(listOwed, {
    params: { organisationId: house.id('SCHOOL') },
    query: { kind: 'make-up' },
  });
  assert.equal(owed.length, 2);
});

test('given a lesson with evidence, then it is closed, earns time that is not collective, and can be taken back', async () => {
  const [owed] = await openOf('SCHOOL-1-01');
  const obligationId = owed?.obligationId ?? '';
  const earlier = await minutesOf('SCHOOL-1-01');
  const { id } = await make(obligationId);
  const { makeUps } = await list('made');
  assert.deepEqual(
    makeUps.map(({ person, made }) => [person.id, made?.mode, made?.minutes, made?.note, made?.by, made?.isLate]),
    [[house.id('SCHOOL-1-01'), 'make-up-lesson', 120, '补学第三专题', '程砚', false]],
  );
  assert.deepEqual(await minutesOf('SCHOOL-1-01'), [(earlier[0] ?? 0) + 120, earlier[1]]);
  assert.equal(await refusalOf(make(obligationId)), 'make-up-done-already');
  const secretary = await house.as('secretary');
  const take = () => secretary.call(voidMakeUp, { params: { makeUpId: id }, body: { reason: '写错了人' } });
  await take();
  assert.equal(await refusalOf(take()), 'make-up-voided-already');
  assert.deepEqual(await minutesOf('SCHOOL-1-01'), earlier);
  const again = await openOf('SCHOOL-1-01');
  assert.equal(again.length, 1);
  const taken = (of: typeof again) =>
    of.flatMap(({ voided }) =>
      voided.map(({ mode, on, minutes, by, reason }) => [mode, on, minutes, by, reason].join(' ')),
    );
  const trace = ['make-up-lesson 2026-03-20 120 程砚 写错了人'];
  assert.deepEqual(taken(again), trace);
  const own = await secretary.call(readStudyApart, { params: { personId: house.id('SCHOOL-1-01') } });
  assert.deepEqual(taken(own.makeUps), trace);
  assert.deepEqual(taken(await openOf('SCHOOL-1-02')), []);
});

test('given what the rules do not allow, then each is refused by its name', async () => {
  const obligationId = (await openOf('SCHOOL-1-02'))[0]?.obligationId ?? '';
  const refused = async (body: Parameters<typeof make>[1]) => refusalOf(make(obligationId, body));
  assert.equal(await refused({ mode: 'dream' }), 'make-up-mode-unknown');
  assert.equal(await refused({ on: '2026-03-18' }), 'make-up-before-absence');
  assert.equal(await refused({ on: '2026-03-21' }), 'day-in-future');
  assert.equal(await refused({ minutes: 121 }), 'make-up-minutes-exceed');
  assert.equal(await refused({ minutes: null }), 'make-up-minutes-missing');
  assert.equal(await refused({ minutes: 0 }), 'make-up-minutes-missing');
  assert.equal(await refused({ mode: 'telephone' }), 'make-up-earns-nothing');
  assert.equal(await refused({ note: null }), 'make-up-without-evidence');
  const other = await house.as('communityHead');
  assert.equal(await refusalOf(other.call(recordMakeUp, { params: { obligationId }, body: lesson })), 'not-found');
  await make(obligationId, { mode: 'telephone', minutes: null });
  assert.equal((await minutesOf('SCHOOL-1-02'))[0], 0);
});

test('given the sheet is corrected, then who was there owes nothing, who was not owes it once, and what was made up stays', async () => {
  const activityId = await meet('2026-03-18', 'SCHOOL-1-05', 'SCHOOL-1-06');
  await make((await openOf('SCHOOL-1-05'))[0]?.obligationId ?? '', { on: '2026-03-19' });
  const secretary = await house.as('secretary');
  const correct = (version: number, ...codes: string[]) =>
    secretary.call(correctSheet, {
      params: { activityId, branchId: house.id('SCHOOL-1') },
      body: { version, absences: absent(...codes), reason: '记错' },
    });
  await correct(1, 'SCHOOL-1-05', 'SCHOOL-1-07');
  assert.equal((await openOf('SCHOOL-1-06')).length, 0);
  assert.equal((await openOf('SCHOOL-1-07')).length, 1);
  assert.equal((await openOf('SCHOOL-1-05')).length, 0);
  assert.equal((await minutesOf('SCHOOL-1-05'))[0], 240);
  await correct(2, 'SCHOOL-1-06');
  assert.equal((await openOf('SCHOOL-1-06')).length, 1);
  assert.equal((await minutesOf('SCHOOL-1-05'))[0], 240);
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  assert.equal((await openOf('SCHOOL-1-06')).length, 0);
  assert.equal((await minutesOf('SCHOOL-1-05'))[0], 120);
});

test('given a member goes elsewhere, then what is open goes along and is recorded there; what was made up counts where it was', async () => {
  const town = await house.as('town');
  await meet('2026-03-17', 'SCHOOL-1-08');
  const [owed] = await openOf('SCHOOL-1-08');
  const toBranchId = house.id('COMMUNITY-1');
  await town.call(proposeTransfer, {
    params: { personId: house.id('SCHOOL-1-08') },
    body: { branchId: toBranchId },
  });
  assert.equal((await openOf('SCHOOL-1-08')).length, 0);
  const there = await town.call(listMakeUps, { params: { branchId: toBranchId } });
  assert.deepEqual(
    there.makeUps.map(({ obligationId }) => obligationId),
    [owed?.obligationId],
  );
  await (
    await house.as('communityHead')
  ).call(recordMakeUp, { params: { obligationId: owed?.obligationId ?? '' }, body: { ...lesson, on: '2026-03-20' } });
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('given a member who leaves, then what is open is owed no more, and again when the end is voided', async () => {
  await meet('2026-03-15', 'SCHOOL-1-03');
  const [owed] = await openOf('SCHOOL-1-03');
  const member = { params: { personId: house.id('SCHOOL-1-03') } };
  const town = await house.as('town');
  const { id } = await town.call(endMembership, {
    ...member,
    body: { reason: 'removed', on: '2026-03-20', note: '退出' },
  });
  assert.equal((await openOf('SCHOOL-1-03')).length, 0);
  assert.equal(await refusalOf(make(owed?.obligationId ?? '')), 'make-up-no-longer-asked');
  await town.call(voidMembershipEnd, { params: { endId: id }, body: { reason: '弄错了人' } });
  assert.deepEqual(
    (await openOf('SCHOOL-1-03')).map(({ obligationId }) => obligationId),
    [owed?.obligationId],
  );
});

test('given a file as evidence, then it is opened along either tree', async () => {
  await meet('2026-03-14', 'SCHOOL-1-04');
  const file = { name: '记录.txt', base64: Buffer.from('听课记录').toString('base64') };
  await make((await openOf('SCHOOL-1-04'))[0]?.obligationId ?? '', { note: null, file });
  const own = await (await house.as('member')).call(readStudyApart, { params: { personId: house.id('SCHOOL-1-04') } });
  const kept = own.makeUps[0]?.made?.file;
  assert.deepEqual([kept?.name, kept?.mayOpen], ['记录.txt', false]);
  for (const who of ['secretary', 'clerk', 'town'] as const) {
    const found = await (await house.as(who)).call(readFile, { params: { sha256: kept?.sha256 ?? '' } });
    assert.equal(new TextDecoder().decode(found), '听课记录');
  }
});

test('given the database, then nobody earns more than was missed, twice, or without an absence', async () => {
  await meet('2026-03-16', 'SCHOOL-1-09');
  const obligationId = (await openOf('SCHOOL-1-09'))[0]?.obligationId ?? '';
  await make(obligationId, { on: '2026-03-19' });
  const refused = (change: string) =>
    withClient(house.database.superuser(), async (client) => {
      try {
        await client.query(`begin; insert into make_up select (jsonb_populate_record(m, '${change}'::jsonb || jsonb_build_object('id', gen_random_uuid(), 'recorded_at', now()))).*
          from make_up m where obligation_id = '${obligationId}'`);
        return null;
      } catch (error) {
        return (error as { constraint?: string }).constraint ?? String(error);
      } finally {
        await client.query('rollback');
      }
    });
  assert.equal(await refused('{}'), 'make_up__one_stands');
  assert.equal(await refused('{"minutes": 121}'), 'make_up__of_the_absence');
  assert.equal(await refused(`{"person_id": "${house.id('SCHOOL-1-10')}"}`), 'make_up__of_the_absence');
  assert.equal(await refused('{"held_on": "2026-03-15"}'), 'make_up__of_the_absence');
});

test('given absences of several, when they are made up together, then each is as by itself, and one that cannot be refuses all', async () => {
  const body = {
    kind: 'collective-study',
    topic: '第九专题',
    startsAt: '2026-03-19T19:00:00+08:00',
    endsAt: '2026-03-19T21:00:00+08:00',
    absences: absent('SCHOOL-1-11', 'SCHOOL-1-12'),
  };
  await (await house.as('secretary')).call(recordActivity, { params: params(), body });
  const owed = (await list()).makeUps.filter(({ meeting }) => meeting.topic === '第九专题');
  const { file: _file, ...making } = lesson;
  const makeUps = owed.map(({ obligationId }) => ({ ...making, obligationId }));
  assert.equal(makeUps.length, 2);
  const together = async (who: 'secretary' | 'secretary2', lessons: typeof makeUps) =>
    (await house.as(who)).call(recordMakeUps, { body: { makeUps: lessons } }, { key: crypto.randomUUID() });
  const had = await minutesOf('SCHOOL-1-11');
  const tooLong = makeUps.map((each, index) => (index === 1 ? { ...each, minutes: 121 } : each));
  assert.equal(await refusalOf(together('secretary', tooLong)), 'list-refused');
  assert.equal((await list()).makeUps.filter(({ meeting }) => meeting.topic === '第九专题').length, 2);
  assert.equal(await refusalOf(together('secretary2', makeUps)), 'not-found');
  assert.deepEqual(await together('secretary', makeUps), { recorded: 2 });
  assert.equal((await list()).makeUps.filter(({ meeting }) => meeting.topic === '第九专题').length, 0);
  assert.deepEqual(
    (await minutesOf('SCHOOL-1-11')).map((minutes, index) => (minutes ?? 0) - (had[index] ?? 0)),
    [120, 0],
  );
  assert.equal(await refusalOf(together('secretary', makeUps)), 'list-refused');
});
