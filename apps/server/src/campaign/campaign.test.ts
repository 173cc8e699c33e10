import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Route, RouteAnswer, RouteCall } from '@muster/contract';
import { listCampaigns, listPlaybooks, loadPlaybook, openBatch, startCampaign } from '@muster/contract/campaign';
import { bundles, type Role } from '@muster/core/access';
import { sql } from 'kysely';
import type pg from 'pg';
import { v7 } from 'uuid';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import { withClient } from '../platform/database/client.ts';
import { inReadTransaction, inTransaction, openDatabase, type Db, type ReadTx } from '../platform/database/db.ts';
import { makeServe } from '../platform/http/serve.ts';
import { makeServer } from '../platform/http/server.ts';
import type { Actor } from '../platform/identity.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { makeLog } from '../platform/log.ts';
import { cloneDatabase } from '../testing/database.ts';
import * as campaign from './index.ts';

// A town with two units that have members, one with an applicant alone and one with nobody; a county stands above it.
const county = v7();
const town = v7();
const units = { school: v7(), clinic: v7(), shop: v7(), mill: v7() };
const branches = { school: v7(), clinic: v7(), shop: v7() };
const places = { school: 'p.town.schol', clinic: 'p.town.clinc', shop: 'p.town.shop1', mill: 'p.town.mill1' };

const office = actorWith('office', 'p.town');
const countyOffice = actorWith('office', 'p');
const clerk = actorWith('clerk', places.school);
const playbookText = readFileSync(new URL('../../../../playbooks/2005-town.yaml', import.meta.url), 'utf8');
const dates = [
  { code: 'study', startsOn: '2026-07-01', endsOn: '2026-08-05' },
  { code: 'analysis', startsOn: '2026-08-06', endsOn: '2026-09-10' },
  { code: 'rectification', startsOn: '2026-09-11', endsOn: '2026-10-20' },
];

let house: Awaited<ReturnType<typeof openHouse>>;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

test('a playbook is loaded once, however often it is sent; another under its version is refused', async () => {
  const params = { organisationId: town };
  const first = await house.ask(office, loadPlaybook, { params, body: { yaml: playbookText } });
  assert.deepEqual([first.status, first.body.code, first.body.version], [201, '2005-town', '1']);
  const again = await house.ask(office, loadPlaybook, { params, body: { yaml: `# a word\n${playbookText}` } });
  assert.equal(again.body.id, first.body.id);
  const other = playbookText.replace('fewestVoters: 10', 'fewestVoters: 12');
  const refused = await house.ask(office, loadPlaybook, { params, body: { yaml: other } });
  assert.deepEqual([refused.status, refused.problem.code], [409, 'playbook-version-exists']);
  const { body } = await house.ask(clerk, listPlaybooks, {});
  assert.deepEqual(
    body.playbooks.map(({ code, title }) => [code, title.zh]),
    [['2005-town', '保持共产党员先进性教育活动']],
  );
  assert.deepEqual(house.kinds(), ['campaign.playbook-loaded']);
});

test('a playbook with mistakes is refused with the place, the code and the nearest right word of each', async () => {
  const yaml = playbookText
    .replace('study.minutes', 'study.minuts')
    .replace('threshold: below 10 %', 'threshold: not set');
  const { status, problem } = await house.ask(office, loadPlaybook, {
    params: { organisationId: town },
    body: { yaml },
  });
  assert.deepEqual([status, problem.code, problem.params], [422, 'playbook-invalid', { faults: 2 }]);
  assert.deepEqual(problem.faults, [
    {
      field: 'stages[0].conditions[0].measure',
      code: 'playbook.measure-unknown',
      params: { measure: 'study.minuts', nearest: 'study.minutes' },
      message: 'measure unknown, measure study.minuts, nearest study.minutes',
    },
    {
      field: 'stages[0].conditions[1].threshold',
      code: 'playbook.threshold-missing',
      params: {},
      message: 'threshold missing',
    },
  ]);
});

test('who may not manage campaigns loads, starts and opens nothing', async () => {
  const params = { organisationId: town };
  const asked = [
    await house.ask(clerk, loadPlaybook, { params, body: { yaml: playbookText } }),
    await house.ask(clerk, startCampaign, { params, body: { playbookId: v7(), name: words, startedOn: '2026-07-01' } }),
    await house.ask(clerk, openBatch, batch(v7())),
    // The county's name can be read from below; acting on it takes a grant there.
    await house.ask(office, loadPlaybook, { params: { organisationId: county }, body: { yaml: playbookText } }),
  ];
  for (const { status, problem } of asked) assert.deepEqual([status, problem.code], [403, 'not-permitted']);
});

test('a campaign needs a playbook that was loaded', async () => {
  const body = { playbookId: v7(), name: words, startedOn: '2026-07-01' };
  const { status, problem } = await house.ask(office, startCampaign, { params: { organisationId: town }, body });
  assert.deepEqual([status, problem.field], [404, 'playbookId']);
});

test('a batch takes the units with a member present, opens their first stage and pins its conditions', async () => {
  const campaignId = await started();
  const opened = await house.ask(office, openBatch, batch(campaignId));
  assert.deepEqual([opened.status, opened.body.units], [201, 2]);
  await house.read(office, async (tx) => {
    for (const [name, unitId] of Object.entries(units)) {
      const participation = await campaign.participationOf(tx, unitId);
      assert.equal(participation !== null, name === 'school' || name === 'clinic', name);
    }
    const school = (await campaign.participationOf(tx, units.school))!;
    assert.deepEqual(
      [school.campaignId, school.track, school.place],
      [campaignId, 'staged', { path: places.school, linked: ['q.town.schol'] }],
    );
    assert.deepEqual(
      school.stages.map(({ code, startsOn, earliestOn, endsOn, openedAt }) => [
        code,
        startsOn,
        earliestOn,
        endsOn,
        openedAt !== null,
      ]),
      [
        ['study', '2026-07-01', '2026-07-30', '2026-08-05', true],
        ['analysis', '2026-08-06', '2026-09-04', '2026-09-10', false],
        ['rectification', '2026-09-11', '2026-10-10', '2026-10-20', false],
      ],
    );
    assert.equal(school.openStage?.code, 'study');
    const pinned = await campaign.conditionsOf(tx, school, 'study');
    assert.deepEqual(
      pinned.map(({ code, position, grain, isHard, applies, memberNeeds, threshold }) => [
        code,
        position,
        grain,
        isHard,
        applies,
        memberNeeds,
        threshold,
      ]),
      [
        ['hours', 1, 'member', true, true, 2700, { num: 100, den: 100 }],
        ['dissatisfied', 2, 'unit', true, true, null, { num: 10, den: 100 }],
      ],
    );
    assert.deepEqual(await campaign.conditionsOf(tx, school, 'analysis'), []);
    const marked = await sql<{ count: number }>`select count(*) from rollup_dirty`.execute(tx);
    assert.equal(marked.rows[0]?.count, 2);
  });
  const fact = house.facts.at(-1)!;
  assert.deepEqual([fact.kind, fact.summary, fact.personal], ['campaign.batch-opened', { number: 1, units: 2 }, []]);
});

test('a batch number is used once, and a second batch takes only who takes no part yet', async () => {
  const campaignId = await started();
  const wanted = batch(campaignId);
  assert.equal((await house.ask(office, openBatch, wanted)).status, 201);
  const again = await house.ask(office, openBatch, wanted);
  assert.deepEqual([again.status, again.problem.code], [409, 'batch-number-exists']);
  const nobody = await house.ask(office, openBatch, { ...wanted, body: { ...wanted.body, number: 2 } });
  assert.deepEqual(
    [nobody.status, nobody.problem.code, nobody.problem.field],
    [400, 'invalid-input', 'organisationId'],
  );
  await house.admin(`update membership set standing = 'full' where unit_id = $1`, [units.shop]);
  const second = await house.ask(office, openBatch, { ...wanted, body: { ...wanted.body, number: 2 } });
  assert.deepEqual([second.status, second.body.units], [201, 1]);
  await house.admin(`update membership set standing = 'applicant' where unit_id = $1`, [units.shop]);
});

test('dates out of order, or a stage shorter than allowed, open nothing', async () => {
  const wanted = batch(await started());
  const ask = (stages: typeof dates) => house.ask(office, openBatch, { ...wanted, body: { ...wanted.body, stages } });
  const [study, analysis, rectification] = dates as [(typeof dates)[0], (typeof dates)[0], (typeof dates)[0]];
  const short = await ask([{ ...study, endsOn: '2026-07-29' }, analysis, rectification]);
  assert.deepEqual(
    [short.status, short.problem.code, short.problem.field],
    [422, 'stage-shorter-than-allowed', 'stages.0.endsOn'],
  );
  assert.deepEqual(short.problem.params, { stage: 'study', days: 30, earliestOn: '2026-07-30' });
  const crossed = await ask([study, { ...analysis, startsOn: study.endsOn }, rectification]);
  assert.deepEqual([crossed.status, crossed.problem.code], [422, 'dates-not-in-order']);
  const missing = await ask([study, analysis]);
  assert.deepEqual([missing.status, missing.problem.code, missing.problem.field], [400, 'invalid-input', 'stages']);
});

test('a batch stays within its campaign', async () => {
  const wanted = batch(await started());
  const above = { ...wanted, body: { ...wanted.body, organisationId: county } };
  assert.equal((await house.ask(countyOffice, openBatch, above)).status, 404);
  assert.equal((await house.ask(office, openBatch, { ...wanted, params: { campaignId: v7() } })).status, 404);
});

test('a campaign lists its stages, conditions, words and batches; the same for everybody', async () => {
  const campaignId = await started();
  await house.ask(office, openBatch, batch(campaignId));
  for (const actor of [office, clerk]) {
    const { body } = await house.ask(actor, listCampaigns, {});
    const found = body.campaigns.find(({ id }) => id === campaignId)!;
    assert.deepEqual([found.name, found.rootId, found.closedOn, found.playbook.profile], [words, town, null, 'full']);
    assert.deepEqual(found.terms.member, { zh: '党员', en: 'Party member' });
    assert.deepEqual(
      found.stages.map(({ code, conditions }) => [code, conditions.map(({ thresholdNum }) => thresholdNum)]),
      [
        ['study', [100, 10]],
        ['analysis', [null]],
        ['rectification', [null]],
      ],
    );
    assert.deepEqual(
      found.batches.map(({ number, fromOn, toOn }) => [number, fromOn, toOn]),
      [[1, '2026-07-01', '2026-10-20']],
    );
  }
});

test('a stage that opens later is pinned then, and not before', async () => {
  const campaignId = await started();
  await house.ask(office, openBatch, batch(campaignId));
  await inTransaction(house.db, scope(office), async (tx) => {
    const school = (await campaign.participationOf(tx, units.school))!;
    await campaign.lockParticipation(tx, school);
    await campaign.pinConditions(tx, school, 'analysis');
    assert.deepEqual(await campaign.conditionsOf(tx, school, 'analysis'), []);
  });
  const change = (set: string, stage: string) =>
    house.admin(
      `update participation_stage s set ${set} from participation p
       where p.id = s.participation_id and p.campaign_id = $1 and s.stage_code = $2`,
      [campaignId, stage],
    );
  await change('closed_at = now()', 'study');
  await change('opened_at = now()', 'analysis');
  await inTransaction(house.db, scope(office), async (tx) => {
    const school = (await campaign.participationOf(tx, units.school))!;
    assert.equal(school.openStage?.code, 'analysis');
    await campaign.pinConditions(tx, school, 'analysis');
    const pinned = await campaign.conditionsOf(tx, school, 'analysis');
    assert.deepEqual(
      pinned.map(({ isHard, threshold }) => [isHard, threshold]),
      [[false, null]],
    );
  });
});

test('who is rooted in one unit sees how that one takes part, and no other', async () => {
  await house.ask(office, openBatch, batch(await started()));
  await house.read(clerk, async (tx) => {
    assert.notEqual(await campaign.participationOf(tx, units.school), null);
    assert.equal(await campaign.participationOf(tx, units.clinic), null);
  });
});

const words = { zh: '先教活动', en: 'Education campaign' };

function batch(campaignId: string) {
  return { params: { campaignId }, body: { number: 1, organisationId: town, stages: dates } };
}

/** A campaign of the town's own, begun later than all before it. */
let begun = 0;
async function started(): Promise<string> {
  const params = { organisationId: town };
  const { body: playbook } = await house.ask(office, loadPlaybook, { params, body: { yaml: playbookText } });
  begun += 1;
  const startedOn = `2026-06-${String(begun).padStart(2, '0')}`;
  const { status, body } = await house.ask(office, startCampaign, {
    params,
    body: { playbookId: playbook.id, name: words, startedOn },
  });
  assert.equal(status, 201);
  return body.id;
}

function actorWith(role: Role, path: string): Actor {
  const about = { regionId: 0, organisationId: town, organisationName: '', organisationKind: '', role };
  const grants = bundles[role].map((verb) => ({ ...about, verb, path }));
  const person = { personId: v7(), personRegionId: 0, personName: '周岚' };
  return { ...person, accountId: v7(), login: role, grants, csrf: 'token', expiresAt: new Date('2100-01-01') };
}

function scope(actor: Actor) {
  return { paths: actor.grants.filter(({ verb }) => verb === 'read').map(({ path }) => path), self: actor.personId };
}

/** The server with this slice alone; who asks is named by a header, and what would go into the ledger is kept. */
async function openHouse() {
  const database = await cloneDatabase();
  await withClient(database.superuser(), furnish);
  const db: Db = openDatabase(database.connection('app'));
  const facts: LedgerFact[] = [];
  const platform = {
    db,
    clock: systemClock,
    chance: systemChance,
    timeZone: 'Asia/Shanghai',
    publicUrl: 'http://localhost',
    record: async (_tx: unknown, added: readonly LedgerFact[]) => void facts.push(...added),
  };
  const app = await makeServer({
    log: makeLog('silent'),
    version: '0',
    tls: null,
    trustProxy: false,
    requestsAMinute: null,
    constraints: campaign.constraints,
  });
  const actors = new Map([office, countyOffice, clerk].map((actor) => [actor.accountId, actor]));
  campaign.routes(
    makeServe({ app, platform, resolve: async (request) => actors.get(String(request.headers['x-actor'])) ?? null }),
  );
  const admin = (text: string, values: unknown[]) =>
    withClient(database.superuser(), async (client) => void (await client.query(text, values)));
  return {
    db,
    facts,
    admin,
    kinds: () => [...new Set(facts.map(({ kind }) => kind))],
    read: <T>(actor: Actor, query: (tx: ReadTx) => Promise<T>) => inReadTransaction(db, scope(actor), query),
    ask: async <R extends Route>(actor: Actor, route: R, call: RouteCall<R>) => {
      const { params = {}, body } = call as { params?: Record<string, string>; body?: object };
      const answer = await app.inject({
        method: route.method,
        url: route.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
        headers: { 'x-actor': actor.accountId, 'x-muster-csrf': actor.csrf, 'idempotency-key': randomUUID() },
        ...(body === undefined ? {} : { payload: body }),
      });
      const content: unknown = answer.json();
      return { status: answer.statusCode, body: content as RouteAnswer<R>, problem: content as Problem };
    },
    close: async () => {
      await app.close();
      await db.close();
      await database.drop();
    },
  };
}

interface Problem {
  readonly code: string;
  readonly field?: string;
  readonly params: object;
  readonly faults?: readonly object[];
}

async function furnish(client: pg.Client): Promise<void> {
  const node = (id: string, kind: string, parent: string | null, path: string, linked: string[] = []) =>
    client.query(
      `insert into organisation (region_id, id, tree, kind, parent_id, path, linked, name, opened_on, recorded_at)
       values (0, $1, $6, $2, $3, $4, $5, $7, '2020-01-01', now())`,
      [id, kind, parent, path, linked, path.startsWith('p') ? 'place' : 'party', path],
    );
  await node(county, 'region', null, 'p');
  await node(town, 'region', county, 'p.town');
  for (const name of ['school', 'clinic', 'shop', 'mill'] as const) {
    const party = `q.town.${places[name].split('.')[2]}`;
    await node(units[name], 'unit', town, places[name], name === 'mill' ? [] : [party]);
    if (name === 'mill') continue;
    await node(branches[name], 'branch', null, party, [places[name]]);
    const person = v7();
    await client.query(
      `insert into person (region_id, id, name, path, party_path, salt, recorded_at) values (0, $1, '某', $2, $3, '\\x00', now())`,
      [person, places[name], party],
    );
    await client.query(
      `insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, path, party_path, recorded_at)
       values (0, $1, $2, $3, $4, $5, '2020-01-01', $6, $7, now())`,
      [v7(), person, branches[name], units[name], name === 'shop' ? 'applicant' : 'probationary', places[name], party],
    );
  }
}
