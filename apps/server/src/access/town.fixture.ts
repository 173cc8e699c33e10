import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { z } from 'zod';
import { record } from '../ledger/index.ts';
import { systemChance } from '../platform/chance.ts';
import { withClient } from '../platform/database/client.ts';
import { openDatabase } from '../platform/database/db.ts';
import { makeFiles } from '../platform/files/files.ts';
import { makeTell } from '../platform/hooks.ts';
import { makeProgressBoard } from '../platform/progress.ts';
import { makeServe } from '../platform/http/serve.ts';
import { makeServer } from '../platform/http/server.ts';
import { makeLog } from '../platform/log.ts';
import { constraints, makeSessions, routes } from './index.ts';

// This slice alone, over HTTP, with a clock that can be moved: what time ends (sessions, codes, rests) is half of it.

export interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the route answers; each test says what it expects of it
  readonly body: any;
  readonly cookie: string | null;
  readonly retryAfter: string | null;
}

/** One browser: its cookie and the token against forged requests. */
export class Browser {
  cookie = '';
  csrf = '';
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async send(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${this.#origin}/api${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        cookie: this.cookie,
        'x-muster-csrf': this.csrf,
        'idempotency-key': crypto.randomUUID(),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.get('set-cookie');
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (cookie !== null) this.cookie = cookie.split(';')[0] ?? '';
    if (typeof answer === 'object' && answer !== null && 'csrf' in answer) this.csrf = String(answer.csrf);
    return { status: response.status, body: answer, cookie, retryAfter: response.headers.get('retry-after') };
  }

  logIn(login: string, password = PASSWORD): Promise<Reply> {
    return this.send('POST', '/sessions', { login, password });
  }
}

export const PASSWORD = 'green apples and pears';
export const START = new Date('2026-03-02T01:00:00Z');

export interface Town {
  readonly browser: () => Browser;
  /** Moves the clock. */
  readonly wait: (minutes: number) => void;
  readonly sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly stop: () => Promise<void>;
}

export const ids = {
  school: '00000000-0000-7000-8000-000000000001',
  clinic: '00000000-0000-7000-8000-000000000002',
  branch: '00000000-0000-7000-8000-000000000003',
  member: '00000000-0000-7000-8000-000000000011',
};

interface TownOptions {
  readonly requestsAMinute?: number | null;
  /** Milliseconds by which the clock goes on whenever it is read; it stands still otherwise. */
  readonly tick?: number;
}

/** An instance without anybody, served from a database of its own. */
export async function openTown(
  database: { connection: (role: 'app' | 'owner') => pg.ClientConfig; superuser: () => pg.ClientConfig },
  { requestsAMinute = null, tick = 0 }: TownOptions = {},
): Promise<Town> {
  let now = START;
  const db = openDatabase(database.connection('app'));
  const sql: Town['sql'] = (text, values) =>
    withClient(database.superuser(), async (client) => (await client.query(text, values)).rows);
  // A demo that is being built may have a past, so that the clock can be moved.
  await sql(
    `insert into instance (id, name, kind, building, time_zone, created_at) values ($1, '', 'demo', true, 'Asia/Shanghai', now())`,
    [systemChance.newId()],
  );
  const app: FastifyInstance = await makeServer({
    log: makeLog('silent'),
    version: '0.0.0',
    tls: null,
    trustProxy: true,
    requestsAMinute,
    constraints,
  });
  const clock = { now: () => (now = new Date(now.getTime() + tick)) };
  const platform = {
    db,
    clock,
    chance: systemChance,
    // No file is kept here.
    files: makeFiles({ db, clock, chance: systemChance, folder: '', limitBytes: 0 }),
    timeZone: 'Asia/Shanghai',
    publicUrl: 'https://muster.example',
    record,
    tell: makeTell([]),
    beingBuilt: () => null,
    progress: makeProgressBoard(clock.now),
  };
  const sessions = makeSessions({ platform, sessionHours: 8 });
  // Nothing here is a list.
  const sheets = {
    write: () => Promise.reject(new Error('nobody writes a workbook here')),
    wordsAt: () => Promise.reject(new Error('nobody asks for a workbook here')),
  };
  const serve = makeServe({ app, platform, resolve: sessions.resolve, asking: z.object({}), sheets });
  routes(serve, { sessions, version: '0.0.0' });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    browser: () => new Browser(origin),
    wait: (minutes) => (now = new Date(now.getTime() + minutes * 60_000)),
    sql,
    stop: async () => {
      await app.close();
      await db.close();
    },
  };
}

export const setUpBody = {
  instanceName: '大营镇',
  placeRootName: '大营镇',
  partyRootName: '大营镇党委',
  personName: '韩冬',
  login: 'handong',
  password: PASSWORD,
};

/** The town after its set-up: two units beneath one root, the school's branch beneath the other, one member. */
export async function settledTown(town: Town): Promise<Browser> {
  const administrator = town.browser();
  await administrator.send('POST', '/set-up', setUpBody);
  await town.sql(
    `with root as (select id, tree, path from organisation where parent_id is null)
     insert into organisation (region_id, id, tree, kind, parent_id, path, linked, name, opened_on, recorded_at)
     select 0, v.id::uuid, root.tree, v.kind, root.id, root.path || v.label,
       array(select o.path || v.link from root o where o.tree <> v.tree and v.link <> ''), v.name, '2026-01-01', $1
     from (values ($2, 'place', 'unit', 'sch00', 'bra00', '中学'), ($3, 'place', 'unit', 'cli00', '', '卫生院'),
                  ($4, 'party', 'branch', 'bra00', 'sch00', '中学支部')) v (id, tree, kind, label, link, name)
     join root on root.tree = v.tree`,
    [START, ids.school, ids.clinic, ids.branch],
  );
  await town.sql(
    `insert into person (region_id, id, code, name, path, party_path, salt, recorded_at)
     select 0, $1, 'DY-0042', '李敏', unit.path, branch.path, '\\x00', $2
     from organisation unit, organisation branch where unit.id = $3 and branch.id = $4`,
    [ids.member, START, ids.school, ids.branch],
  );
  await town.sql(
    `insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, joined_on, path, party_path, recorded_at)
     select 0, gen_random_uuid(), p.id, $2, $3, 'full', '2020-01-01', '2020-01-01', p.path, p.party_path, $4 from person p where p.id = $1`,
    [ids.member, ids.branch, ids.school, START],
  );
  return administrator;
}

/** An account for somebody who is appointed or a member there, by the printed sheet; answers with a browser that is logged in. */
export async function hired(town: Town, by: Browser, organisationId: string, personId: string): Promise<Browser> {
  const sheet = await by.send('POST', `/organisations/${organisationId}/activation-sheet`, { personIds: [personId] });
  const browser = town.browser();
  const { code } = sheet.body.rows[0];
  const { login } = (await browser.send('POST', '/activations', { code, password: PASSWORD })).body;
  await browser.logIn(login);
  return browser;
}

/** Appoints somebody new by name and hires them. */
export async function officer(
  town: Town,
  by: Browser,
  organisationId: string,
  role: string,
): Promise<{ browser: Browser; appointmentId: string; personId: string }> {
  const path = `/organisations/${organisationId}/appointments`;
  const { body } = await by.send('POST', path, { personName: `${role} ${organisationId.slice(-2)}`, role });
  return {
    browser: await hired(town, by, organisationId, body.personId),
    appointmentId: body.id,
    personId: body.personId,
  };
}
