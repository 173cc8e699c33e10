/** Ten thousand requests with something wrong in each, over every route: all are refused in the product's own words, nothing is kept. */
import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { refusalCodes, routes, type Route } from '@muster/contract';
import { openAssessment } from '@muster/contract/assessment';
import { askExtension, submitDeliverable } from '@muster/contract/obligation';
import { recordActivity } from '@muster/contract/study';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { makeBallotThings } from '../../permission-rows-ballot.fixture.ts';
import { makeBatchThings } from '../../permission-rows-batches.fixture.ts';
import { makeClaimThings } from '../../permission-rows-claims.fixture.ts';
import { makeLecture, makeOrder } from '../../permission-rows-gate.fixture.ts';
import { makeOrganisationThings } from '../../permission-rows-organisation.fixture.ts';
import { makeRosterThings } from '../../permission-rows-roster.fixture.ts';
import { makeContactPointThings } from '../../permission-rows-contact-points.fixture.ts';
import { makeStudyApartThings } from '../../permission-rows-study-apart.fixture.ts';
import { faults, type Subject, type WireRequest } from '../../testing/bad-requests.ts';
import { seeded, type Seeded } from '../../testing/seeded.ts';
import { bodies, queries } from '../../testing/whole-requests.ts';
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
  'plan-stages': 'clerk',
  'submit-deliverable': 'clerk',
  'order-correction': 'team',
};

before(async () => {
  house = await startTestHouse();
  const [secretary, clerk] = await Promise.all([house.as('secretary'), house.as('clerk')]);
  const activity = await secretary.call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: [],
    },
  });
  const assessment = await clerk.call(openAssessment, {
    params: { unitId: house.id('SCHOOL') },
    body: { heldOn: '2026-03-19' },
  });
  const owed = await rows<{ id: string }>(
    `select id from obligation where unit_id = '${house.id('SCHOOL')}' and kind = 'deliverable' order by due_on`,
  );
  things.set('obligation', owed[0]?.id ?? '');
  const deliverable = await clerk.call(submitDeliverable, {
    params: { obligationId: thing('obligation') },
    body: { text: '方案', file: null },
  });
  const extension = await clerk.call(askExtension, {
    params: { obligationId: owed[1]?.id ?? '' },
    body: { untilOn: '2026-03-25', reason: '住院' },
  });
  const found = await rows<{ name: string; id: string }>(`
    select 'campaign' as name, id from campaign union all select 'playbook', id from playbook
    union all (select 'team', id from supervision_team order by name desc limit 1)
    union all (select 'appointment', id from appointment where role = 'auditor' limit 1)`);
  for (const { name, id } of found) things.set(name, id);
  await makeChanges();
  const codes = { unit: 'SCHOOL', branch: 'SCHOOL-1', organisation: 'TOWN', person: 'SCHOOL-1-09' };
  for (const [name, code] of Object.entries(codes)) things.set(name, house.id(code));
  things
    .set('activity', activity.id)
    .set('assessment', assessment.id)
    .set('deliverable', deliverable.id)
    .set('extension', extension.id)
    .set('transition', '0198c000-0000-7000-8000-000000000002')
    .set('lecture', await makeLecture(house, activity.id))
    .set('plan', '0198c000-0000-7000-8000-000000000005')
    .set('pool', '0198c000-0000-7000-8000-000000000006')
    .set('leave', '0198c000-0000-7000-8000-000000000004')
    .set('progress', '0198c000-0000-7000-8000-000000000003')
    .set('on', '2026-03-01')
    .set('sha256', 'a'.repeat(64));
  for (const who of ['office', ...Object.values(holders)]) {
    const { cookie, csrf } = await house.signIn(who);
    credentials.set(who, ['cookie', cookie, 'x-muster-csrf', csrf]);
  }
});
after(async () => {
  agent.destroy();
  await house.close();
});

/** Of those that the slices make for trying who may do what, under the names that the addresses have. */
async function makeChanges(): Promise<void> {
  const made = new Map(things);
  for (const make of [
    makeRosterThings,
    makeClaimThings,
    makeBatchThings,
    makeOrganisationThings,
    makeOrder,
    makeStudyApartThings,
    makeContactPointThings,
    makeBallotThings,
  ])
    await make(house, made);
  const names = {
    transfer: 'settledTransfer',
    end: 'voidedEnd',
    contact: 'voidedContact',
    claim: 'voidedClaim',
    batch: 'batch',
    word: 'takenBackWord',
    request: 'dateRequest',
    remedy: 'remedy',
    finding: 'finding',
    order: 'order',
    answer: 'answer',
    check: 'selfCheck',
    makeUp: 'voidedMakeUp',
    entry: 'voidedEntry',
    contactPoint: 'contactPoint',
    visit: 'visit',
    note: 'returnedNote',
    draw: 'noteDraw',
    heldFor: 'heldFor',
    poll: 'poll',
  };
  for (const [name, from] of Object.entries(names)) things.set(name, made.get(from) ?? assert.fail(from));
}

const thing = (name: string): string => things.get(name) ?? assert.fail(`there is no ${name}`);

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

/** Everything that is kept, but who knocked: sessions and the counts of wrong passwords. */
async function kept(): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('session', 'account', 'login_attempt')`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as held from ${name} t`,
  );
  const all = await rows<{ name: string; held: string }>(each.join(' union all '));
  return Object.fromEntries(all.map((row) => [row.name, row.held]));
}

function subjectOf(route: Route, who: string): Subject {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return {
    route,
    params: Object.fromEntries(names.map((name) => [name, thing(name.replace(/Id$/, ''))])),
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

test('nothing is wrong with the requests that bad ones are made of', () => {
  const wholly = routes.map((route) => {
    const { body, query } = subjectOf(route, 'office');
    const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
    return [route.name, route.body?.safeParse(body).error?.message, route.query?.safeParse(asked).error?.message];
  });
  assert.deepEqual(
    wholly.filter(([, ...faulty]) => faulty.some((each) => each !== undefined)),
    [],
  );
  const asking = routes.filter(({ query }) => query !== undefined).map(({ name }) => name);
  assert.deepEqual(Object.keys(queries).toSorted(), asking.toSorted());
  assert.deepEqual(
    Object.keys(bodies(thing)).toSorted(),
    routes
      .filter(({ body }) => body !== undefined)
      .map(({ name }) => name)
      .toSorted(),
  );
});

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
