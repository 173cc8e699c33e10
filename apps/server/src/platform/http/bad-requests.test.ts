/** Ten thousand requests with something wrong in each, over every route: all are refused in the product's own words, nothing is kept. */
import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { refusalCodes, routes, type Route } from '@muster/contract';
import { openAssessment } from '@muster/contract/assessment';
import { submitDeliverable } from '@muster/contract/obligation';
import { recordActivity } from '@muster/contract/study';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { faults, type Subject, type WireRequest } from '../../testing/bad-requests.ts';
import { seeded, type Seeded } from '../../testing/seeded.ts';
import { withClient } from '../database/client.ts';

const wanted = 10_000;
const atOnce = 8;
const deadlineMs = 60_000;

let house: TestHouse;
const agent = new Agent({ keepAlive: false });
const things = new Map<string, string>();
const credentials = new Map<string, readonly string[]>();

/** Who holds the verb of a route somewhere, so that a request gets past the first door. */
const holders: Readonly<Record<string, CastName>> = {
  'record-activity': 'secretary',
  'open-assessment': 'clerk',
  'tell-assessment': 'clerk',
  'confirm-assessment': 'team',
  'endorse-transition': 'team',
  'apply-transition': 'head',
};

const papers = { satisfied: 9, basicallySatisfied: 3, dissatisfied: 1, dontKnow: 1, void: 1 };
const held = { startsAt: '2026-03-19T14:00:00+08:00', endsAt: '2026-03-19T16:00:00+08:00' };
const password = 'a good password';

/** A body of each route with which nothing would be wrong. */
const bodies = (id: (name: string) => string): Readonly<Record<string, object>> => ({
  activate: { code: 'AAAA-BBBB-CCCC', password },
  applyForTransition: { judgedHash: 'a'.repeat(64) },
  appoint: { personId: id('person'), role: 'leader', fromOn: '2026-03-01' },
  assignUnit: { unitId: id('unit') },
  changePassword: { current: 'not this one', next: password },
  decideTransition: { outcome: 'passed', note: '同意' },
  endorseTransition: { note: '同意' },
  checkDeliverable: { outcome: 'returned', note: '日期不细' },
  submitDeliverable: { text: '方案', file: null },
  enterCount: { member: papers, representative: papers },
  formTeam: { name: '第三督导组' },
  importMembers: { fileName: 'members.csv', csv: 'nothing', commit: true, exceptRefused: true },
  importOrganisations: { fileName: 'organisations.csv', csv: 'nothing', commit: true, exceptRefused: true },
  joinTeam: { personId: id('person'), isLeader: true },
  loadPlaybook: { yaml: 'code: x' },
  logIn: { login: 'nobody', password: 'wrong' },
  makeActivationSheet: { personIds: [id('person'), id('person')] },
  openAssessment: { heldOn: '2026-03-19' },
  openBatch: {
    number: 2,
    organisationId: id('organisation'),
    stages: [{ code: 'study', startsOn: '2026-03-01', endsOn: '2026-04-20' }],
  },
  recordActivity: {
    kind: 'collective-study',
    topic: '学习',
    place: '会议室',
    ...held,
    absences: [{ personId: id('person'), reason: 'sick' }],
    lateReason: '补录',
  },
  reportBurden: { page: '/', body: '填表太多' },
  returnTransition: { reason: '材料不全' },
  setUp: { instanceName: '一', placeRootName: '二', partyRootName: '三', personName: '四', login: 'first', password },
  startCampaign: { playbookId: id('playbook'), name: { zh: '活动', en: 'Campaign' }, startedOn: '2026-03-01' },
  voidActivity: { reason: '重复' },
});

const queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...Object.fromEntries(
    ['listActivities', 'listObligations', 'listMembers', 'listEntries', 'listBurdens'].map((name) => [
      name,
      { after: '', limit: '' },
    ]),
  ),
  listStandings: { stage: 'study', condition: 'hours' },
};

before(async () => {
  house = await startTestHouse();
  const [secretary, clerk] = await Promise.all([house.as('secretary'), house.as('clerk')]);
  const body = { kind: 'collective-study', topic: '学习', ...held, absences: [] };
  const activity = await secretary.call(recordActivity, { params: { branchId: house.id('SCHOOL-1') }, body });
  const assessment = await clerk.call(openAssessment, {
    params: { unitId: house.id('SCHOOL') },
    body: { heldOn: '2026-03-19' },
  });
  const owed = await rows<{ id: string }>(`select id from obligation where unit_id = '${house.id('SCHOOL')}'`);
  things.set('obligation', owed[0]?.id ?? '');
  const deliverable = await clerk.call(submitDeliverable, {
    params: { obligationId: thing('obligation') },
    body: { text: '方案', file: null },
  });
  const found = await rows<{ name: string; id: string }>(`
    select 'campaign' as name, id from campaign union all select 'playbook', id from playbook
    union all (select 'team', id from supervision_team order by name desc limit 1)
    union all (select 'appointment', id from appointment where role = 'auditor' limit 1)`);
  for (const { name, id } of found) things.set(name, id);
  const codes = { unit: 'SCHOOL', branch: 'SCHOOL-1', organisation: 'TOWN', person: 'SCHOOL-1-09' };
  for (const [name, code] of Object.entries(codes)) things.set(name, house.id(code));
  things
    .set('activity', activity.id)
    .set('assessment', assessment.id)
    .set('deliverable', deliverable.id)
    .set('transition', '0198c000-0000-7000-8000-000000000002');
  for (const who of ['office', ...Object.values(holders)]) {
    const { cookie, csrf } = await house.signIn(who);
    credentials.set(who, ['cookie', cookie, 'x-muster-csrf', csrf]);
  }
});
after(async () => {
  agent.destroy();
  await house.close();
});

const thing = (name: string): string => things.get(name) ?? assert.fail(`there is no ${name}`);

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

/** Everything that is kept, but who knocked: sessions and the count of wrong passwords. */
async function kept(): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('session', 'account')`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as held from ${name} t`,
  );
  const all = await rows<{ name: string; held: string }>(each.join(' union all '));
  return Object.fromEntries(all.map((row) => [row.name, row.held]));
}

function subjectOf(route: Route, who: string): Subject {
  const names = [...route.path.matchAll(/:(\w+)Id/g)].map((match) => match[1] ?? '');
  return {
    route,
    params: Object.fromEntries(names.map((name) => [`${name}Id`, thing(name)])),
    query: queries[route.name] ?? {},
    body:
      route.body === undefined ? null : (bodies(thing)[route.name] ?? assert.fail(`${route.name} has no body here`)),
    credentials: credentials.get(who) ?? [],
    ids: [...things.values()],
  };
}

interface Sent {
  readonly route: string;
  readonly what: string;
  readonly request: WireRequest;
}

/** The routes take turns; each turn tries faults until one fits. */
function nextOf(chance: Seeded): (turn: number) => Sent {
  const kinds = Object.entries(faults);
  return (turn) => {
    const route = routes[turn % routes.length] ?? assert.fail();
    for (;;) {
      const holder = holders[route.access] ?? 'office';
      const who = chance.pick(['stranger', 'office', holder, holder]);
      const [kind, fault] = chance.pick(kinds);
      const request = fault(subjectOf(route, who), chance);
      if (request !== null) return { route: route.name, what: `${route.name} by ${who}, ${kind}`, request };
    }
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function exchange({ method, path, headers, body }: WireRequest): Promise<Answer> {
  const { hostname, port, host } = new URL(house.address);
  const length =
    body === null || headers.includes('content-length') ? [] : ['content-length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const all = ['host', host, ...headers, ...length];
    const sent = httpRequest({
      agent,
      hostname,
      port,
      method,
      path,
      headers: all,
      signal: AbortSignal.timeout(deadlineMs),
    });
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const type = answer.headers['content-type'] ?? '';
        resolve({ status: answer.statusCode ?? 0, type, body: Buffer.concat(chunks).toString() });
        sent.destroy();
      });
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

const known = new Set<string>(refusalCodes);
const leak = /node_modules|\.ts:\d|at \w+ \(|select |insert |relation "|kysely|postgres/i;

/** What is wrong with an answer, or null. */
function wrong({ status, type, body }: Answer): string | null {
  if (status < 400) return `accepted with ${status}`;
  if (status >= 500) return `${status} ${body}`;
  if (!type.startsWith('application/problem+json')) return `${status} is ${type}: ${body.slice(0, 120)}`;
  const { code = '', status: told } = JSON.parse(body) as { code?: string; status?: number };
  if (!known.has(code) || told !== status) return `${status} has the code ${code}`;
  return leak.test(body) ? `tells too much: ${body.slice(0, 200)}` : null;
}

test(`${wanted} bad requests: each is refused in a known way and in time, and nothing is recorded`, async (t) => {
  const next = nextOf(seeded((line) => t.diagnostic(line)));
  const earlier = await kept();
  const faulty: string[] = [];
  const sentTo = new Map<string, number>();
  let turn = 0;
  const sender = async () => {
    while (turn < wanted) {
      const { route, what, request } = next((turn += 1));
      sentTo.set(route, (sentTo.get(route) ?? 0) + 1);
      const said = await exchange(request).then(wrong, (error: Error) => `no answer: ${error.message}`);
      const { method, path, body } = request;
      if (said !== null)
        faulty.push(`${what} → ${said} ← ${method} ${path.slice(0, 160)} ${body?.slice(0, 300) ?? ''}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  assert.deepEqual(faulty.slice(0, 25), [], `${faulty.length} of ${wanted}`);
  assert.deepEqual(await kept(), earlier);
  assert.deepEqual(
    routes.filter(({ name }) => (sentTo.get(name) ?? 0) < 20),
    [],
  );
});
