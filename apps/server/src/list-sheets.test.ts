/**
 * Every list of the product comes whole as a workbook, by the same route, permission and filter as its pages: each is asked both ways by
 * people at every depth of the tree. A route that pages and has no workbook is named here with a reason.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { routes, workbookType, type Route } from '@muster/contract';
import { listStandings, listUnitsIn } from '@muster/contract/rollup';
import { correctPerson, listMembers } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { recordFinding } from '@muster/contract/supervision';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { unzipSync } from 'fflate';
import { openWorkbook } from './organisation/workbook/open-workbook.ts';
import { firstCampaign } from './testing/second-campaign.fixture.ts';

const formula = '=HYPERLINK("http://example.invalid","点这里")';
let house: TestHouse;
let campaignId: string;
before(async () => {
  house = await startTestHouse();
  const held = { startsAt: '2026-03-19T14:00:00+08:00', endsAt: '2026-03-19T16:00:00+08:00', absences: [] };
  for (const [who, branch] of [
    ['secretary', 'SCHOOL-1'],
    ['communityHead', 'COMMUNITY-1'],
  ] as const)
    await (
      await house.as(who)
    ).call(recordActivity, {
      params: { branchId: house.id(branch) },
      body: { kind: 'collective-study', topic: `${branch}的会`, ...held },
    });
  await (
    await house.as('team')
  ).call(recordFinding, {
    params: { unitId: house.id('SCHOOL') },
    body: { code: null, text: formula, order: { text: '补齐签到', dueOn: '2026-03-25' } },
  });
  await (
    await house.as('county')
  ).call(correctPerson, {
    params: { personId: house.id('SCHOOL-1-05') },
    body: { name: formula, bornIn: 1980, categories: ['floating'], reason: '更正' },
  });
  campaignId = await firstCampaign(house);
  await house.fold();
});
after(() => house.close());

/**
 * They page and are no tables: levels of a tree, what stands beneath the words while one types, and forms to be filled in, which the
 * list of what is owed has as a table.
 */
const noTables = new Set(['listChildren', 'search', 'listMakeUps', 'listNotes']);

async function withWorkbooks(): Promise<readonly Route[]> {
  const told = (await (await fetch(`${house.address}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { responses?: Record<string, { content?: object }> }>>;
  };
  return routes.filter(({ path, method, status }) => {
    const written = told.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    return workbookType in (written?.responses?.[status]?.content ?? {});
  });
}

test('every route that pages has a workbook, or a reason', async () => {
  const have = new Set((await withWorkbooks()).map(({ name }) => name));
  const paging = routes.filter(
    ({ query }) => query !== undefined && 'shape' in query && 'after' in (query.shape as object),
  );
  assert.deepEqual(
    paging.map(({ name }) => name).filter((name) => !have.has(name) && !noTables.has(name)),
    [],
  );
  assert.ok(have.size > 10);
});

const queries: Readonly<Record<string, readonly string[]>> = {
  listStandings: ['stage=study&condition=hours', 'stage=study&condition=hours&verdict=not-met'],
  listUnitsIn: [
    'stage=study&of=stage&value=open',
    'stage=study&of=stage&value=closed',
    'stage=study&of=hours&value=none',
    'stage=study&of=band&value=0',
    'of=band&value=0',
    'stage=study&of=ended&value=2026-03-16',
    'stage=study&of=all&value=2026-03-16',
  ],
  listPresences: ['week=2026-03-16&presence=present', 'week=2026-03-16&presence=absent'],
  listOutstanding: ['when=week', 'when=overdue&kind=deliverable'],
  listMembers: ['', 'standing=applicant', 'category=floating'],
  listMobilisation: ['', 'level=branch&kind=mobilisation&state=not-held'],
  listQuietBranches: ['', 'days=1'],
  listUnspoken: ['', 'stage=study'],
  listUnread: ['', 'stage=study'],
  listLeftBehind: ['', 'filter=floating'],
  listObligations: ['', 'state=overdue'],
  listOwed: ['', 'state=all&kind=deliverable'],
  readBurdenAsked: ['', 'from=2026-03-01&to=2026-03-31'],
  readToDo: ['', 'state=all'],
  listTransitions: ['awaiting=me', 'awaiting=others'],
  listDateRequests: ['awaiting=me', 'awaiting=others'],
  listCoverage: ['', 'state=taking-part'],
  listCounted: ['measure=units', 'measure=members', 'measure=party-organisations'],
};

/** What the page of a list has as rows, and how many lines of the workbook each makes. */
function rowsOf(name: string, page: Record<string, unknown>): number {
  const lists = Object.values(page).filter((value) => Array.isArray(value)) as unknown[][];
  const count = (key: string) => (page[key] as unknown[]).length;
  if (name === 'listStagesBeneath')
    return (page['rows'] as { stages: unknown[] }[]).reduce((sum, { stages }) => sum + stages.length, 0);
  if (name === 'listRepresentativeGaps')
    return (page['units'] as { origins: unknown[] }[]).reduce((sum, { origins }) => sum + origins.length, 0);
  if (name === 'listFindings')
    return (page['findings'] as { orders: unknown[] }[]).reduce(
      (sum, { orders }) => sum + Math.max(1, orders.length),
      0,
    );
  if (name === 'listDateRequests')
    return (page['requests'] as { stages: unknown[] }[]).reduce((sum, { stages }) => sum + stages.length, 0);
  if (name === 'listTeams')
    return (page['teams'] as { units: unknown[] }[]).reduce(
      (sum, { units }) => sum + Math.max(1, units.length),
      count('withoutTeam') + count('nobodyActs'),
    );
  if (name === 'listAssessments') {
    const results = (page['assessments'] as { tally: { byVoters: unknown[] } | null }[]).map(({ tally }) => tally);
    return (
      count('assessments') + count('cameAlong') + results.reduce((sum, tally) => sum + (tally?.byVoters.length ?? 0), 0)
    );
  }
  if (name === 'previewBatchReadiness')
    return (page['items'] as { figures: unknown[] }[]).reduce(
      (sum, { figures }) => sum + Math.max(1, figures.length),
      0,
    );
  if (name === 'readBurdenAsked') return count('rows') + count('by') + count('items');
  if (name === 'listPools')
    return (page['pools'] as { units: unknown[] }[]).reduce(
      (sum, { units }) => sum + units.length,
      count('units') + count('ended'),
    );
  if (name === 'readOverview') {
    const figures = Object.keys(page['figures'] as object).length;
    return count('conditions') + figures + count('stages') + count('bands') + count('owed');
  }
  if (name === 'readStatistics') {
    const each = (key: string, inner: string) =>
      (page[key] as Record<string, unknown[]>[]).reduce((sum, row) => sum + (row[inner]?.length ?? 0), 0);
    const flat = ['conditions', 'bands', 'attendance', 'owed'].map(count);
    return flat.reduce((sum, rows) => sum + rows, each('stages', 'weeks') + each('hours', 'bands'));
  }
  for (const key of ['rows', 'members', 'transfers', 'obligations', 'owed', 'activities', 'transitions', 'entries'])
    if (key in page) return count(key);
  assert.equal(lists.length, 1, `${name}: which of them are the rows?`);
  return lists[0]?.length ?? 0;
}

const sights: readonly (readonly [CastName, readonly string[]])[] = [
  ['office', ['COUNTY', 'COUNTY-COMMITTEE']],
  ['county', ['COUNTY', 'OTHER-TOWN']],
  ['town', ['TOWN', 'SCHOOL', 'OTHER-TOWN']],
  ['head', ['SCHOOL', 'SCHOOL-1', 'COMMUNITY']],
  ['secretary', ['SCHOOL-1', 'SCHOOL-2']],
];

async function ask(who: CastName, address: string, headers: Record<string, string> = {}): Promise<Response> {
  const { cookie } = await house.signIn(who.toLowerCase());
  return fetch(`${house.address}${address}`, { headers: { cookie, ...headers } });
}

for (const [who, nodes] of sights)
  test(`what the ${who} gets as workbooks is what the pages have, no more and no less`, async () => {
    for (const node of nodes)
      for (const route of await withWorkbooks()) {
        const path = route.path.replace(':organisationId', house.id(node)).replace(':campaignId', campaignId);
        for (const query of queries[route.name] ?? ['']) {
          let rows = 0;
          let status = 0;
          for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
            const paged = new URLSearchParams(query);
            if (route.query !== undefined) paged.set('limit', '7');
            if (cursor !== null) paged.set('after', cursor);
            const page: Response = await ask(who, `${path}?${paged.toString()}`);
            ({ status } = page);
            if (!page.ok) break;
            const answer = (await page.json()) as Record<string, unknown> & { next?: string | null };
            rows += rowsOf(route.name, answer);
            cursor = answer.next ?? null;
          }
          const whole = await ask(who, `${path}?${query}`, { accept: workbookType });
          assert.equal(whole.status, status, `${route.name} at ${node}`);
          if (!whole.ok) continue;
          const sheets = await openWorkbook(new Uint8Array(await whole.arrayBuffer()));
          const lines = sheets.slice(0, -1).reduce((sum, sheet) => sum + sheet.rows.length - 1, 0);
          assert.equal(lines, rows, `${route.name}?${query} at ${node} for ${who}`);
          const about = new Map(sheets.at(-1)?.rows.map(([head = '', fact = '']) => [head, fact]));
          assert.equal(about.get('行数'), String(rows));
        }
      }
  });

test('every list has its workbook in English too', async () => {
  const root = house.id('COUNTY');
  for (const route of await withWorkbooks()) {
    const path = route.path.replace(':organisationId', root).replace(':campaignId', campaignId);
    const query = queries[route.name]?.[0] ?? '';
    const page = await ask('office', `${path}?${query}`);
    const whole = await ask('office', `${path}?${query}`, { accept: workbookType, 'accept-language': 'en' });
    assert.equal(whole.status, page.status, route.name);
    if (whole.ok) assert.ok((await openWorkbook(new Uint8Array(await whole.arrayBuffer()))).length > 1, route.name);
  }
});

test('a stranger gets no workbook, nor anybody of a place that is not theirs', async () => {
  const address = `/api/organisations/${house.id('COMMUNITY')}/members`;
  assert.equal((await fetch(`${house.address}${address}`, { headers: { accept: workbookType } })).status, 401);
  const refused = await ask('head', address, { accept: workbookType });
  assert.ok([403, 404].includes(refused.status));
  assert.match(refused.headers.get('content-type') ?? '', /problem\+json/);
});

test('what people typed stays text: no cell of a workbook is worked out', async () => {
  const made = await (
    await house.as('county')
  ).workbook(listMembers, { params: { organisationId: house.id('COUNTY') } }, { language: 'zh' });
  const files = unzipSync(made.bytes);
  const sheets = Object.entries(files).filter(([path]) => /^xl\/worksheets\/[^/]+\.xml$/.test(path));
  assert.ok(sheets.length === 2);
  for (const [, xml] of sheets) assert.doesNotMatch(Buffer.from(xml).toString(), /<f[ >/]/);
  const [sheet] = await openWorkbook(made.bytes);
  assert.ok(sheet?.rows.some(([name]) => name === formula));
});

test('heads, words and the name of the file are in the language asked for', async () => {
  const by = await house.as('county');
  const input = {
    params: { organisationId: house.id('COUNTY') },
    query: { stage: 'study', condition: 'hours', verdict: 'not-met' as const },
  };
  const [zh, en] = [
    await by.workbook(listStandings, input, { language: 'zh' }),
    await by.workbook(listStandings, input, { language: 'en' }),
  ];
  assert.match(zh.name, /^达到情况-.+-2026-03-20\.xlsx$/);
  assert.match(en.name, /^Who meets it-.+-2026-03-20\.xlsx$/);
  const [inChinese, inEnglish] = [await openWorkbook(zh.bytes), await openWorkbook(en.bytes)];
  assert.deepEqual(inChinese[0]?.rows[0], ['单位', '情况', '现有', '基数', '截至']);
  assert.deepEqual(inEnglish[0]?.rows[0], ['Unit', 'State', 'Now', 'Of', 'As of']);
  assert.ok(inChinese[0].rows.length > 1);
  assert.ok(inChinese[0].rows.slice(1).every(([, word]) => word === '未达到'));
  assert.ok(inEnglish[0].rows.slice(1).every(([, word]) => word === 'Not met'));
  assert.ok(inEnglish.at(-1)?.rows.some(([head, fact]) => head === 'Only' && fact?.includes('Not met')));
});

test('a list of units has the columns of what was counted, and says its filter in words', async () => {
  const office = await house.as('office');
  const asked = async (
    language: 'zh' | 'en',
    of: 'hours' | 'stage' | 'band' | 'opened' | 'ended' | 'all',
    value: string,
  ) => {
    const input = { params: { organisationId: house.id('COUNTY') }, query: { stage: 'study', of, value } };
    const sheets = await openWorkbook((await office.workbook(listUnitsIn, input, { language })).bytes);
    const only = sheets.at(-1)?.rows.find(([head]) => head === '筛选' || head === 'Only')?.[1];
    return { heads: sheets[0]?.rows[0], rows: sheets[0]?.rows.slice(1) ?? [], only };
  };
  const hours = await asked('zh', 'hours', 'none');
  assert.deepEqual(hours.heads, ['单位', '党员', '截至']);
  assert.ok(hours.rows.length > 0 && hours.rows.every(([, members]) => Number(members) > 0));
  assert.match(hours.only ?? '', /还没有学时$/);
  assert.deepEqual((await asked('en', 'hours', 'none')).heads, ['Unit', 'Party member', 'As of']);
  assert.deepEqual((await asked('zh', 'stage', 'open')).heads, ['单位', '截至']);
  assert.deepEqual((await asked('zh', 'opened', '2026-03-16')).heads, ['单位', '截至']);
  assert.match((await asked('zh', 'ended', '2026-03-16')).only ?? '', /2026-03-16 起的一周并入或撤销$/);
  const there = await asked('en', 'all', '2026-03-16');
  assert.match(there.only ?? '', /There at the end of the week from 2026-03-16$/);
  assert.equal(there.rows.length, (await asked('zh', 'stage', 'open')).rows.length);
  const band = await asked('zh', 'band', '1');
  assert.deepEqual(band.heads, ['单位', '满意和基本满意', '有效票', '合并测评', '截至']);
  assert.match(band.only ?? '', /满意度 \d+ % 至不足 \d+ %$/);
  assert.match((await asked('en', 'band', '0')).only ?? '', /Satisfaction \d+ % and over$/);
  const ofAllStages = { params: { organisationId: house.id('COUNTY') }, query: { of: 'band' as const, value: '0' } };
  const told = await openWorkbook((await office.workbook(listUnitsIn, ofAllStages, { language: 'en' })).bytes);
  assert.equal(told.at(-1)?.rows.find(([head]) => head === 'Only')?.[1], 'Satisfaction 95 % and over');
});

test('what a workbook calls its things comes from the campaign of the place, never from the code', () => {
  const files = globSync('**/*sheets.ts', { cwd: import.meta.dirname });
  assert.ok(files.length >= 12, files.join(' '));
  for (const file of files)
    assert.doesNotMatch(readFileSync(join(import.meta.dirname, file), 'utf8'), /党|支部|督导|学时|群众代表|先教/, file);
});
