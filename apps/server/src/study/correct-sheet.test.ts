import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listEntries } from '@muster/contract/ledger';
import { readPerson } from '@muster/contract/roster';
import {
  correctSheet,
  listLectures,
  readActivity,
  readActivityReadings,
  recordActivity,
  voidActivity,
} from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const meeting = { kind: 'collective-study', topic: '第三专题' };
/** One after the other, two hours each. */
let next = Date.parse('2026-03-19T06:00:00+08:00');
const times = () => ({ startsAt: new Date(next).toISOString(), endsAt: new Date((next += 7_200_000)).toISOString() });
const absent = (code: string, reason: string) => ({ personId: house.id(code), reason });

async function heldWith(absences: { personId: string; reason: string }[]) {
  const secretary = await house.as('secretary');
  const branchId = house.id('SCHOOL-1');
  const { id } = await secretary.call(recordActivity, {
    params: { branchId },
    body: { ...meeting, ...times(), absences },
  });
  return { secretary, activityId: id, params: { activityId: id, branchId } };
}

const minutesOf = async (code: string, activityId: string) => {
  const secretary = await house.as('secretary');
  const { attendances } = await secretary.call(readPerson, { params: { personId: house.id(code) } });
  return attendances.filter((line) => line.activityId === activityId).map((line) => [line.presence, line.minutes]);
};

test('a correction is another version: hours and figures follow, the version before stays with who and why', async () => {
  const { secretary, activityId, params } = await heldWith([absent('SCHOOL-1-07', 'sick')]);
  const body = { version: 1, absences: [absent('SCHOOL-1-08', 'away')], reason: '点错了名字' };
  const corrected = await secretary.call(correctSheet, { params, body });
  assert.deepEqual([corrected.version, corrected.changed], [2, 2]);

  const read = await secretary.call(readActivity, { params: { activityId } });
  assert.deepEqual([read.version, read.activity.present, read.activity.onRoll, read.sheet.length], [2, 14, 15, 15]);
  const [correction] = read.corrections;
  assert.deepEqual([correction?.by, correction?.reason, correction?.changes.length], ['程砚', '点错了名字', 2]);
  const changeOf = (code: string) => {
    const change = correction?.changes.find(({ personId }) => personId === house.id(code));
    return [change?.from?.reason, change?.to.reason];
  };
  assert.deepEqual(changeOf('SCHOOL-1-07'), ['sick', null]);
  assert.deepEqual(changeOf('SCHOOL-1-08'), [null, 'away']);
  assert.deepEqual(await minutesOf('SCHOOL-1-07', activityId), [['present', 120]]);
  assert.deepEqual(await minutesOf('SCHOOL-1-08', activityId), [['absent', 0]]);

  const { entries } = await secretary.call(listEntries, { params: { organisationId: params.branchId } });
  const entry = entries.find(({ kind, subjectId }) => kind === 'study.sheet-corrected' && subjectId === activityId);
  assert.deepEqual(entry?.summary, { topic: '第三专题', reason: '点错了名字', present: 14, onRoll: 15 });
  assert.deepEqual(await house.differences(), []);
});

test('two who correct the same version: the second looks again; the same sheet is no correction', async () => {
  const { secretary, params } = await heldWith([]);
  const body = { version: 1, absences: [absent('SCHOOL-1-07', 'sick')], reason: '漏点' };
  const outcomes = await Promise.allSettled([
    secretary.call(correctSheet, { params, body }),
    secretary.call(correctSheet, { params, body }),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b)),
    ['fulfilled', 'rejected'],
  );
  assert.equal(await refusalOf(secretary.call(correctSheet, { params, body })), 'sheet-changed');
  assert.equal(
    await refusalOf(secretary.call(correctSheet, { params, body: { ...body, version: 2 } })),
    'nothing-corrected',
  );
  assert.deepEqual(await house.differences(), []);
});

test('voided after a correction, every line is taken back once; a voided meeting is not corrected', async () => {
  const { secretary, activityId, params } = await heldWith([absent('SCHOOL-1-07', 'sick')]);
  await secretary.call(correctSheet, { params, body: { version: 1, absences: [], reason: '其实到会' } });
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '重复登记' } });
  assert.deepEqual(await house.differences(), []);
  const body = { version: 2, absences: [absent('SCHOOL-1-09', 'sick')], reason: '试' };
  assert.equal(await refusalOf(secretary.call(correctSheet, { params, body })), 'activity-voided-already');
});

test('the database itself keeps versions: none vanishes, none is changed, none follows what still stands', async () => {
  const { secretary, activityId, params } = await heldWith([]);
  const body = { version: 1, absences: [absent('SCHOOL-1-07', 'sick')], reason: '漏点' };
  await secretary.call(correctSheet, { params, body });
  const refuses = async (statement: string) => {
    let constraint: string | undefined;
    await withClient(house.database.superuser(), async (client) => {
      await client.query('begin');
      await client.query('set constraints all immediate');
      await client.query(statement, [activityId]).catch((fault: { constraint?: string }) => {
        constraint = fault.constraint;
      });
      await client.query('rollback');
    });
    return constraint;
  };
  const ofActivity = 'where activity_id = $1';
  assert.equal(
    await refuses(`update sheet set superseded_at = now() ${ofActivity} and version = 2`),
    'sheet__gave_way',
  );
  assert.equal(
    await refuses(`update sheet set superseded_at = null ${ofActivity} and version = 1`),
    'sheet__superseded_for_good',
  );
  const copy = (version: number) => `
    insert into sheet (region_id, id, activity_id, branch_id, version, recorded_by, recorded_by_name, correction_reason, recorded_at, path, party_path)
    select region_id, gen_random_uuid(), activity_id, branch_id, ${version}, recorded_by, recorded_by_name, 'x', now(), path, party_path
    from sheet ${ofActivity} and version = 2`;
  assert.equal(await refuses(copy(4)), 'sheet__follows');
  assert.equal(await refuses(copy(3)), 'sheet__follows');
  const line = 'where sheet_id = (select id from sheet where activity_id = $1 and version = 2)';
  assert.equal(await refuses(`update attendance set voided_at = now() ${line}`), 'attendance__voided_with_activity');
});

test('the application may rewrite neither a sheet nor a line', async () => {
  const { rows } = await withClient(house.database.superuser(), (client) =>
    client.query<{ name: string }>(`
      select table_name || '.' || column_name as name from information_schema.column_privileges
      where grantee = 'muster_app' and privilege_type = 'UPDATE' and table_name in ('sheet', 'attendance') order by 1`),
  );
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['attendance.voided_at', 'sheet.superseded_at'],
  );
});

test('while a stage is judged its sheets stay as they are, also for the other units of a joint branch', async () => {
  const joint = await house.as('jointSecretary');
  const branchId = house.id('JOINT-1');
  const { id } = await joint.call(recordActivity, {
    params: { branchId },
    body: { ...meeting, ...times(), absences: [] },
  });
  const seen = async () => {
    const { judged, mayCorrect, mayVoid } = await joint.call(readActivity, { params: { activityId: id } });
    return { judged: judged.map((unit) => unit.id), mayCorrect, mayVoid };
  };
  assert.deepEqual(await seen(), { judged: [], mayCorrect: true, mayVoid: true });
  assert.equal((await joint.call(listLectures, { params: { activityId: id } })).mayName, true);
  // The unit that does not host the branch has applied.
  await withClient(house.database.superuser(), (client) =>
    client.query(
      `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path, linked)
       select p.region_id, gen_random_uuid(), p.campaign_id, p.id, p.unit_id, 'study', $2, now(), p.path, p.linked
       from participation p where p.unit_id = $1`,
      [house.id('STATION'), house.id('STATION-01')],
    ),
  );
  const params = { activityId: id, branchId };
  const body = { version: 1, absences: [absent('STATION-03', 'sick')], reason: '漏点' };
  assert.equal(await refusalOf(joint.call(correctSheet, { params, body })), 'evidence-window-closed');
  assert.equal(
    await refusalOf(joint.call(voidActivity, { params: { activityId: id }, body: { reason: '重复' } })),
    'evidence-window-closed',
  );
  assert.deepEqual(await seen(), { judged: [house.id('STATION')], mayCorrect: false, mayVoid: false });
  assert.equal((await joint.call(listLectures, { params: { activityId: id } })).mayName, false);
  assert.equal((await joint.call(readActivityReadings, { params: { activityId: id } })).mayName, false);
});
