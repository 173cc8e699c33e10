import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readPerson } from '@muster/contract/roster';
import { listMakeUps, recordActivity, recordMakeUp, recordMakeUps } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { asOwner, stoppedBy } from './ways-round.fixture.ts';

// Ways round the hard hours by being absent: what is made up is never worth more than to have been there.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const ill = (...codes: string[]) => codes.map((code) => ({ personId: house.id(code), reason: 'sick' }));

async function meet(from: string, to: string, ...absent: string[]): Promise<void> {
  await (
    await house.as('head')
  ).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '同时',
      startsAt: `${from}:00+08:00`,
      endsAt: `${to}:00+08:00`,
      absences: ill(...absent),
      another: true,
      lateReason: '补记',
    },
  });
}

async function owedBy(code: string): Promise<string[]> {
  const params = { branchId: house.id('SCHOOL-1') };
  const { makeUps } = await (await house.as('head')).call(listMakeUps, { params, query: { limit: 200 } });
  return makeUps.filter(({ person }) => person.id === house.id(code)).map(({ obligationId }) => obligationId);
}

const lesson = { mode: 'make-up-lesson', on: '2026-03-20', note: '补课', lateReason: null } as const;
const make = async (who: CastName, obligationId: string, minutes: number, on = '2026-03-19') =>
  refusalOf(
    (await house.as(who)).call(recordMakeUp, {
      params: { obligationId },
      body: { ...lesson, on, minutes, file: null },
    }),
  );

async function minutesOf(code: string): Promise<number> {
  const { stage } = await (await house.as('head')).call(readPerson, { params: { personId: house.id(code) } });
  return stage?.minutes ?? 0;
}

/** Whatever the rules of writing are, as when it was written before they were. */
async function written(obligationId: string, minutes: number, on: string): Promise<void> {
  await asOwner(
    house,
    `begin; set local session_replication_role = replica;
     insert into make_up (region_id, id, obligation_id, campaign_id, stage_code, person_id, branch_id, mode, held_on, minutes, note, is_late,
       salt, recorded_by, recorded_by_name, recorded_at, path, party_path, missed_at, missed_minutes)
     select o.region_id, uuidv7(), o.id, o.campaign_id, o.stage_code, o.person_id, o.branch_id, 'make-up-lesson', '${on}', ${minutes}, '补课', false,
       '\\x00', o.person_id, '', now(), o.path, m.party_path, v.starts_at, v.minutes
     from obligation o join sheet s on s.region_id = o.region_id and s.id = o.origin_id
     join activity v on v.region_id = s.region_id and v.id = s.activity_id
     join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
     where o.id = '${obligationId}'; commit`,
  );
}

const agree = async () => {
  await asOwner(
    house,
    `insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation
     on conflict (region_id, participation_id) do update set marked_at = clock_timestamp()`,
  );
  await house.fold();
  assert.deepEqual(await house.differences(), []);
};

test('who was absent from six meetings at the same time makes up no more than who was present at all of them has', async () => {
  for (let time = 0; time < 6; time += 1)
    await meet('2026-03-16T08:00', '2026-03-16T18:00', 'SCHOOL-1-05', 'SCHOOL-1-06', 'SCHOOL-1-03');
  assert.equal(await minutesOf('SCHOOL-1-07'), 600);
  const [first = '', second = '', ...rest] = await owedBy('SCHOOL-1-05');
  const together = { makeUps: [first, second].map((obligationId) => ({ ...lesson, obligationId, minutes: 240 })) };
  assert.equal(await refusalOf((await house.as('head')).call(recordMakeUps, { body: together })), 'list-refused');
  assert.equal(await make('head', first, 480), null);
  for (const obligationId of [second, ...rest])
    assert.equal(await make('head', obligationId, 60, '2026-03-18'), 'make-up-time-taken');
  assert.equal(await minutesOf('SCHOOL-1-05'), 480);
  // Nor was it ever worth more, however it came to be written.
  for (const obligationId of await owedBy('SCHOOL-1-06')) await written(obligationId, 600, '2026-03-19');
  assert.equal(await minutesOf('SCHOOL-1-06'), 480);
  await agree();
});

test('nobody makes up more than eight hours on one day, and no more than the day has had', async () => {
  await meet('2026-03-13T08:00', '2026-03-13T18:00', 'SCHOOL-1-08');
  await meet('2026-03-14T08:00', '2026-03-14T18:00', 'SCHOOL-1-08');
  await meet('2026-03-15T08:00', '2026-03-15T18:00', 'SCHOOL-1-08');
  const [first = '', second = '', third = ''] = await owedBy('SCHOOL-1-08');
  assert.equal(await make('head', first, 481), 'make-up-day-full');
  assert.equal(await make('head', first, 300), null);
  assert.equal(await make('head', second, 181), 'make-up-day-full');
  assert.equal(await make('head', second, 180), null);
  const now = house.clock.now();
  house.clock.set(new Date('2026-03-20T04:46:00+08:00'));
  assert.equal(await make('head', third, 287, '2026-03-20'), 'make-up-day-full');
  assert.equal(await make('head', third, 286, '2026-03-20'), null);
  house.clock.set(now);
  await agree();
});

test('who was at another meeting meanwhile has not missed that time', async () => {
  await meet('2026-03-12T14:00', '2026-03-12T16:00');
  await meet('2026-03-12T15:00', '2026-03-12T17:00', 'SCHOOL-1-09');
  const [owed = ''] = await owedBy('SCHOOL-1-09');
  assert.equal(await make('head', owed, 61), 'make-up-time-taken');
  assert.equal(await make('head', owed, 60), null);
  await agree();
});

test('nobody closes an absence of their own, and somebody else of the unit does', async () => {
  await meet('2026-03-17T08:00', '2026-03-17T10:00', 'SCHOOL-1-03');
  const own = (await owedBy('SCHOOL-1-03')).at(-1) ?? '';
  assert.equal(await make('secretary', own, 120), 'make-up-by-oneself');
  const makeUps = [{ ...lesson, obligationId: own, minutes: 120 }];
  const listed = (await house.as('secretary')).call(recordMakeUps, { body: { makeUps } });
  assert.equal(await refusalOf(listed), 'list-refused');
  assert.equal(await make('head', own, 120), null);
});

test('nor does any statement write it', async () => {
  const [of = ''] = await owedBy('SCHOOL-1-03');
  const column = (changed: Record<string, string>) => {
    const names = ['person_id', 'held_on', 'minutes', 'missed_at', 'missed_minutes'] as const;
    const values = {
      person_id: 'o.person_id',
      held_on: `'2026-03-19'`,
      minutes: '120',
      missed_at: 'null',
      missed_minutes: 'null',
      recorded_by: `'${house.id('SCHOOL-1-01')}'`,
      ...changed,
    };
    return `insert into make_up (region_id, id, obligation_id, campaign_id, stage_code, branch_id, mode, note, is_late, salt, recorded_by,
        recorded_by_name, recorded_at, path, party_path, ${names.join(', ')})
      select o.region_id, uuidv7(), o.id, o.campaign_id, o.stage_code, o.branch_id, 'make-up-lesson', '补课', false, '\\x00', ${values.recorded_by},
        '', clock_timestamp(), o.path, m.party_path, ${names.map((name) => values[name]).join(', ')}
      from obligation o join membership m on m.person_id = o.person_id and m.to_on is null where o.id = $1`;
  };
  assert.equal(await stoppedBy(house, column({}), [of]), null);
  assert.equal(await stoppedBy(house, column({ recorded_by: 'o.person_id' }), [of]), 'make_up__by_another');
  assert.equal(await stoppedBy(house, column({ minutes: '481' }), [of]), 'make_up__of_a_day');
  const [, another = ''] = await owedBy('SCHOOL-1-05');
  const elsewhen = column({ missed_at: `'2026-01-01'`, missed_minutes: '600', minutes: '130' });
  assert.equal(await stoppedBy(house, elsewhen, [another]), 'make_up__time_once');
});
