/** What the application's own login may not do, whatever the application asks it to: the last line behind every rule. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { v7 } from 'uuid';
import { confirmAssessment, enterCount, openAssessment, reportAssessment } from '@muster/contract/assessment';
import { recordActivity } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from './client.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await study(house);
  await vote(house, 10, 100);
  await superuser('update instance set building = false');
});
after(() => house.close());

const superuser = <Found extends pg.QueryResultRow>(query: string, of: TestHouse = house): Promise<Found[]> =>
  withClient(of.database.superuser(), async (client) => (await client.query<Found>(query)).rows);

/** In a transaction of the application's role that is rolled back; `paths` null: without a scope at all. */
async function asApp<T>(
  paths: readonly string[] | null,
  work: (client: pg.Client) => Promise<T>,
  of = house,
): Promise<T> {
  return withClient(of.database.connection('app'), async (client) => {
    await client.query('begin');
    if (paths !== null) await client.query('select muster_scope($1, null)', [paths]);
    return work(client);
  });
}

async function roots(of: TestHouse = house): Promise<string[]> {
  const found = await superuser<{ path: string }>('select path::text from organisation where parent_id is null', of);
  return found.map((row) => row.path);
}

/** Two meetings of the community, so that all 95 members have their four hours. */
async function study(of: TestHouse): Promise<void> {
  const head = await of.as('communityHead');
  for (const day of ['2026-03-18', '2026-03-19']) {
    const body = {
      kind: 'collective-study',
      topic: '学习',
      startsAt: `${day}T09:00:00+08:00`,
      endsAt: `${day}T11:00:00+08:00`,
      absences: [],
    };
    await head.call(recordActivity, { params: { branchId: of.id('COMMUNITY-1') }, body });
  }
}

/** The community votes on paper: 95 members and 10 representatives may. */
async function vote(of: TestHouse, dissatisfied: number, valid: number): Promise<void> {
  const [clerk, head, team] = await Promise.all([of.as('communityClerk'), of.as('communityHead'), of.as('team')]);
  const { id: assessmentId } = await clerk.call(openAssessment, {
    params: { unitId: of.id('COMMUNITY') },
    body: { heldOn: '2026-03-19' },
  });
  const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
  const representative = { ...none, satisfied: valid - 95 };
  const body = { member: { ...none, satisfied: 95 - dissatisfied, dissatisfied }, representative };
  for (const teller of [clerk, head]) await teller.call(enterCount, { params: { assessmentId }, body });
  await team.call(confirmAssessment, { params: { assessmentId } });
  await team.call(reportAssessment, { params: { assessmentId }, body: {} });
}

interface Row {
  readonly name: string;
}

const tables = () => superuser<Row>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);

test('without a scope it sees no row of any table, and these tables are not empty', async () => {
  const seen: string[] = [];
  const filled: string[] = [];
  for (const { name } of await tables()) {
    const [there] = await superuser<{ some: boolean }>(`select exists (select from ${name}) as some`);
    if (there?.some === true) filled.push(name);
    const rows = await asApp(
      null,
      async (client) => (await client.query(`select from ${name} limit 1`)).rowCount,
    ).catch(refusedRight);
    if (rows !== 0) seen.push(name);
  }
  // What the installation is called, and whether it is a demo, is on the page before anybody logs in.
  assert.deepEqual(seen, ['instance']);
  for (const name of [
    'person',
    'membership',
    'activity',
    'attendance',
    'ledger_entry',
    'tally_assessment',
    'account',
    'session',
    'idempotency',
  ])
    assert.ok(filled.includes(name), `${name} is empty, so nothing was tried`);
  const queues = await superuser<Row>(
    `select tablename as name from pg_tables where schemaname = 'pgboss' and tablename like 'job%'`,
  );
  for (const { name } of queues)
    await assert.rejects(
      asApp(null, (client) => client.query(`select from pgboss.${name}`)),
      { code: '42501' },
    );
});

/** No right at all is as good as no row. */
function refusedRight(fault: Error & { code?: string }): number {
  if (fault.code === '42501') return 0;
  throw fault;
}

test('an empty scope sees nothing that has a place, and a scope nothing beside it', async () => {
  const placed = await superuser<Row>(`
    select tablename as name from pg_policies where schemaname = 'public' and policyname = 'app' and qual like '%path <@ ANY%' order by 1`);
  assert.ok(placed.length > 20);
  const [school] = await superuser<{ path: string }>(`select path::text from organisation where code = 'SCHOOL'`);
  assert.ok(school);
  const outside = `path <@ '${school.path}' or '${school.path}' <@ path`;
  for (const { name } of placed) {
    const count = (paths: readonly string[], where: string) =>
      asApp(paths, async (client) => (await client.query(`select from ${name} where ${where} limit 1`)).rowCount);
    assert.equal(await count([], 'true'), 0, name);
    const linked = await superuser<Row>(`
      select column_name as name from information_schema.columns where table_name = '${name}' and column_name in ('linked', 'party_path')`);
    if (linked.length === 0) assert.equal(await count([school.path], `not (${outside})`), 0, name);
  }
});

test('it may not write what only the rules of the database write, nor change what is only added to', async () => {
  const forbidden = [
    'insert into transition_decision select * from transition_decision',
    ...[
      'transition_decision',
      'tally_assessment',
      'tally_teller',
      'tally_electorate',
      'ledger_entry',
      'ledger_pending',
    ].flatMap((table) => [`delete from ${table}`, `update ${table} set path = path`, `truncate ${table}`]),
    'insert into tally_assessment select * from tally_assessment',
    'update participation_stage set closed_at = now()',
    'update participation_stage set opened_at = null',
    'update stage_condition set threshold_num = 99',
    'delete from stage_condition',
    'delete from transition_step',
    'update transition_step set note = note',
    ...['account', 'session', 'activation'].flatMap((table) => [
      `select from ${table}`,
      `delete from ${table}`,
      `insert into ${table} default values`,
    ]),
    `update account set password_hash = 'x'`,
    'update session set expires_at = now()',
    'update instance set building = true',
    'delete from activity',
    'update activity set minutes = 600',
    'update attendance set minutes = 600',
    'delete from attendance',
    'delete from rollup_delta',
    'update rollup_counter set amount = 0',
    'create table mine (a int)',
    `select muster_scope(array['*'], null)`,
    'set role muster_owner',
    'alter table person disable row level security',
  ];
  const paths = await roots();
  for (const statement of forbidden)
    await assert.rejects(
      asApp(paths, (client) => client.query(statement)),
      { code: '42501' },
      statement,
    );
});

test('nobody changes the ledger, its owner included', async () => {
  for (const statement of [
    'delete from ledger_entry',
    `update ledger_entry set kind = 'x'`,
    'truncate ledger_entry cascade',
  ])
    await assert.rejects(superuser(statement), { code: '23514', constraint: 'ledger_entry__append_only' }, statement);
});

test('recorded is the clock of the database, five seconds either way, once the demo is built', async () => {
  const unwatched = await superuser<Row>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'recorded_at'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.atthasdef
      and not exists (select from pg_trigger t join pg_proc f on f.oid = t.tgfoid where t.tgrelid = c.oid and f.proname = 'recorded_now')`);
  // Decisions are written by gate_decide alone, which looks at the clock itself; notices by the worker alone, at the time it asks for.
  assert.deepEqual(
    unwatched.map((row) => row.name),
    ['transition_decision', 'notice'],
  );
  const [path = ''] = await roots();
  const insert = (seconds: number) =>
    asApp([path], (client) =>
      client.query(
        `insert into burden_report (region_id, id, person_id, page, body, recorded_at, path)
         values (0, $1, $2, '/', '试', clock_timestamp() + $3 * interval '1 second', $4)`,
        [v7(), house.id('SCHOOL-1-03'), seconds, path],
      ),
    );
  for (const seconds of [6, -6, 3600, -86_400])
    await assert.rejects(insert(seconds), { code: '23514', constraint: 'burden_report__recorded_now' });
  for (const seconds of [0, 3, -3]) assert.equal((await insert(seconds)).rowCount, 1);
});

/** Somebody who holds the verb over the community. */
async function holder(of: TestHouse, verb: string): Promise<string> {
  const [found] = await superuser<{ id: string }>(
    `select g.person_id as id from access_grant g join organisation o on o.id = '${of.id('COMMUNITY')}' and o.path <@ g.path
     where g.verb = '${verb}' and g.to_at is null order by g.path desc, g.person_id limit 1`,
    of,
  );
  assert.ok(found, `nobody holds ${verb}`);
  return found.id;
}

/** An endorsed transition of the community as the application may write it, and the decision asked for by hand. */
async function decide(
  of: TestHouse,
  verdict: string,
  people: { readonly applier?: string; readonly endorser?: string; readonly decider?: string } = {},
): Promise<void> {
  const applier = people.applier ?? (await holder(of, 'apply-transition'));
  const endorser = people.endorser ?? (await holder(of, 'endorse-transition'));
  const decider = people.decider ?? (await holder(of, 'decide-transition'));
  const [unit] = await superuser<{
    region_id: number;
    participation_id: string;
    unit_id: string;
    campaign_id: string;
    path: string;
  }>(
    `select region_id, id as participation_id, unit_id, campaign_id, path::text from participation where unit_id = '${of.id('COMMUNITY')}'`,
    of,
  );
  assert.ok(unit);
  const [judged, id] = [randomBytes(32), v7()];
  await asApp(
    await roots(of),
    async (client) => {
      await client.query(
        `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path)
         values ($1, $2, $3, $4, $5, 'study', $6, clock_timestamp(), $7)`,
        [unit.region_id, id, unit.campaign_id, unit.participation_id, unit.unit_id, applier, unit.path],
      );
      await client.query(
        `insert into transition_step (region_id, transition_id, step, actor_id, actor_name, judged, judged_hash, recorded_at, path)
         values ($1, $2, 'endorsed', $3, '', '{}', $4, clock_timestamp(), $5)`,
        [unit.region_id, id, endorser, judged, unit.path],
      );
      await client.query(`select gate_decide($1, $2, $3, $4, '', '', $5, clock_timestamp())`, [
        unit.region_id,
        id,
        verdict,
        decider,
        judged,
      ]);
    },
    of,
  );
}

const refusedBy = (rule: string) => ({ code: '23514', constraint: `transition_decision__${rule}` });

test('ten percent dissatisfied: the database itself refuses the decision, whoever asks', async () => {
  await assert.rejects(decide(house, 'passed'), refusedBy('hard_conditions'));
  const [applier, endorser] = [await holder(house, 'apply-transition'), await holder(house, 'endorse-transition')];
  await assert.rejects(decide(house, 'passed', { decider: endorser }), refusedBy('somebody_else'));
  await assert.rejects(decide(house, 'passed', { decider: applier }), refusedBy('somebody_else'));
});

test('nobody who does not hold the verb there endorses or decides, known or not', async () => {
  for (const nobody of [v7(), house.id('SCHOOL-1-09')]) {
    await assert.rejects(decide(house, 'refused', { endorser: nobody }), {
      code: '23514',
      constraint: 'transition_step__by_right',
    });
    await assert.rejects(decide(house, 'refused', { decider: nobody }), refusedBy('by_right'));
  }
});

test('a second, kinder assessment cannot be written beside the one that blocks', async () => {
  const paths = await roots();
  const copy = (columns: string) => `
    insert into assessment (region_id, id, campaign_id, participation_id, unit_id, stage_code, attempt, held_on, opened_by, recorded_at, path, linked)
    select region_id, '${v7()}', campaign_id, participation_id, unit_id, ${columns}, held_on, opened_by, clock_timestamp(), path, linked from assessment`;
  await assert.rejects(
    asApp(paths, (client) => client.query(copy('stage_code, 2'))),
    { code: '23514', constraint: 'assessment__verified_order' },
  );
  const invented = (eligible: number) =>
    asApp(paths, async (client) => {
      await client.query(copy(`'another', 1`));
      await client.query(`
        insert into tally_electorate (region_id, assessment_id, voters, eligible, path, linked)
        select region_id, id, 'member', ${eligible}, path, linked from assessment where stage_code = 'another'`);
      await client.query(`
        insert into tally_teller (region_id, assessment_id, round, teller_id, teller_name, voters, satisfied, basically_satisfied, dissatisfied, dont_know, void, recorded_at, path, linked)
        select region_id, id, 1, '${v7()}', '', 'member', 95, 0, 0, 0, 0, clock_timestamp(), path, linked from assessment where stage_code = 'another'`);
    });
  await assert.rejects(invented(20), { code: '23514', constraint: 'tally_electorate__as_counted' });
  await assert.rejects(invented(95), { code: '23514', constraint: 'tally_teller__by_right' });
});

test('what has ended, been voided or not begun is not written otherwise', async () => {
  const paths = await roots();
  await assert.rejects(
    asApp(paths, (client) =>
      client.query(`insert into participation_stage (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, opened_at, path)
        select region_id, participation_id, 'another', 9, starts_on, earliest_on, ends_on, now(), path from participation_stage limit 1`),
    ),
    { code: '42501' },
  );
  await assert.rejects(
    asApp(paths, (client) => client.query('update attendance set voided_at = now()')),
    { code: '23514', constraint: 'attendance__voided_with_activity' },
  );
  await assert.rejects(
    asApp(paths, async (client) => {
      await client.query(`update activity set voided_at = now(), voided_by = recorded_by, void_reason = '试'`);
      await client.query('update activity set voided_at = null, voided_by = null, void_reason = null');
    }),
    { code: '23514', constraint: 'activity__voided_for_good' },
  );
  await assert.rejects(
    asApp(paths, async (client) => {
      await client.query(
        `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path)
         select region_id, '${v7()}', campaign_id, id, unit_id, 'study', id, clock_timestamp(), path from participation where unit_id = '${house.id('COMMUNITY')}'`,
      );
      await client.query('update transition set ended_at = now()');
      await client.query('update transition set ended_at = null');
    }),
    { code: '23514', constraint: 'transition__ends_once' },
  );
});

test('nobody opens the first stage of a unit that is out of sight', async () => {
  const found = await superuser<{ id: string; own: string; elsewhere: string }>(
    `select p.id, p.path::text as own, (select path::text from organisation where code = 'OTHER-TOWN') as elsewhere
     from participation p where p.unit_id = '${house.id('COMMUNITY')}'`,
  );
  const [unit] = found;
  assert.ok(unit);
  const open = (path: string) =>
    asApp([path], (client) => client.query('select gate_open_first_stage(0, array[$1::uuid], now())', [unit.id]));
  await assert.rejects(open(unit.elsewhere), { code: '42501' });
  assert.equal((await open(unit.own)).rowCount, 1);
});

test('9.9 percent passes, once everything else is met, and not a day too early', async () => {
  const calm = await startTestHouse();
  try {
    await vote(calm, 10, 101);
    await superuser('update instance set building = false', calm);
    await assert.rejects(decide(calm, 'passed'), refusedBy('hard_conditions'), 'nobody has studied');
    await superuser('update instance set building = true', calm);
    await study(calm);
    await superuser('update instance set building = false', calm);
    await decide(calm, 'passed');
    await superuser(
      `update participation_stage set earliest_on = current_date + 2, ends_on = current_date + 3 where stage_code = 'study'`,
      calm,
    );
    await assert.rejects(decide(calm, 'passed'), refusedBy('not_early'));
  } finally {
    await calm.close();
  }
});

test('what is counted whole, whoever asks, is counted only of what the asker sees a part of', async () => {
  const asked = async (code: string) => {
    const [node] = await superuser<{ path: string }>(
      `select path::text from organisation where id = '${house.id(code)}'`,
    );
    return asApp([node?.path ?? ''], async (client) => {
      const { rows } = await client.query<{ members: number; own: boolean | null }>(
        `select members, organisation_is_of(0, $1, $2) as own from assessment_electorate(0, $1)`,
        [house.id('SCHOOL'), house.id('SCHOOL-1-04')],
      );
      return rows;
    });
  };
  assert.deepEqual(await asked('TOWN'), [{ members: 20, own: true }]);
  assert.deepEqual(await asked('SCHOOL-1'), [{ members: 20, own: true }], 'of the unit, by one of its branches');
  assert.deepEqual(await asked('COMMUNITY'), [{ members: 0, own: null }]);
});
