/** Whatever stands in a figure is what the list behind it has, for whoever looks and wherever: no more, no less, nothing of others. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { listCoverage, listCampaigns, readCoverage } from '@muster/contract/campaign';
import { listCounted, moveOrganisation, readReconciliation } from '@muster/contract/organisation';
import { listOutstanding, listStandings, listUnitsIn, readOverview } from '@muster/contract/rollup';
import { correctPerson, changeStanding, listLeftBehind, listMembers } from '@muster/contract/roster';
import {
  listActivities,
  listPresences,
  planActivity,
  recordActivity,
  recordSheet,
  voidActivity,
} from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
let campaignId = '';
before(async () => {
  house = await startTestHouse();
  campaignId = (await (await house.as('office')).call(listCampaigns, {})).campaigns[0]?.id ?? '';
  const county = await house.as('county');
  for (const [at, person] of ['SCHOOL-1-05', 'COMMUNITY-1-11', 'COMMUNITY-1-40', 'CLINIC-07', 'STATION-04'].entries()) {
    const params = { personId: house.id(person) };
    const floating = { name: person, bornIn: 1980, categories: ['floating'], reason: '更正' };
    await county.call(correctPerson, { params, body: floating });
    if (at % 2 === 1)
      await county.call(changeStanding, { params, body: { standing: 'applicant', on: '2026-03-19', note: '更正' } });
  }
  for (const [who, branch] of [
    ['secretary', 'SCHOOL-1'],
    ['communityHead', 'COMMUNITY-1'],
    ['jointSecretary', 'JOINT-1'],
  ] as const) {
    await held(who, branch, 19);
    const { id } = await held(who, branch, 18);
    if (branch !== 'COMMUNITY-1')
      await (await house.as(who)).call(voidActivity, { params: { activityId: id }, body: { reason: '重复' } });
  }
  await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('COUNTY-COMMITTEE') },
    body: { personId: house.id('COMMUNITY-1-02'), role: 'secretary' },
  });
  // Of a unit that a joint branch serves and another one hosts.
  await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('STATION') },
    body: { personId: house.id('SCHOOL-1-04'), role: 'clerk' },
  });
  await meetTogether('communityClerk', 14, 'SCHOOL-2', 'JOINT-1', 'COMMUNITY-1');
  await meetTogether('communityClerk', 17, 'JOINT-1', 'SCHOOL-1');
  await house.fold();
});
after(() => house.close());

async function held(who: CastName, branch: string, day: number): Promise<{ id: string }> {
  const params = { branchId: house.id(branch) };
  return (await house.as(who)).call(recordActivity, { params, body: { ...meetingOn(day), absences: [] } });
}

const meetingOn = (day: number, hour = 14) => ({
  kind: 'collective-study',
  topic: '学习',
  startsAt: `2026-03-${day}T${hour}:00:00+08:00`,
  endsAt: `2026-03-${day}T${hour + 2}:00:00+08:00`,
});

/** The first invites the others: one meeting, and a sheet of each. */
async function meetTogether(who: CastName, hour: number, host: string, ...guests: string[]): Promise<void> {
  const by = await house.as(who);
  const body = { ...meetingOn(20, hour), withBranches: guests.map((code) => house.id(code)) };
  const params = { branchId: house.id(host) };
  house.clock.set(new Date(`2026-03-20T${hour - 1}:00:00+08:00`));
  const { id: planId } = await by.call(planActivity, { params, body }, { key: crypto.randomUUID() });
  house.clock.set(new Date(`2026-03-20T${hour + 2}:05:00+08:00`));
  for (const code of [host, ...guests])
    // oxlint-disable-next-line no-await-in-loop -- the host first
    await by.call(
      recordSheet,
      { params: { planId, branchId: house.id(code) }, body: { absences: [] } },
      { key: crypto.randomUUID() },
    );
}

/** Where each may read, by depth: the nodes of both trees at and beneath the office that is held. */
const sights: readonly (readonly [CastName, readonly string[]])[] = [
  ['office', ['PLACE', 'PARTY', 'COUNTY', 'COUNTY-COMMITTEE', 'TOWN', 'OTHER-COMMITTEE', 'SCHOOL', 'JOINT-1']],
  ['auditor', ['PLACE', 'PARTY', 'OTHER-TOWN', 'STATION', 'COMMUNITY-1']],
  ['county', ['COUNTY', 'COUNTY-COMMITTEE', 'TOWN', 'TOWN-COMMITTEE', 'OTHER-TOWN', 'COMMUNITY', 'SCHOOL-2']],
  ['town', ['TOWN', 'TOWN-COMMITTEE', 'SCHOOL', 'COMMUNITY', 'SCHOOL-1']],
  ['otherTown', ['OTHER-TOWN', 'OTHER-COMMITTEE', 'CLINIC', 'STATION', 'JOINT-1']],
  ['head', ['SCHOOL', 'SCHOOL-1', 'SCHOOL-2']],
  ['secretary', ['SCHOOL-1']],
  ['member', ['STATION']],
  ['jointSecretary', ['CLINIC', 'STATION', 'JOINT-1']],
];
const look = fc
  .constantFrom(...sights)
  .chain(([who, nodes]) =>
    fc.record({ who: fc.constant(who), node: fc.constantFrom(...nodes), limit: fc.integer({ min: 1, max: 60 }) }),
  );
type Look = typeof look extends fc.Arbitrary<infer T> ? T : never;

interface Page {
  readonly ids: readonly string[];
  readonly all: number | null;
  readonly next: string | null;
}

/** Every page of a list, which says the same total on each and names nothing twice. */
async function whole(read: (cursor: string | undefined) => Promise<Page>): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    ids.push(...page.ids);
    if (page.next === null) {
      assert.equal(new Set(ids).size, ids.length, 'nothing twice');
      if (page.all !== null) assert.equal(page.all, ids.length, 'as long as it says');
      return ids;
    }
    cursor = page.next;
  }
}

test('members, floating ones, and those left behind: a figure is as long as its list, at every depth', async () => {
  await each(async ({ who, node, limit }, params) => {
    const by = await house.as(who);
    const { figures } = await by.call(readOverview, { params });
    const members = (standing: 'full' | 'probationary', category?: 'floating') =>
      whole(async (cursor) => {
        const page = await by.call(listMembers, { params, query: { after: cursor, limit, standing, category } });
        return { ...page, ids: page.members.map(({ personId }) => personId) };
      });
    const both = async (category?: 'floating') => [
      ...(await members('full', category)),
      ...(await members('probationary', category)),
    ];
    await seenIs(await both(), who, node, figures.members);
    await seenIs(await both('floating'), who, node, figures.floating);
    const { counts } = await by.call(listLeftBehind, { params });
    for (const filter of ['all', 'no-trace', 'floating', 'infirm', 'never-reached'] as const) {
      const listed = await whole(async (cursor) => {
        const page = await by.call(listLeftBehind, { params, query: { filter, after: cursor, limit } });
        return { ids: page.members.map(({ personId }) => personId), all: page.counts[filter], next: page.next };
      });
      await seenIs(listed, who, node, counts[filter]);
    }
  });
});

test('units, branches, members, floating ones and who was at meetings: a figure is as long as its list, at every depth', async () => {
  await each(async ({ who, node, limit }, params) => {
    const by = await house.as(who);
    const { figures, organisation } = await by.call(readOverview, { params });
    for (const measure of ['units', 'branches', 'members', 'floating'] as const) {
      if (measure === 'units' && organisation.tree === 'party') continue;
      const listed = await whole(async (cursor) => {
        const page = await by.call(listCounted, { params, query: { measure, after: cursor, limit } });
        return { ...page, ids: page.rows.map(({ id }) => id) };
      });
      assert.equal(listed.length, figures[measure], `${who} at ${node}: ${measure}`);
    }
    for (const [presence, figure] of [
      ['present', figures.attendances],
      ['absent', figures.absences],
    ] as const) {
      const listed = await whole(async (cursor) => {
        const page = await by.call(listPresences, { params, query: { presence, after: cursor, limit } });
        return { ...page, ids: page.rows.map(({ person, activity }) => `${person.id} ${activity.id}`) };
      });
      assert.equal(listed.length, figure, `${who} at ${node}: ${presence}`);
    }
  });
});

test('a committee or a branch counts the units that are linked to it alone, and a place the party organisations of its own', async () => {
  const office = await house.as('office');
  const names = async (code: string, measure: 'units' | 'party-organisations') => {
    const params = { organisationId: await idOf(code) };
    const { rows, all } = await office.call(listCounted, { params, query: { measure, limit: 200 } });
    assert.equal(all, rows.length);
    return rows.map(({ id }) => id).toSorted();
  };
  const ids = (...codes: string[]) => codes.map((code) => house.id(code)).toSorted();
  assert.deepEqual(await names('SCHOOL-1', 'units'), []);
  assert.deepEqual(await names('COMMUNITY-1', 'units'), ids('COMMUNITY'));
  assert.deepEqual(await names('TOWN-COMMITTEE', 'units'), ids('SCHOOL', 'COMMUNITY'));
  assert.deepEqual(await names('SCHOOL', 'party-organisations'), ids('SCHOOL-1', 'SCHOOL-2'));
  assert.ok((await names('PARTY', 'units')).length > 3);
  assert.deepEqual(await names('PARTY', 'units'), await names('PLACE', 'units'));
});

test('conditions by verdict, and what a reconciliation counted: a figure is as long as its list, at every depth', async () => {
  await each(async ({ who, node, limit }, params) => {
    const by = await house.as(who);
    const { conditions } = await by.call(readOverview, { params });
    for (const { stageCode: stage, code: condition, ...figures } of conditions)
      for (const [verdict, figure] of [
        ['met', figures.met],
        ['not-met', figures.notMet],
        ['waiting', figures.waiting],
        ['not-applicable', figures.notApplicable],
        ['not-set', figures.notSet],
      ] as const) {
        const listed = await whole(async (cursor) => {
          const query = { stage, condition, verdict, after: cursor, limit };
          const page = await by.call(listStandings, { params, query });
          return { ...page, ids: page.rows.map(({ participationId }) => participationId) };
        });
        assert.equal(listed.length, figure, `${who} at ${node}: ${condition} ${verdict}`);
      }
    const { measures } = await by.call(readReconciliation, { params });
    for (const { measure, counted } of measures) {
      const listed = await whole(async (cursor) => {
        const page = await by.call(listCounted, { params, query: { measure, after: cursor, limit } });
        return { ...page, ids: page.rows.map(({ id }) => id) };
      });
      assert.equal(listed.length, counted, `${who} at ${node}: ${measure}`);
    }
  });
});

test('stages, bands, and what is overdue or soon due: a figure is as long as its list, at every depth', async () => {
  await each(async ({ who, node, limit }, params) => {
    const by = await house.as(who);
    const { stages, bands, owed } = await by.call(readOverview, { params });
    const units = (query: { stage: string; of: 'stage' | 'band'; value: string }) =>
      whole(async (cursor) => {
        const page = await by.call(listUnitsIn, { params, query: { ...query, after: cursor, limit } });
        return { ...page, ids: page.rows.map(({ participationId }) => participationId) };
      });
    for (const { code: stage, ...figures } of stages)
      for (const value of ['ahead', 'open', 'closed'] as const)
        assert.equal(
          (await units({ stage, of: 'stage', value })).length,
          figures[value],
          `${who} at ${node}: ${value}`,
        );
    for (const [band, figure] of bands.entries()) {
      const lists = figure.stages.map((stage) => units({ stage, of: 'band', value: String(band) }));
      const listed = (await Promise.all(lists)).reduce((sum, { length }) => sum + length, 0);
      assert.equal(listed, figure.units, `${who} at ${node}: band ${band}`);
    }
    for (const { kind, ...figures } of owed)
      for (const when of ['overdue', 'week', 'asked', 'exempt'] as const) {
        const listed = await whole(async (cursor) => {
          const page = await by.call(listOutstanding, { params, query: { when, kind, after: cursor, limit } });
          return { ...page, ids: page.rows.map(({ id }) => id) };
        });
        assert.equal(listed.length, figures[when], `${who} at ${node}: ${kind} ${when}`);
      }
  });
});

test('coverage: every unit is in one figure, and each list is as long as its figure', async () => {
  await each(
    async ({ who, node, limit }, { organisationId }) => {
      const by = await house.as(who);
      const params = { campaignId, organisationId };
      const coverage = await by.call(readCoverage, { params });
      const list = (query: { state?: 'uncovered' | 'doubly' | 'taking-part'; batch?: string }) =>
        whole(async (cursor) => {
          const page = await by.call(listCoverage, { params, query: { ...query, after: cursor, limit } });
          return { ...page, ids: page.units.map(({ id }) => id) };
        });
      assert.equal((await list({})).length, coverage.units, `${who} at ${node}`);
      assert.equal((await list({ state: 'uncovered' })).length, coverage.uncovered);
      assert.equal((await list({ state: 'doubly' })).length, coverage.doubly);
      for (const batch of coverage.batches)
        assert.equal((await list({ state: 'taking-part', batch: batch.id })).length, batch.takingPart);
    },
    ({ who, node }) => ['office', 'county', 'town', 'otherTown'].includes(who) && /PLACE|COUNTY$|TOWN$/.test(node),
  );
});

/** What counts at a node, and what its branches met for besides, by what is stored. */
async function meetingsAt(node: string) {
  const of = (table: string) => `${table}.path <@ o.path or ${table}.party_path <@ o.path`;
  const rows = await stored<{ id: string; voided: boolean; here: boolean }>(
    `select distinct a.id, a.voided_at is not null as voided, (${of('a')}) as here
     from organisation o
     join activity a on ${of('a')} or (o.kind in ('unit', 'branch') and exists (
       select from sheet s join attendance t on t.sheet_id = s.id where s.activity_id = a.id and (${of('t')})))
     where o.id = '${await idOf(node)}'`,
  );
  const ids = (those: typeof rows) => those.map(({ id }) => id).toSorted();
  const stand = rows.filter(({ voided }) => !voided);
  return {
    held: ids(stand.filter(({ here }) => here)),
    elsewhere: ids(stand.filter(({ here }) => !here)),
    voided: ids(rows.filter(({ voided }) => voided)),
  };
}

async function meetingsAreListed(who: CastName, node: string, limit: number): Promise<number> {
  const by = await house.as(who);
  const params = { organisationId: await idOf(node) };
  const { figures } = await by.call(readOverview, { params });
  const truth = await meetingsAt(node);
  for (const [which, figure] of [
    ['held', figures.activities],
    ['elsewhere', figures.elsewhere],
    ['voided', truth.voided.length],
    [undefined, figures.activities + figures.elsewhere],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is quick enough
    const listed = await whole(async (cursor) => {
      const page = await by.call(listActivities, { params, query: { which, after: cursor, limit } });
      return { ids: page.activities.map(({ id }) => id), all: page.all, next: page.next };
    });
    const wanted = which === undefined ? [...truth.held, ...truth.elsewhere].toSorted() : truth[which];
    assert.deepEqual(listed.toSorted(), wanted, `${who} at ${node}: ${which ?? 'all'}`);
    assert.equal(listed.length, figure, `${who} at ${node}: ${which ?? 'all'}`);
  }
  return figures.activities;
}

test('meetings count once, where they were held: of joint branches, with guests, without void ones, and after moves', async () => {
  const everywhere = async () => {
    for (const [who, nodes] of sights)
      for (const [at, node] of nodes.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other is quick enough
        await meetingsAreListed(who, node, 1 + at);
      }
    // Of its people he is shown those of the own unit (0027), of its meetings all.
    await meetingsAreListed('member', 'JOINT-1', 2);
    const figures = await Promise.all(
      ['PLACE', 'PARTY', 'TOWN', 'OTHER-TOWN', 'SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'].map((node) =>
        meetingsAreListed('office', node, 50),
      ),
    );
    assert.deepEqual(await house.differences(), []);
    return figures;
  };
  assert.deepEqual(await everywhere(), [6, 6, 4, 2, 2, 2, 2, 0]);
  const county = await house.as('county');
  for (const [node, parent] of [
    ['STATION', 'TOWN'],
    ['CLINIC', 'TOWN'],
    ['SCHOOL-2', 'OTHER-COMMITTEE'],
  ] as const) {
    const body = { parentId: house.id(parent), on: '2026-03-20', reason: '调整' };
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await county.call(moveOrganisation, { params: { organisationId: house.id(node) }, body });
  }
  await house.fold();
  assert.deepEqual(await everywhere(), [6, 6, 6, 0, 2, 2, 2, 0]);
});

async function each(
  hold: (wanted: Look, params: { organisationId: string }) => Promise<void>,
  asked: (wanted: Look) => boolean = () => true,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(look.filter(asked), async (wanted) => hold(wanted, { organisationId: await idOf(wanted.node) })),
    { numRuns: 10 },
  );
}

async function idOf(code: string): Promise<string> {
  if (code !== 'PLACE' && code !== 'PARTY') return house.id(code);
  return (
    (
      await stored<{ id: string }>(
        `select id from organisation where parent_id is null and tree = '${code.toLowerCase()}'`,
      )
    )[0]?.id ?? ''
  );
}

/** As many as the figure says, and each of them a member at or beneath the node, by what is stored. */
async function seenIs(people: readonly string[], who: CastName, node: string, figure: number): Promise<void> {
  assert.equal(people.length, figure, `${who} at ${node}`);
  const id = await idOf(node);
  const beneath = await stored<{ id: string }>(
    `select m.person_id as id from membership m join organisation o on o.id = '${id}' and (m.path <@ o.path or m.party_path <@ o.path)
     where m.to_on is null`,
  );
  const there = new Set(beneath.map((row) => row.id));
  assert.deepEqual(
    people.filter((person) => !there.has(person)),
    [],
    `${who} at ${node}: nobody of elsewhere`,
  );
}

function stored<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}
