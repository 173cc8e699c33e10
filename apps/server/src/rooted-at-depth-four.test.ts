/**
 * Somebody whose authority begins at depth 4 of a tree, the head of the school or the secretary of one of its branches, sees the same set
 * in lists, pickers, counts, searches and exports, and nothing of the neighbours in any answer. A route that reads and is asked
 * neither here nor named below with a reason fails the first test.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes, type Route } from '@muster/contract';
import { readGate } from '@muster/contract/gate';
import { exportOrganisations, listChildren, listRoots } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { exportMembers, listLeftBehind, listMembers, search } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { membersCsv, organisationsCsv, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

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
  }
  await house.fold();
  const { campaigns } = await call<{ campaigns: { id: string }[] }>('office', '/api/campaigns');
  things.set('campaign', campaigns[0]?.id ?? '');
  const { obligations } = await call<{ obligations: { id: string }[] }>(
    'head',
    `/api/organisations/${house.id('SCHOOL')}/obligations`,
  );
  things.set('obligation', obligations[0]?.id ?? '');
});
after(() => house.close());

/** What a route is asked with besides the place. */
const queries: Readonly<Record<string, string>> = {
  listStandings: 'stage=study&condition=hours',
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
  'listPlaybooks',
  'listMemberCategories',
  'listUnitClasses',
  'readMemberTemplate',
  'readOrganisationTemplate',
  'previewExtension',
]);

const reads = routes.filter(({ method, name }) => method === 'GET' && !apart.has(name));

/** The address of a route at the own place of somebody; null where it is asked about a thing that there is none of. */
function addressOf(route: Route, own: Readonly<Record<string, string>>): string | null {
  const missing: string[] = [];
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = own[name] ?? things.get(name.replace(/Id$/, ''));
    if (id === undefined) missing.push(name);
    return id ?? '';
  });
  const query = queries[route.name];
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

/** Everything of the small organisation that lies beside the school: units, branches and their people, by name and by id. */
function strangers(): readonly string[] {
  const nodes = organisationsCsv
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const beside = nodes.filter(
    ([code = '', , kind]) => /^(?:单位|党支部)$/.test(kind ?? '') && !code.startsWith('SCHOOL'),
  );
  const people = membersCsv()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .filter(([code = '']) => code !== '' && !code.startsWith('SCHOOL'));
  return [...beside, ...people].flatMap(([code = '', name = '']) => [name, house.id(code)]);
}

const places = {
  head: { organisationId: 'SCHOOL', unitId: 'SCHOOL', branchId: 'SCHOOL-1', personId: 'SCHOOL-1-04' },
  secretary: { organisationId: 'SCHOOL-1', branchId: 'SCHOOL-1', personId: 'SCHOOL-1-04' },
} as const satisfies Partial<Record<CastName, Readonly<Record<string, string>>>>;

const idsOf = (own: Readonly<Record<string, string>>) => ({
  on: '2026-03-01',
  ...Object.fromEntries(Object.entries(own).map(([name, code]) => [name, house.id(code)])),
});

test('every route that reads is asked here, or says why not', () => {
  const unasked = reads.filter((route) => addressOf(route, idsOf(places.head)) === null);
  assert.deepEqual(
    unasked.map(({ name }) => name),
    [],
  );
  assert.ok(reads.length > 30);
});

for (const who of ['head', 'secretary'] as const) {
  test(`no answer to the ${who} speaks of a neighbour`, async () => {
    const foreign = strangers();
    assert.ok(foreign.length > 200);
    for (const route of reads) {
      const address = addressOf(route, idsOf(places[who]));
      if (address === null) continue;
      const { status, text } = await ask(who, address);
      assert.ok([200, 403, 404].includes(status), `${route.name}: ${status} ${text}`);
      assert.deepEqual(
        foreign.filter((name) => text.includes(name)),
        [],
        route.name,
      );
    }
  });
}

test('lists, pickers, counts, searches and exports of the head of a unit agree', async () => {
  const head = await house.as('head');
  const params = { organisationId: house.id('SCHOOL') };
  const { members, all } = await head.call(listMembers, { params, query: { limit: 200 } });
  assert.equal(members.length, all);
  const names = members.map(({ name }) => name).toSorted();

  const { csv } = await head.call(exportMembers, { params, query: { format: 'csv' } });
  const exported = (csv ?? '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[1] ?? '');
  assert.deepEqual(exported.toSorted(), names);

  const { found } = await head.call(search, { query: { q: '何静', kinds: 'person' } });
  assert.deepEqual(
    found.map((one) => one.what === 'person' && one.name),
    ['何静'],
  );
  assert.deepEqual((await head.call(search, { query: { q: '贺知微', kinds: 'person' } })).found, []);
  assert.deepEqual((await head.call(search, { query: { q: '明湖社区' } })).found, []);

  // Applicants are listed and in no denominator.
  const counted = members.filter(({ standing }) => standing !== 'applicant').length;
  const gate = await head.call(readGate, { params: { unitId: house.id('SCHOOL') } });
  assert.equal(gate.unit.members, counted);
  const overview = await head.call(readOverview, { params });
  assert.equal(overview.figures.members, counted);
  const left = await head.call(listLeftBehind, { params, query: { limit: 200 } });
  assert.ok(left.members.every(({ name }) => names.includes(name)));

  const { nodes } = await head.call(listRoots, {});
  const written = await head.call(exportOrganisations, { params, query: { format: 'csv' } });
  for (const { name, tree } of nodes.filter((node) => node.tree === 'party'))
    assert.ok((written.csv ?? '').includes(name), `${tree} ${name}`);
  assert.deepEqual(
    nodes.map(({ name }) => name).toSorted(),
    ['中心小学第一党支部', '中心小学第二党支部', '白鹭镇中心小学'].toSorted(),
  );
  assert.deepEqual((await head.call(listChildren, { params })).nodes, []);
});
