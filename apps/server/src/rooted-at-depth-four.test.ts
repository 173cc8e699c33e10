/**
 * Somebody whose authority begins at depth 4 of a tree, the head of the school or the secretary of one of its branches, sees the same set
 * in lists, pickers, counts, searches and exports, and nothing of the neighbours in any answer. A route that reads and is asked
 * neither here nor named below with a reason fails the first test.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes, type Route } from '@muster/contract';
import { readGate } from '@muster/contract/gate';
import {
  exportOrganisations,
  listChildren,
  listCounted,
  listRoots,
  readOrganisationRecord,
  readReconciliation,
} from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { exportMembers, listLeftBehind, listMembers, search } from '@muster/contract/roster';
import { listActivities, planActivity, recordActivity } from '@muster/contract/study';
import { recordFinding } from '@muster/contract/supervision';
import { membersCsv, organisationsCsv, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { makeBallotThings } from './permission-rows-ballot.fixture.ts';

let house: TestHouse;
const things = new Map<string, string>();
before(async () => {
  house = await startTestHouse();
  const held = { startsAt: '2026-03-19T14:00:00+08:00', endsAt: '2026-03-19T16:00:00+08:00', absences: [] };
  for (const [who, branch] of [
    ['secretary', 'SCHOOL-1'],
    ['communityHead', 'COMMUNITY-1'],
  ] as const) {
    const { id } = await (
      await house.as(who)
    ).call(recordActivity, {
      params: { branchId: house.id(branch) },
      body: { kind: 'collective-study', topic: `${branch}的会`, ...held },
    });
    if (branch === 'SCHOOL-1') things.set('activity', id);
    const planned = { kind: 'collective-study', topic: `${branch}要开的会` };
    const times = { startsAt: '2026-03-29T14:00:00+08:00', endsAt: '2026-03-29T16:00:00+08:00' };
    const plan = await (
      await house.as(who)
    ).call(planActivity, { params: { branchId: house.id(branch) }, body: { ...planned, ...times } });
    if (branch === 'SCHOOL-1') things.set('plan', plan.id);
  }
  await house.fold();
  const { campaigns } = await call<{ campaigns: { id: string }[] }>('office', '/api/campaigns');
  things.set('campaign', campaigns[0]?.id ?? '');
  const { obligations } = await call<{ obligations: { id: string }[] }>(
    'head',
    `/api/organisations/${house.id('SCHOOL')}/obligations`,
  );
  things.set('obligation', obligations[0]?.id ?? '');
  await (
    await house.as('team')
  ).call(recordFinding, {
    params: { unitId: house.id('SCHOOL') },
    body: { code: null, text: '签到不全', order: { text: '补齐签到', dueOn: '2026-03-25' } },
  });
  const { orders } = await call<{ orders: { id: string }[] }>('head', '/api/orders');
  things.set('order', orders[0]?.id ?? '');
  await makeBallotThings(house, things);
});
after(() => house.close());

/** What a route is asked with besides the place. */
const queries: Readonly<Record<string, string>> = {
  listStandings: 'stage=study&condition=hours',
  listUnitsIn: 'stage=study&of=stage&value=open',
  listOutstanding: 'when=week',
  listPresences: 'week=2026-03-16&presence=present',
  listCounted: 'measure=members',
  findDestinations: 'text=SCHOOL-2',
  findNamesakes: `name=${encodeURIComponent('何静')}`,
  search: `q=${encodeURIComponent('党')}`,
  exportMembers: 'format=csv',
  exportOrganisations: 'format=csv',
  previewExtension: 'stage=study',
};

/** Reads that show no organisation and nobody, or one thing of somebody else’s making, asked elsewhere. */
const apart = new Set([
  'readInstance',
  'readLiveness',
  'readReadiness',
  'readFile',
  'readProgress',
  'readAssessment',
  'readBatchReadiness',
  'listPlaybooks',
  'listMemberCategories',
  'listUnitClasses',
  'readMemberTemplate',
  'readOrganisationTemplate',
  'previewExtension',
]);

const reads = routes.filter(({ method, name }) => method === 'GET' && !apart.has(name));

const everyUnit = () => ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'].map(house.id).join(',');

/** The address of a route at the own place of somebody; null where it is asked about a thing that there is none of. */
function addressOf(route: Route, place: Readonly<Record<string, string>>): string | null {
  const missing: string[] = [];
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = place[name] ?? things.get(name.replace(/Id$/, ''));
    if (id === undefined) missing.push(name);
    return id ?? '';
  });
  const query = route.name === 'listGates' ? `units=${everyUnit()}` : queries[route.name];
  return missing.length > 0 ? null : `${path}${query === undefined ? '' : `?${query}`}`;
}

async function ask(who: CastName, address: string): Promise<{ readonly status: number; readonly text: string }> {
  const { cookie } = await house.signIn(who.toLowerCase());
  const answer = await fetch(`${house.address}${address}`, { headers: { cookie } });
  return { status: answer.status, text: await answer.text() };
}

async function call<Answer>(who: CastName, address: string): Promise<Answer> {
  return JSON.parse((await ask(who, address)).text) as Answer;
}

/** Everything of the small organisation that lies beside one's own: units, branches and their people, by name and by id. */
function strangers(isOwn: (code: string) => boolean): readonly string[] {
  const nodes = organisationsCsv
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const beside = nodes.filter(([code = '', , kind]) => /^(?:单位|党支部)$/.test(kind ?? '') && !isOwn(code));
  const people = membersCsv()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .filter(([code = '']) => code !== '' && !isOwn(code));
  return [...beside, ...people].flatMap(([code = '', name = '']) => [name, house.id(code)]);
}

const ofBoth = { unitId: 'SCHOOL', branchId: 'SCHOOL-1', personId: 'SCHOOL-1-04' };
/** Every node that each may read is asked about. */
const places = {
  head: [
    { ...ofBoth, organisationId: 'SCHOOL' },
    { ...ofBoth, organisationId: 'SCHOOL-2', branchId: 'SCHOOL-2' },
  ],
  secretary: [
    { ...ofBoth, organisationId: 'SCHOOL-1' },
    { ...ofBoth, organisationId: 'SCHOOL' },
  ],
} as const satisfies Partial<Record<CastName, readonly Readonly<Record<string, string>>[]>>;

/** The secretary sees the unit, but not its other branch; the head sees both. */
const own = {
  head: (code: string) => code.startsWith('SCHOOL'),
  secretary: (code: string) => code.startsWith('SCHOOL') && !code.startsWith('SCHOOL-2'),
} as const;

const idsOf = (codes: Readonly<Record<string, string>>) => ({
  on: '2026-03-01',
  ...Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, house.id(code)])),
});

test('every route that reads is asked here, or says why not', () => {
  const unasked = reads.filter((route) => addressOf(route, idsOf(places.head[0])) === null);
  assert.deepEqual(
    unasked.map(({ name }) => name),
    [],
  );
  assert.ok(reads.length > 30);
});

for (const who of ['head', 'secretary'] as const) {
  test(`no answer to the ${who} speaks of a neighbour`, async () => {
    const foreign = strangers(own[who]);
    assert.ok(foreign.length > 200);
    for (const place of places[who]) {
      for (const route of reads) {
        const address = addressOf(route, idsOf(place));
        assert.ok(address !== null, route.name);
        const { status, text } = await ask(who, address);
        assert.ok([200, 403, 404].includes(status), `${route.name}: ${status} ${text}`);
        assert.deepEqual(
          foreign.filter((name) => text.includes(name)),
          [],
          `${route.name} at ${place.organisationId}`,
        );
      }
    }
  });
}

/** At each place: whom one sees there by name, and one who is beside it. */
const agreeing = [
  { who: 'head', at: 'SCHOOL', found: '何静', beside: ['贺知微', '明湖社区'] },
  { who: 'head', at: 'SCHOOL-1', found: '何静', beside: ['贺知微', '明湖社区'] },
  { who: 'secretary', at: 'SCHOOL-1', found: '何静', beside: ['秦墨言', '中心小学第二党支部', '明湖社区'] },
  { who: 'secretary', at: 'SCHOOL', found: '何静', beside: ['秦墨言', '中心小学第二党支部', '明湖社区'] },
] as const;

for (const { who, at, found, beside } of agreeing) {
  test(`lists, pickers, counts, searches and exports of the ${who} at ${at} agree`, async () => {
    const client = await house.as(who);
    const params = { organisationId: house.id(at) };
    const { members, all } = await client.call(listMembers, { params, query: { limit: 200 } });
    assert.equal(members.length, all);
    assert.ok(all > 0);
    const names = members.map(({ name }) => name).toSorted();
    assert.deepEqual(columnOf((await client.call(exportMembers, { params, query: { format: 'csv' } })).csv, 1), names);

    const people = async (q: string) =>
      (await client.call(search, { query: { q, kinds: 'person', beneath: params.organisationId } })).found;
    assert.deepEqual(
      (await people(found)).map((one) => one.what === 'person' && one.name),
      [found],
    );
    for (const q of beside) assert.deepEqual((await client.call(search, { query: { q } })).found, [], q);

    // Applicants are listed and in no denominator.
    const counted = members.filter(({ standing }) => standing !== 'applicant').length;
    const { measures } = await client.call(readReconciliation, { params });
    assert.equal(measures.find(({ measure }) => measure === 'members')?.counted, counted);
    const { rows } = await client.call(listCounted, { params, query: { measure: 'members' } });
    assert.equal(rows.length, counted);
    const left = await client.call(listLeftBehind, { params, query: { limit: 200 } });
    assert.equal(left.members.length, left.counts.all);
    assert.ok(left.members.every(({ name }) => names.includes(name)));
    const { activities } = await client.call(listActivities, { params });
    assert.deepEqual(
      activities.map(({ topic }) => topic),
      ['SCHOOL-1的会'],
    );
  });
}

test('a figure is of the node: it is the same for everybody who may read the node, by whichever tree', async () => {
  for (const at of ['SCHOOL', 'SCHOOL-1']) {
    const params = { organisationId: house.id(at) };
    const seen = async (who: CastName) => {
      const { figures, stages, conditions } = await (await house.as(who)).call(readOverview, { params });
      const unit = await (await house.as(who)).call(readOrganisationRecord, { params });
      return { figures, stages, conditions, record: unit.figures };
    };
    const office = await seen('office');
    assert.equal(office.figures.members, at === 'SCHOOL' ? 20 : 15);
    for (const who of ['head', 'secretary'] as const) assert.deepEqual(await seen(who), office, `${who} at ${at}`);
  }
  for (const who of ['office', 'head', 'secretary'] as const) {
    const { unit, findings } = await (await house.as(who)).call(readGate, { params: { unitId: house.id('SCHOOL') } });
    assert.deepEqual([who, unit.members, findings.find(({ grain }) => grain === 'member')?.den], [who, 20, 20]);
  }
});

test('the tree, its roots and its export begin at the own nodes', async () => {
  const roots = { head: ['SCHOOL', 'SCHOOL-1', 'SCHOOL-2'], secretary: ['SCHOOL', 'SCHOOL-1'] } as const;
  for (const who of ['head', 'secretary'] as const) {
    const client = await house.as(who);
    const { nodes } = await client.call(listRoots, {});
    assert.deepEqual(nodes.map(({ id }) => id).toSorted(), roots[who].map(house.id).toSorted());
    for (const code of roots[who]) {
      const params = { organisationId: house.id(code) };
      assert.deepEqual((await client.call(listChildren, { params })).nodes, []);
      // What is linked to the node stands in its file; the other branch only for the head.
      const { csv } = await client.call(exportOrganisations, { params, query: { format: 'csv' } });
      assert.ok(
        columnOf(csv, 0).every((each) => roots[who].some((root) => root === each)),
        `${who} ${code}`,
      );
    }
  }
});

/** A column of a written table without its head, in order of what it says. */
function columnOf(csv: string | null, column: number): string[] {
  const [, ...lines] = (csv ?? '').trim().split(/\r?\n/);
  return lines.map((line) => line.split(',')[column] ?? '').toSorted();
}
