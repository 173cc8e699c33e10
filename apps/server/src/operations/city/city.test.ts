import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listAssessments } from '@muster/contract/assessment';
import { listObligations, listOwed } from '@muster/contract/obligation';
import { listRoots } from '@muster/contract/organisation';
import { listUnread } from '@muster/contract/study';
import { withClient } from '../../platform/database/client.ts';
import { findDifferences, recount } from '../../rollup/index.ts';
import { countStatements } from '../../testing/count-statements.ts';
import { cloneDatabase } from '../../testing/database.ts';
import { visitAs } from '../visit.ts';
import type { Visitor } from '../visitor.ts';
import { cityAt, opened } from './city.fixture.ts';
import { conditionsMet, gapsOn } from './day-twenty-gaps.fixture.ts';
import { cityDays } from './found-city.ts';
import { planCity, type CityPlan } from './plan-city.ts';
import { planHistory } from './plan-history.ts';
import { readCityFigures, type ReadFigures } from './read-city-figures.ts';

// The same city at a hundredth of its size; the plan at full size is looked at without a database.
const scale = 0.01;
/** Large enough for two small units of one seat. */
const larger = 0.035;
const files = { folder: mkdtempSync(join(tmpdir(), 'muster-city-')), limitBytes: 1_000_000 };
let template = '';

before(async () => {
  template = await cityAt(scale, files);
});
after(() => rmSync(files.folder, { recursive: true, force: true }));

async function figuresAfter(statement: string | null): Promise<ReadFigures> {
  const database = await cloneDatabase(template);
  try {
    if (statement !== null) {
      await withClient(database.superuser(), async (superuser) => {
        await superuser.query('set session_replication_role = replica');
        const { rowCount } = await superuser.query(statement);
        assert.equal(rowCount, 1);
      });
    }
    return await opened(database.connection, async ({ app, worker }) => {
      if (statement === null) assert.deepEqual(await findDifferences(worker), []);
      else await recount(worker);
      return visitAs({ app, files }, 'auditor', readCityFigures);
    });
  } finally {
    await database.drop();
  }
}

test('the plan has the numbers of the documents', () => {
  const { first, second } = planCity();
  const count = (plan: CityPlan['first'], kind: string) =>
    plan.organisations.filter((each) => each.kind === kind).length;
  assert.deepEqual(
    [
      first.units.length,
      count(first, 'committee'),
      count(first, 'general_branch'),
      count(first, 'branch'),
      first.members.length,
    ],
    [771, 90, 81, 1046, 16_436],
  );
  assert.deepEqual([second.units.length, second.organisations.length, second.members.length], [2469, 1685, 36_065]);
  assert.equal(second.members.filter(({ categories }) => categories.includes('流动')).length, 2921);
  assert.ok(first.members.every(({ categories }) => !categories.includes('流动')));
  const codes = [...first.members, ...second.members].map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
});

test('units that have passed their stages handed in thirteen papers each, made up what was missed, and owe nothing', async () => {
  const database = await cloneDatabase(template);
  try {
    await opened(database.connection, ({ app }) =>
      visitAs({ app, files }, 'auditor', async (auditor) => {
        const { nodes } = await auditor.call(listRoots, {});
        const params = { organisationId: nodes.find(({ tree }) => tree === 'place')?.id ?? '' };
        const ofFirst = new Set(planCity(scale).first.units.map(({ name }) => name));
        const papers = await everyPage((since) =>
          auditor.call(listObligations, { params, query: { state: 'accepted', limit: 200, ...since } }),
        );
        const theirs = papers.flatMap((page) => page.obligations).filter(({ unit }) => ofFirst.has(unit.name));
        assert.equal(theirs.length, 13 * ofFirst.size);
        const due = await everyPage((since) => auditor.call(listOwed, { params, query: { limit: 200, ...since } }));
        const owed = due.flatMap((page) => page.owed);
        assert.deepEqual(
          owed.filter(({ unit }) => unit !== null && ofFirst.has(unit.name)).map(({ title }) => title.zh),
          [],
        );
        assert.ok(owed.length > 0, 'the second batch is on its way');
      }),
    );
  } finally {
    await database.drop();
  }
});

async function everyPage<Page extends { readonly next: string | null }>(
  ask: (since: { after?: string }) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let next: string | null = null;
  do {
    const page: Page = await ask(next === null ? {} : { after: next });
    pages.push(page);
    ({ next } = page);
  } while (next !== null);
  return pages;
}

async function everyAssessment(auditor: Visitor) {
  const { nodes } = await auditor.call(listRoots, {});
  const params = { organisationId: nodes.find(({ tree }) => tree === 'place')?.id ?? '' };
  const pages = await everyPage((since) => auditor.call(listAssessments, { params, query: { ...since, limit: 7 } }));
  const assessments = pages.flatMap((page) => page.assessments);
  assert.equal(assessments.length, pages[0]?.all, 'as many as the list says there are');
  assert.equal(new Set(assessments.map(({ id }) => id)).size, assessments.length, 'each of them once');
  return assessments;
}

test('on day 20 the second batch has gaps of every kind', async () => {
  const database = await cloneDatabase(await cityAt(larger, files));
  try {
    const { rows } = await withClient(database.superuser(), (superuser) =>
      superuser.query<Record<string, number>>(`select
        (select count(*)::int from leave) as leaves,
        (select count(*)::int from make_up) as made_up,
        (select count(*)::int from obligation_extension) as asked,
        (select count(*)::int from order_to_correct) as orders,
        (select count(*)::int from planned_activity) as planned,
        (select count(*)::int from contact) as contacts,
        (select count(*)::int from stage_extension) as extensions,
        (select count(*)::int from stage_request) as requests,
        (select count(*)::int from organisation_remedy) as remedies,
        (select count(*)::int from lecture) as lectures,
        (select count(*)::int from self_study) as logged,
        (select count(*)::int from reading) as readings,
        (select count(*)::int from lecture where capacity = 'member') as spoke,
        (select count(*)::int from sign_in) as signed,
        (select count(*)::int from sheet where version > 1) as mended,
        (select count(*)::int from transfer where outcome is not null) as moved,
        (select count(*)::int from contact_point) as points,
        (select count(*)::int from contact_visit) as visits,
        (select count(*)::int from activity_reading) as together,
        (select count(*)::int from study_note where returned_at is not null) as careless,
        (select count(*)::int from note_check) as drawn,
        (select count(*)::int from self_check) as checked,
        (select count(*)::int from self_check_review) as looked_at,
        (select count(*)::int from appointment where role = 'representative') as representatives,
        (select count(*)::int from transition_step where step = 'returned') as sent_back,
        (select count(*)::int from deliverable_check where outcome = 'returned') as returned`),
    );
    assert.deepEqual(
      Object.entries(rows[0] ?? {}).filter(([, count]) => count === 0),
      [],
    );
  } finally {
    await database.drop();
  }
});

// What the calendar does not let be: the stage ends on its 45th day, on the 30th at the earliest, and what is made up, written or handed in
// at its end is due in its last days, lectures two weeks before. Nobody has applied, summed up or moved on; no make-up, note or lecture is late.
// And no unit is without a team from the first day on.
const withNobody = new Set([
  'unit: no team',
  'unit: applied',
  'lecture: late',
  'make-up: late',
  'make-up: overdue',
  'note: late',
  'note: overdue',
  'summarised',
  'transition-meeting-held',
]);

test('what is the matter on day 20 is so with some and never with all; what comes later, or must not be, is so with nobody', async () => {
  const database = await cloneDatabase(await cityAt(larger, files));
  try {
    const gaps = await withClient(database.superuser(), (client) => gapsOn(client, '2026-11-20'));
    const conditions = await opened(database.connection, ({ app }) =>
      visitAs({ app, files }, 'auditor', conditionsMet),
    );
    assert.ok(gaps.length > 40 && conditions.length > 15, `${gaps.length} kinds, ${conditions.length} conditions`);
    const amiss = [...gaps, ...conditions].filter(({ kind, some, of }) =>
      withNobody.has(kind) ? of === 0 || some > 0 : some === 0 || some === of,
    );
    assert.deepEqual(amiss, []);
  } finally {
    await database.drop();
  }
});

test('the first batch has read all that was asked; of the second most have read most, and some lack a chapter or everything', async () => {
  const database = await cloneDatabase(await cityAt(larger, files));
  try {
    await opened(database.connection, ({ app }) =>
      visitAs({ app, files }, 'auditor', async (auditor) => {
        const { nodes } = await auditor.call(listRoots, {});
        const params = { organisationId: nodes.find(({ tree }) => tree === 'place')?.id ?? '' };
        const pages = await everyPage((since) =>
          auditor.call(listUnread, { params, query: { stage: 'study', limit: 200, ...since } }),
        );
        const { past, asked = 0, all = 0 } = pages[0] ?? {};
        const rows = pages.flatMap((page) => page.rows);
        assert.deepEqual([past, rows.length], [0, all], 'whoever has passed the stage has read everything');
        const lacking = (from: number, to: number) =>
          rows.filter(({ unread }) => unread >= from && unread <= to).length / asked;
        const spread = `${asked} ${Array.from({ length: 16 }, (_, index) => lacking(index + 1, index + 1).toFixed(2)).join(' ')}`;
        assert.ok(all > asked / 4 && all < (2 * asked) / 3, spread);
        assert.ok(lacking(1, 4) > 0.1, spread);
        assert.ok(lacking(5, 16) > 0.05 && lacking(5, 16) < 0.3, spread);
        assert.ok(lacking(16, 16) > 0.01, spread);
      }),
    );
  } finally {
    await database.drop();
  }
});

test('at full size each county has a unit that runs ahead, branches of which nothing is heard, and an expert here and there', () => {
  const plan = planCity();
  const seats = planHistory(plan, cityDays('2026-11-20')).slice(1);
  const branches = plan.second.organisations.filter(({ kind }) => kind === 'branch');
  for (const { second } of seats) {
    const met = new Set(second.study.map(({ branch }) => branch));
    const own = branches.filter(({ units: [host] }) => host !== undefined && second.units.includes(host));
    assert.ok(second.ahead !== null && !second.followed.includes(second.ahead));
    assert.ok(own.some(({ code }) => !met.has(code)));
    assert.ok(second.study.some(({ kind }) => kind === 'expert-lecture'));
  }
  const belonging = new Set(plan.second.members.map(({ unit }) => unit));
  const served = new Set(branches.flatMap(({ units }) => units));
  const empty = plan.second.units.filter(({ code }) => !belonging.has(code));
  assert.deepEqual([empty.length, empty.filter((unit) => served.has(unit)).length], [24, 16]);
});

test('small units of the first batch voted together, and each is known by what they said', async () => {
  const database = await cloneDatabase(await cityAt(larger, files));
  try {
    await opened(database.connection, ({ app }) =>
      visitAs({ app, files }, 'auditor', async (auditor) => {
        const assessments = await everyAssessment(auditor);
        const pooled = assessments.filter(({ pool }) => pool !== null);
        assert.deepEqual(
          pooled.map(({ pool, tally }) => [pool?.units.length, tally?.band, tally?.blocks]),
          [
            [2, 0, false],
            [2, 0, false],
          ],
        );
        assert.equal(new Set(pooled.map(({ unit }) => unit.id)).size, 2);
      }),
    );
  } finally {
    await database.drop();
  }
});

test('applications of the first batch were sent back by teams and refused by offices, and passed when they came again', async () => {
  const database = await cloneDatabase(template);
  try {
    const { rows } = await withClient(database.superuser(), (superuser) =>
      superuser.query(`
        select t.stage_code as stage, case when s.note like '首次测评%' then 'after the vote' else coalesce(s.step, d.outcome) end as back,
          count(*)::int as all,
          bool_and(exists (select 1 from transition l join transition_decision p on p.transition_id = l.id and p.outcome = 'passed'
            where l.participation_id = t.participation_id and l.stage_code = t.stage_code and l.id <> t.id and l.recorded_at >= t.recorded_at)) as passed
        from transition t left join transition_step s on s.transition_id = t.id and s.step = 'returned'
        left join transition_decision d on d.transition_id = t.id
        where d.outcome is distinct from 'passed' group by 1, 2 order by 1, 2`),
    );
    assert.deepEqual(rows, [
      { stage: 'analysis', back: 'refused', all: 7, passed: true },
      { stage: 'study', back: 'after the vote', all: 2, passed: true },
    ]);
    const { rows: orders } = await withClient(database.superuser(), (superuser) =>
      superuser.query(`
        select count(*)::int as all, count(*) filter (where exists (select 1 from order_to_correct o
          join order_verification v on v.order_id = o.id and v.outcome = 'verified' and v.verified_by <> v.answered_by
          join transition t on t.id = f.transition_id
          join transition l on l.participation_id = t.participation_id and l.stage_code = t.stage_code and l.recorded_at > v.recorded_at
          where o.finding_id = f.id))::int as mended
        from finding f where f.transition_id is not null`),
    );
    assert.deepEqual(orders, [{ all: 7, mended: 7 }]);
  } finally {
    await database.drop();
  }
});

test('two units voted twice: the first vote failed, an order was verified, the second one counts', async () => {
  const database = await cloneDatabase(template);
  try {
    await opened(database.connection, async ({ app }) => {
      const twice = await visitAs({ app, files }, 'auditor', async (auditor) => {
        const assessments = await everyAssessment(auditor);
        return [...Map.groupBy(assessments, ({ unit }) => unit.id).values()].filter(({ length }) => length > 1);
      });
      assert.equal(twice.length, 2);
      for (const attempts of twice) {
        const shares = attempts
          .toSorted((one, other) => one.attempt - other.attempt)
          .map(({ tally }) => (tally === null ? NaN : tally.dissatisfied / tally.valid));
        assert.equal(shares.length, 2);
        assert.ok((shares[0] ?? 0) >= 0.1 && (shares[1] ?? 1) < 0.1, String(shares));
      }
    });
  } finally {
    await database.drop();
  }
});

test('the same city every time', () => {
  const drawn = () => {
    const { first, second } = planCity(scale);
    return JSON.stringify([first, second]);
  };
  assert.equal(drawn(), drawn());
});

test('a city has the figures that it was planned with, found by the auditor; one vote, attendance or unit less and they differ', async () => {
  const { figures } = planCity(scale);
  const { batch1, batch2 } = figures;
  const found = await figuresAfter(null);
  assert.deepEqual(found.first, {
    units: batch1.bands.reduce((sum, units) => sum + units, 0),
    committees: batch1.committees,
    generalBranches: batch1.generalBranches,
    branches: batch1.branches,
    members: batch1.members,
    bands: batch1.bands,
  });
  assert.deepEqual([found.second.members, found.second.floating], [batch2.members, batch2.floating]);
  const counted = Object.values(batch2.classes).reduce((sum, units) => sum + units, 0);
  const { stated, parts, difference, listed } = found.finding;
  assert.deepEqual([stated, parts, found.finding.counted, listed], [batch2.claimed, counted, counted, counted]);
  assert.equal(difference, counted - batch2.claimed);

  const attendance = await figuresAfter(
    `delete from attendance where (region_id, sheet_id, person_id) in
      (select region_id, sheet_id, person_id from attendance where presence = 'present' limit 1)`,
  );
  assert.equal(attendance.attendances, found.attendances - 1);
  const unit = await figuresAfter(`delete from organisation where kind = 'unit' and code = 'U10001'`);
  assert.equal(unit.first.units, found.first.units - 1);
  // Of a unit in the middle band the one vote that keeps it from the highest.
  const vote = await figuresAfter(
    `update tally_assessment set dont_know = dont_know - 1 where (region_id, assessment_id, voters) in
      (select t.region_id, t.assessment_id, t.voters from tally_assessment t
       join rollup_standing s on s.region_id = t.region_id and s.item = 'band' and s.value = '1'
       join assessment a on a.region_id = t.region_id and a.id = t.assessment_id and a.participation_id = s.participation_id
       where t.dont_know > 0 and (select 100 * sum(v.satisfied + v.basically_satisfied)
           >= 95 * (sum(v.satisfied + v.basically_satisfied + v.dissatisfied + v.dont_know) - 1)
         from tally_assessment v where v.region_id = t.region_id and v.assessment_id = t.assessment_id)
       limit 1)`,
  );
  assert.notDeepEqual(vote.first.bands, found.first.bands);
});

test('every page and list costs as many statements in a city several times as large', async () => {
  const statements = async (name: string) => {
    const database = await cloneDatabase(name);
    try {
      return Object.fromEntries(await countStatements({ application: database.connection('app'), files }, 'office'));
    } finally {
      await database.drop();
    }
  };
  const small = await statements(template);
  assert.ok(Object.keys(small).length > 80, `${Object.keys(small).length} pages and lists`);
  for (const page of ['readGate', 'readUnitDates', 'readRoll', 'readBranchReading', 'readPerson', 'readActivity'])
    assert.ok((small[`${page} within`] ?? 0) > 0, `${page} of a unit, a branch, a member, an activity`);
  assert.deepEqual(await statements(await cityAt(larger, files)), small);
});
