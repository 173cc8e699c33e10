import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { readGate } from '@muster/contract/gate';
import { nameReadings, recordActivities, recordActivity } from '@muster/contract/study';
import { Refused, type Client } from '@muster/client';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

// Two copies of one house, so that ids are the same in both: what is recorded one by one in the first, at once in the second.
let single: TestHouse;
let bulk: TestHouse;
let recorders: { single: Client; bulk: Client };
before(async () => {
  [single, bulk] = [await startTestHouse(), await startTestHouse()];
  recorders = { single: await recorderIn(single), bulk: await recorderIn(bulk) };
});
after(async () => {
  await single.close();
  await bulk.close();
});

/** The leader keeps the records of the county's committee, with all branches beneath it. */
async function recorderIn(house: TestHouse): Promise<Client> {
  const body = { personId: house.id('叶知秋'), role: 'secretary' } as const;
  const params = { organisationId: house.id('COUNTY-COMMITTEE') };
  await (await house.as('administrator')).call(appoint, { params, body });
  return house.as('leader');
}

const sizes = { 'SCHOOL-1': 15, 'SCHOOL-2': 5, 'COMMUNITY-1': 95 } as const;
const branches = ['SCHOOL-1', 'SCHOOL-2', 'COMMUNITY-1', 'JOINT-1'] as const;

const meeting = fc
  .record({
    branch: fc.constantFrom(...branches),
    kind: fc.constantFrom('collective-study', 'lecture', 'collective-study', 'no-such-kind'),
    topic: fc.constantFrom<string>('第一专题', '第二专题'),
    day: fc.integer({ min: 17, max: 21 }),
    from: fc.constantFrom(8, 9, 10),
    another: fc.constantFrom(true, false, undefined),
    hours: fc.constantFrom(1, 2, 3, 4),
    absent: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 15 }), fc.constantFrom('sick', 'away', 'no-reason')), {
      maxLength: 3,
      selector: ([number]) => number,
    }),
    late: fc.boolean(),
    spoke: fc.constantFrom('nobody', 'member', 'head', 'head-twice', 'expert', 'stranger'),
    read: fc.constantFrom<string[]>([], [], ['reader'], ['constitution/members', 'reader', 'reader'], ['no-such-work']),
  })
  .map(({ branch, kind, topic, day, from, another, hours, absent, late, spoke, read }) => {
    const date = `2026-03-${String(day).padStart(2, '0')}`;
    const who = branch === 'JOINT-1' ? 'STATION' : branch;
    return {
      branchId: single.id(branch),
      kind,
      topic,
      startsAt: `${date}T${String(from).padStart(2, '0')}:00:00+08:00`,
      endsAt: `${date}T${String(from + hours).padStart(2, '0')}:00:00+08:00`,
      absences: absent
        .filter(([number]) => number <= (branch === 'JOINT-1' ? 10 : sizes[branch]))
        .map(([number, reason]) => ({ personId: single.id(`${who}-${String(number).padStart(2, '0')}`), reason })),
      ...(late && { lateReason: '停电，事后补记' }),
      ...(another !== undefined && { another }),
      ...(spoke !== 'nobody' && { lecturers: spokenBy(spoke, `${who}-03`) }),
      ...(read.length > 0 && { readings: read }),
    };
  });

/** Somebody of the branch, the head of the school, wherever that was, or somebody from outside. */
function spokenBy(spoke: 'member' | 'head' | 'head-twice' | 'expert' | 'stranger', member: string) {
  const head = { capacity: 'head', personId: single.id('SCHOOL-1-01') } as const;
  const by = {
    member: [{ capacity: 'member', personId: single.id(member) }],
    head: [head],
    'head-twice': [head, { ...head, capacity: 'model' }],
    expert: [
      { capacity: 'expert', name: '党校教师' },
      { capacity: 'model', personId: single.id(member) },
    ],
    stranger: [{ capacity: 'member', personId: single.id('叶知秋') }],
  } as const;
  return [...by[spoke]];
}

/** One of them comes again in the same list, as if nobody had said that it is another. */
const listWithTwins = fc
  .tuple(fc.array(meeting, { minLength: 1, maxLength: 7 }), fc.nat({ max: 6 }))
  .map(([list, drawn]) => {
    const again = list[drawn % list.length];
    return again === undefined ? list : [...list, { ...again, another: false }];
  });

type Meeting = typeof meeting extends fc.Arbitrary<infer T> ? T : never;

/** What was read together, where it is known, is named by itself as well. */
async function record({ branchId, readings = [], ...body }: Meeting): Promise<unknown> {
  const isKnown = readings.length > 0 && !readings.includes('no-such-work');
  const held = isKnown ? body : { ...body, ...(readings.length > 0 && { readings }) };
  const key = crypto.randomUUID();
  const { id: activityId } = await recorders.single.call(recordActivity, { params: { branchId }, body: held }, { key });
  if (!isKnown) return;
  return recorders.single.call(nameReadings, { params: { activityId }, body: { pieces: readings, read: true } });
}

const recordAll = (meetings: Meeting[]): Promise<unknown> =>
  recorders.bulk.call(
    recordActivities,
    { params: { organisationId: bulk.id('COUNTY-COMMITTEE') }, body: { meetings } },
    { key: crypto.randomUUID() },
  );

/** Why each meeting was refused, by its place; empty when all were taken. */
async function faultsOf(meetings: Meeting[]): Promise<ReadonlyMap<number, string>> {
  try {
    await recordAll(meetings);
    return new Map();
  } catch (error) {
    assert.ok(error instanceof Refused && error.problem.code === 'meetings-refused');
    return new Map(error.problem.faults?.map(({ field, code }) => [Number(field.split('.')[1]), code]));
  }
}

/** Everything that was written, without ids, salts and hashes, which differ, and without the order of writing. */
async function written(house: TestHouse): Promise<unknown> {
  await house.fold();
  return withClient(house.database.superuser(), async (client) => {
    const of = async (select: string) => (await client.query<{ row: string }>(select)).rows.map(({ row }) => row);
    const gone = `- 'id' - 'sheet_id' - 'salt'`;
    return [
      await of(`select (to_jsonb(v) ${gone})::text as row from activity v order by 1`),
      await of(`select (to_jsonb(t) ${gone} || jsonb_build_object('held', v.starts_at, 'kind', v.kind, 'ended', v.ends_at))::text as row
        from attendance t join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
        join activity v on v.region_id = s.region_id and v.id = s.activity_id order by 1`),
      await of(`select (to_jsonb(l) ${gone} - 'activity_id' || jsonb_build_object('held', v.starts_at, 'kind', v.kind))::text as row
        from lecture l join activity v on v.region_id = l.region_id and v.id = l.activity_id order by 1`),
      await of(`select (to_jsonb(r) ${gone} - 'activity_id' || jsonb_build_object('held', v.starts_at, 'kind', v.kind, 'topic', v.topic))::text as row
        from activity_reading r join activity v on v.region_id = r.region_id and v.id = r.activity_id order by 1`),
      await of(`select jsonb_build_array(o.id, o.person_id, d.discharged_on, d.record_kind)::text as row
        from obligation o join obligation_discharge d on d.region_id = o.region_id and d.obligation_id = o.id order by 1`),
      await of(`select jsonb_build_array(kind, unit_id, actor_id, occurred_at, recorded_at, is_late, late_reason, summary, cardinality(record_hashes), path, linked::text)::text as row
        from ledger_entry where kind in ('study.activity-recorded', 'study.lecturers-named', 'study.readings-named') order by 1`),
      await of(
        `select jsonb_build_array(path, stage_code, measure, amount)::text as row from rollup_counter where amount <> 0 order by 1`,
      ),
      await of(`select (to_jsonb(s) - 'as_of' - 'participation_id')::text as row from rollup_standing s order by 1`),
    ];
  });
}

async function gates(house: TestHouse): Promise<unknown> {
  const office = await house.as('office');
  return Promise.all(
    ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'].map(async (unit) => {
      const gate = await office.call(readGate, { params: { unitId: house.id(unit) } });
      return [gate.judgedHash, gate.findings.map(({ code, verdict, num, den }) => [code, verdict, num, den])];
    }),
  );
}

test('meetings recorded at once leave what they leave one by one: rows, figures, standings, ledger and gate', async () => {
  await fc.assert(
    fc.asyncProperty(listWithTwins, async (list) => {
      const faults = await faultsOf(list);
      for (const [index, each] of list.entries()) {
        const code = faults.get(index);
        if (code === undefined) await record(each);
        else assert.equal(await refusalOf(record(each)), code, 'refused at once and by itself for the same reason');
      }
      const sound = list.filter((_, index) => !faults.has(index));
      if (faults.size > 0 && sound.length > 0) await recordAll(sound);
      assert.deepEqual(await written(bulk), await written(single));
    }),
    { numRuns: 10 },
  );
  assert.deepEqual(await gates(bulk), await gates(single));
  assert.deepEqual(await bulk.differences(), []);
});

test('whoever may not record for one of the branches records for none', async () => {
  const secretary = await bulk.as('secretary');
  const untouched = await written(bulk);
  const held = {
    kind: 'collective-study',
    topic: '第三专题',
    startsAt: '2026-03-19T14:30:00+08:00',
    endsAt: '2026-03-19T16:30:00+08:00',
    absences: [],
  };
  const send = (...codes: string[]) =>
    refusalOf(
      secretary.call(recordActivities, {
        params: { organisationId: bulk.id('SCHOOL') },
        body: { meetings: codes.map((code) => ({ ...held, branchId: bulk.id(code) })) },
      }),
    );
  assert.equal(await send('SCHOOL-1', 'SCHOOL-2'), 'meetings-refused', 'one that cannot be seen is not there');
  assert.equal(await send('COMMUNITY-1'), 'not-found');
  assert.deepEqual(await written(bulk), untouched);
});

test('the number of queries is the same for one meeting and for forty', async () => {
  const held = (index: number): Meeting => ({
    branchId: bulk.id(branches[index % branches.length] ?? 'SCHOOL-1'),
    kind: 'collective-study',
    topic: '第四专题',
    startsAt: '2026-03-19T14:30:00+08:00',
    endsAt: '2026-03-19T16:30:00+08:00',
    absences: [],
    another: true,
    readings: ['reader'],
  });
  const queriesFor = async (count: number) => {
    const from = bulk.queries();
    await recordAll(Array.from({ length: count }, (_, index) => held(index)));
    return bulk.queries() - from;
  };
  assert.equal(await queriesFor(40), await queriesFor(1));
});
