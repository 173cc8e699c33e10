/**
 * A real server over TLS, in a process of its own, with everything that it prints: what it tells browsers, and that nothing of what
 * people are called, type or keep secret is in its log or the database's.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Route } from '@muster/contract';
import { activate, changePassword, logIn, makeActivationSheet, readInstance } from '@muster/contract/access';
import { reportBurden } from '@muster/contract/opinion';
import { exportMembers, importMembers, listMembers, readPerson } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { readConfig } from '../platform/config/config.ts';
import { withClient } from '../platform/database/client.ts';
import { startServerProcess, type ServerProcess } from '../testing/server-process.ts';
import { ownInstance, settle } from '../testing/settled-instance.ts';
import { openInstallation } from './installation.ts';
import { setPasswordOf } from './password.ts';

const pem = (name: string) => join(import.meta.dirname, '../platform/http', `localhost-${name}.fixture.pem`);
const secrets = {
  password: 'correct horse battery',
  wrong: 'incorrect horse battery',
  next: 'a new horse battery',
  identity: '511425198001011234',
  network: '203.0.113.77',
};
const login = 'communityhead';
const instance = ownInstance();
let printed = '';
let server: ServerProcess;
let id: (code: string) => string;
/** Of everybody: names, codes and ids. */
let people: readonly string[];

before(async () => {
  const settled = await settle(instance, async ({ cluster, id: ids }) => {
    const { rows } = await withClient(cluster.connection('owner'), (owner) =>
      owner.query<{ name: string; code: string | null; id: string }>('select name, code, id from person'),
    );
    return { ids, words: rows.flatMap((row) => [row.name, row.id, ...(row.code === null ? [] : [row.code])]) };
  });
  id = settled.ids;
  people = settled.words;
  const installation = await openInstallation(
    readConfig({ MUSTER_DATA: instance.dataFolder }),
    'real',
    () => undefined,
  );
  try {
    for (const who of [login, 'office']) assert.equal(await setPasswordOf(installation, who, secrets.password), null);
  } finally {
    await installation.close();
  }
  const settings = {
    MUSTER_TLS_CERT: pem('cert'),
    MUSTER_TLS_KEY: pem('key'),
    MUSTER_TRUST_PROXY: 'true',
    MUSTER_LOG_LEVEL: 'trace',
  };
  server = await startServerProcess(instance.dataFolder, { settings, hear: (text) => (printed += text) });
});
after(async () => {
  await server?.stop();
  instance.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly json: Record<string, unknown>;
}

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly search?: string;
  readonly body?: unknown;
}

const session = { cookie: '', csrf: '' };

/** Over TLS as a browser, from an address that a proxy names. */
function ask(route: Pick<Route, 'method' | 'path'>, { params = {}, search = '', body }: Asked = {}): Promise<Answer> {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: session.cookie,
      'x-muster-csrf': session.csrf,
      'x-forwarded-for': secrets.network,
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const options = {
      ca: readFileSync(pem('cert')),
      hostname,
      port,
      method: route.method,
      path: path + search,
      headers,
    };
    const sent = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => {
        const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, json });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

async function comeIn(as = login): Promise<Answer> {
  const answer = await ask(logIn, { body: { login: as, password: secrets.password } });
  assert.equal(answer.status, 201);
  session.cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  session.csrf = String(answer.json['csrf']);
  return answer;
}

test('with a certificate it answers over TLS alone, and tells browsers to stay there', async () => {
  const answer = await ask(readInstance);
  assert.equal(answer.json['secure'], true);
  assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{7,}/);
  const entered = await comeIn();
  const cookie = String(entered.headers['set-cookie']);
  for (const word of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
    assert.ok(cookie.includes(word), `${word} in ${cookie}`);
  assert.equal(await spokenInClear(), '');
});

/** What the port says to somebody who does not encrypt. */
function spokenInClear(): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write('GET /api/instance HTTP/1.1\r\nhost: x\r\n\r\n'));
    socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1').replaceAll(/[^ -~]/g, '')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(/HTTP/.test(said) ? said : ''));
  });
}

test('without TLS it serves this machine alone: another address is refused before anything is touched', () => {
  const main = join(import.meta.dirname, '../../../cli/bin/muster.mjs');
  const folder = join(instance.home, 'never');
  for (const host of ['0.0.0.0', '192.0.2.1', '::']) {
    const env = { PATH: process.env['PATH'], MUSTER_HOST: host };
    const { status, stderr, stdout } = spawnSync(process.execPath, [main, 'serve', '--data', folder], {
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.notEqual(status, 0);
    assert.match(stderr + stdout, /MUSTER_HOST.*MUSTER_TLS_CERT/s);
    assert.equal(existsSync(folder), false);
  }
});

test('a day of work leaves no name, login, code, password, token or address in any log', async () => {
  await plantErrors();
  const said: number[] = [];
  const does = async (...asked: Parameters<typeof ask>) => {
    const answer = await ask(...asked);
    said.push(answer.status);
    return answer;
  };
  const secretsHad = await dayOfWork(does);
  for (const status of [200, 201, 400, 401, 404, 422, 500])
    assert.ok(said.includes(status), `nothing was answered with ${status}`);
  await server.stop();

  const database = globSync('postgres/{log/*,start.log}', { cwd: instance.dataFolder });
  const logs = {
    server: printed,
    ...Object.fromEntries(database.map((name) => [name, readFileSync(join(instance.dataFolder, name), 'utf8')])),
  };
  assert.ok(printed.split('\n').length > said.length, 'every request has its line');
  assert.match(printed, /"status":500/);
  assert.match(printed, /"code":"23505"/);
  assert.ok(database.length > 0);
  const forbidden = [
    ...people,
    ...Object.values(secrets),
    ...secretsHad,
    login,
    'communityclerk',
    session.csrf,
    session.cookie.split('=')[1] ?? '',
  ];
  for (const [name, text] of Object.entries(logs)) {
    const found = forbidden.filter((word) => word !== '' && text.includes(word));
    assert.deepEqual(
      found.map(
        (word) =>
          `${word}: ${text
            .split('\n')
            .find((line) => line.includes(word))
            ?.slice(0, 400)}`,
      ),
      [],
      name,
    );
    assert.ok(!text.split('\n').some((line) => line.includes('"route"') && line.includes('127.0.0.1')), name);
  }
});

/** Two defects as there might be some day: one whose message names a person, one whose detail quotes the row. */
async function plantErrors(): Promise<void> {
  const cluster = await instance.open();
  try {
    await withClient(cluster.connection('owner'), async (owner) => {
      await owner.query(`
        create function planted() returns trigger language plpgsql as $$ begin
          if new.page = '/planted' then
            raise exception using message = format(E'of %s:\\n%s', (select name from person where id = new.person_id), new.body), detail = new.body, hint = new.body;
          end if;
          return new;
        end $$;
        create trigger planted before insert on burden_report for each row execute function planted();
        create unique index planted on burden_report (body)`);
    });
  } finally {
    await cluster.stop();
  }
}

/** Answers the secrets that came up on the way. */
async function dayOfWork(does: typeof ask): Promise<string[]> {
  const name = people.find((word) => word === '贺知微') ?? assert.fail();
  const unit = { params: { organisationId: id('COMMUNITY') } };
  const topic = `慰问${name}`;
  const endsAt = new Date(Date.now() - 60_000).toISOString();
  const startsAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const absences = [{ personId: id('COMMUNITY-1-03'), reason: 'sick' }];
  const meeting = { kind: 'collective-study', topic, place: `${name}家`, startsAt, endsAt, absences };

  await does(logIn, { body: { login, password: secrets.wrong } });
  await does(logIn, { body: { login: 'communityclerk', password: secrets.wrong } });
  await does(logIn, { body: `{"login":"${login}","password":"${secrets.password}` });
  const keys = () => [session.cookie.split('=')[1] ?? '', session.csrf];
  const used = keys();
  await comeIn();
  used.push(...keys());

  await does(recordActivity, { params: { branchId: id('COMMUNITY-1') }, body: meeting });
  await does(recordActivity, {
    params: { branchId: id('COMMUNITY-1') },
    body: { ...meeting, absences: [{ personId: name, reason: topic }] },
  });
  await does(readPerson, { params: { personId: id('COMMUNITY-1-03') } });
  await does(readPerson, { params: { personId: encodeURIComponent(name) } });
  await does(readPerson, { params: { personId: `${encodeURIComponent(name)}%` } });
  await does(
    { method: 'GET', path: `/api/${login}` },
    { search: `?name=${encodeURIComponent(name)}&password=${encodeURIComponent(secrets.password)}` },
  );
  await does(listMembers, { ...unit, search: `?after=${encodeURIComponent(name)}` });
  await does(exportMembers, unit);
  const row = `COMMUNITY-1-03,${name},${secrets.identity},COMMUNITY-1,COMMUNITY,正式,,2010-07-01`;
  const csv = `编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期\n${row}\n`;
  const sheet = await does(makeActivationSheet, { ...unit, body: { personIds: [id('COMMUNITY-1-03')] } });
  const [line] = (sheet.json['rows'] ?? []) as { login: string; code: string }[];
  assert.ok(line, JSON.stringify(sheet.json));
  await does(activate, { body: { code: line.code, password: 'short' } });
  await does(activate, { body: { code: line.code, password: secrets.next } });
  await does(activate, { body: { code: line.code, password: secrets.next } });
  await does(changePassword, { body: { current: secrets.wrong, next: secrets.next } });
  await does(reportBurden, { body: { page: '/planted', body: `${name} ${secrets.identity}\n${login}` } });
  for (const page of ['/once', '/twice'])
    await does(reportBurden, { body: { page, body: `${name} ${secrets.identity}` } });
  await comeIn('office');
  used.push(...keys());
  const imported = await does(importMembers, {
    params: { organisationId: id('COUNTY') },
    body: { fileName: `${name}.csv`, csv, commit: true },
  });
  assert.equal(imported.json['code'], 'import-has-errors');
  return [...used, line.login, line.code, line.code.replaceAll('-', ''), topic, `${name}.csv`];
}
