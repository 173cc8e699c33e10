import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refused } from '@muster/client';
import { appoint } from '@muster/contract/access';
import { readGate } from '@muster/contract/gate';
import { listEntries } from '@muster/contract/ledger';
import {
  checkDeliverable,
  listObligations,
  listToCheck,
  readObligation,
  submitDeliverable,
} from '@muster/contract/obligation';
import { cast, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

async function owedBy(unit: string, who: CastName = 'office') {
  const client = await house.as(who);
  const { obligations } = await client.call(listObligations, { params: { organisationId: house.id(unit) } });
  const [only] = obligations;
  assert.ok(only, `${unit} owes nothing`);
  return only;
}

async function handIn(who: CastName, unit: string, text: string): Promise<string> {
  const { id: obligationId } = await owedBy(unit);
  const client = await house.as(who);
  return (await client.call(submitDeliverable, { params: { obligationId }, body: { text, file: null } })).id;
}

const check = async (who: CastName, deliverableId: string, outcome: 'accepted' | 'returned', note: string | null) =>
  (await house.as(who)).call(checkDeliverable, { params: { deliverableId }, body: { outcome, note } });

const toCheck = async (who: CastName) =>
  (await (await house.as(who)).call(listToCheck, {})).obligations.map(({ unit, may }) => [unit.name, may.check]);

test('given a stage opened with the batch, then each unit owes what the playbook asks for, due before its end', async () => {
  const office = await house.as('office');
  const { obligations, all } = await office.call(listObligations, { params: { organisationId: house.id('COUNTY') } });
  const units = await rows<{ count: number }>('select count(*)::int as count from participation');
  assert.equal(all, 2 * (units[0]?.count ?? 0));
  assert.deepEqual([...new Set(obligations.map(({ code }) => code))], ['plan', 'summary']);
  const school = await owedBy('SCHOOL');
  // The study stage of the small campaign ends on 25 March, and the plan is due three days before.
  assert.deepEqual(
    [school.dueOn, school.firstDueOn, school.state, school.isOverdue],
    ['2026-03-22', '2026-03-22', 'open', false],
  );
});

test('given a plan is handed in, returned and handed in again, then every version stays with what was said of it', async () => {
  const first = await handIn('clerk', 'SCHOOL', '第一稿');
  assert.equal((await owedBy('SCHOOL')).state, 'waiting');
  assert.equal(await refusalOf(check('team', first, 'returned', ' ')), 'invalid-input');
  assert.equal(await refusalOf(check('team', first, 'returned', null)), 'reason-missing');
  await check('team', first, 'returned', '日期不细');
  assert.equal((await owedBy('SCHOOL')).state, 'returned');
  assert.equal(await refusalOf(check('team', first, 'accepted', null)), 'deliverable-checked-already');
  const second = await handIn('head', 'SCHOOL', '第二稿');
  await check('town', second, 'accepted', null);
  const { id: obligationId } = await owedBy('SCHOOL');
  const { obligation, deliverables } = await (
    await house.as('clerk')
  ).call(readObligation, { params: { obligationId } });
  assert.deepEqual([obligation.state, obligation.versions], ['accepted', 2]);
  assert.deepEqual(
    deliverables.map(({ version, text, check: said }) => [version, text, said?.outcome, said?.note]),
    [
      [2, '第二稿', 'accepted', null],
      [1, '第一稿', 'returned', '日期不细'],
    ],
  );
  assert.equal(await refusalOf(handIn('clerk', 'SCHOOL', '第三稿')), 'deliverable-accepted-already');
  const { entries } = await (
    await house.as('clerk')
  ).call(listEntries, { params: { organisationId: house.id('SCHOOL') } });
  const kinds = entries.map(({ kind }) => kind).filter((kind) => kind.startsWith('obligation.'));
  assert.deepEqual(kinds, [
    'obligation.deliverable-accepted',
    'obligation.deliverable-submitted',
    'obligation.deliverable-returned',
    'obligation.deliverable-submitted',
  ]);
});

test('given a better version before anybody looked, then the earlier one is not checked any more', async () => {
  const first = await handIn('communityClerk', 'COMMUNITY', '第一稿');
  const second = await handIn('communityHead', 'COMMUNITY', '第二稿');
  assert.deepEqual(await toCheck('team'), [['明湖社区', true]], 'once, however many versions');
  for (const who of ['otherTeam', 'communityClerk', 'office'] as const) assert.deepEqual(await toCheck(who), [], who);
  assert.equal(await refusalOf(check('team', first, 'accepted', null)), 'deliverable-superseded');
  assert.equal(await refusalOf(check('communityHead', second, 'accepted', null)), 'not-permitted');
  await check('team', second, 'accepted', null);
  assert.deepEqual(await toCheck('team'), []);
});

test('given a checker of the unit that owes it, then the rules and the database both refuse', async () => {
  const deliverable = await handIn('jointSecretary', 'CLINIC', '方案');
  assert.equal((await toCheck('otherTeam')).length, 1);
  const [other] = await rows<{ id: string }>(`select id from person where name = '${cast.otherTeam.name}'`);
  await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('CLINIC') },
    body: { personId: other?.id ?? '', role: 'clerk' },
  });
  assert.equal(await refusalOf(check('otherTeam', deliverable, 'accepted', null)), 'checker-is-of-the-unit');
  assert.deepEqual(await toCheck('otherTeam'), []);
  await assert.rejects(
    rows(`
      insert into deliverable_check (region_id, deliverable_id, outcome, submitted_by, checked_by, checked_by_name, path, linked, recorded_at)
      select region_id, id, 'accepted', submitted_by, '${other?.id ?? ''}', '', path, linked, recorded_at
      from deliverable where id = '${deliverable}'`),
    { code: '23514', constraint: 'deliverable_check__not_of_the_unit' },
  );
});

test('given its day has passed, then it is overdue while it is open, and late for ever once it is handed in', async () => {
  const late = await startTestHouse();
  try {
    late.clock.set(new Date('2026-03-24T09:00:00+08:00'));
    const clerk = await late.as('clerk');
    const organisationId = late.id('SCHOOL');
    const list = (state: 'overdue' | 'late') =>
      clerk.call(listObligations, { params: { organisationId }, query: { state } });
    const { obligations } = await list('overdue');
    assert.deepEqual(
      obligations.map(({ isOverdue }) => isOverdue),
      [true],
    );
    const obligationId = obligations[0]?.id ?? '';
    await clerk.call(submitDeliverable, { params: { obligationId }, body: { text: '迟交的方案', file: null } });
    assert.equal((await list('overdue')).all, 0);
    assert.deepEqual(
      (await list('late')).obligations.map(({ isLate, state }) => [isLate, state]),
      [[true, 'waiting']],
    );
  } finally {
    await late.close();
  }
});

test('given a file, then it is kept with the version and read by whoever may read the unit', async () => {
  const own = await startTestHouse();
  try {
    const clerk = await own.as('clerk');
    const { obligations } = await clerk.call(listObligations, { params: { organisationId: own.id('SCHOOL') } });
    const obligationId = obligations[0]?.id ?? '';
    const send = (name: string, bytes: Buffer) =>
      clerk.call(submitDeliverable, {
        params: { obligationId },
        body: { text: null, file: { name, base64: bytes.toString('base64') } },
      });
    assert.equal(await refusalOf(send('a.exe', Buffer.from([77, 90, 0, 1]))), 'file-type-refused');
    assert.equal(await refusalOf(send('a.pdf', Buffer.alloc(0))), 'file-empty');
    // A little too large, and so much that the request is not read to its end.
    for (const bytes of [1_000_001, 7_000_000]) {
      const refused = await send('a.txt', Buffer.alloc(bytes, 'x')).catch((error: unknown) => error);
      assert.ok(refused instanceof Refused);
      assert.deepEqual([refused.problem.code, refused.problem.params], ['file-too-large', { megabytes: 1 }]);
    }
    await send('方案.txt', Buffer.from('实施方案'));
    const { deliverables } = await clerk.call(readObligation, { params: { obligationId } });
    assert.deepEqual([deliverables[0]?.file?.name, deliverables[0]?.file?.bytes], ['方案.txt', 12]);
    assert.equal(
      await refusalOf(clerk.call(submitDeliverable, { params: { obligationId }, body: { text: null, file: null } })),
      'deliverable-empty',
    );
  } finally {
    await own.close();
  }
});

test('given a unit, then its gate says nothing of what no condition asks for', async () => {
  const gate = await (await house.as('clerk')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  assert.ok(gate.findings.every(({ measure }) => measure !== 'deliverable.accepted'));
});

const rows = async <Row extends object>(query: string): Promise<Row[]> =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
