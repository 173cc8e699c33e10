import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import * as wire from '@muster/contract/access';
import { withClient } from '../platform/database/client.ts';
import { cloneDatabase } from '../testing.ts';
import { openTown, PASSWORD, settledTown, setUpBody, START, type Town } from './town.fixture.ts';

async function emptyTown(t: TestContext, options: { requestsAMinute?: number; tick?: number } = {}): Promise<Town> {
  const database = await cloneDatabase();
  const town = await openTown(database, options);
  t.after(async () => {
    await town.stop();
    await database.drop();
  });
  return town;
}

test('an empty instance says so, is set up once, and its first administrator is logged in', async (t) => {
  const town = await emptyTown(t, { tick: 1 });
  const browser = town.browser();
  assert.equal((await browser.send('GET', '/instance')).body.state, 'empty');

  const made = await browser.send('POST', '/set-up', setUpBody);
  assert.equal(made.status, 201);
  assert.match(made.cookie ?? '', /^muster_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);

  const instance = await browser.send('GET', '/instance');
  assert.equal(instance.body.state, 'ready');
  assert.equal(instance.body.name, '大营镇');
  const me = await browser.send('GET', '/session');
  assert.deepEqual(me.body, made.body);
  assert.deepEqual(
    [...new Set(me.body.grants.map((grant: { organisationName: string }) => grant.organisationName))],
    ['大营镇', '大营镇党委'],
  );
  const entries = await town.sql('select kind, actor_name, summary from ledger_entry');
  assert.deepEqual(entries, [
    {
      kind: 'access.instance-set-up',
      actor_name: '韩冬',
      summary: { instance: '大营镇', place: '大营镇', party: '大营镇党委' },
    },
  ]);

  const again = await town.browser().send('POST', '/set-up', { ...setUpBody, login: 'other' });
  assert.equal(again.body.code, 'set-up-already');
});

test('of two who set up at once one does it, and nothing of the other is left', async (t) => {
  const town = await emptyTown(t);
  const replies = await Promise.all(
    ['one', 'two', 'three'].map((login) => town.browser().send('POST', '/set-up', { ...setUpBody, login })),
  );
  assert.deepEqual(replies.map(({ status }) => String(status)).toSorted(), ['201', '409', '409']);
  const [counted] = await town.sql(
    `select (select count(*)::int from account) as accounts, (select count(*)::int from organisation) as nodes,
            (select count(*)::int from person) as people, (select count(*)::int from ledger_entry) as entries`,
  );
  assert.deepEqual(counted, { accounts: 1, nodes: 2, people: 1, entries: 1 });
});

test('a weak password sets nothing up, and the refusal says what is wanted', async (t) => {
  const town = await emptyTown(t);
  const weak = await town.browser().send('POST', '/set-up', { ...setUpBody, password: '1234567890' });
  assert.equal(weak.status, 422);
  assert.deepEqual(weak.body.params, { least: 10, reason: 'common' });
  assert.equal((await town.browser().send('GET', '/instance')).body.state, 'empty');
});

test('a wrong password and a login that does not exist are refused alike', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const wrong = await town.browser().logIn('handong', 'not the password');
  const unknown = await town.browser().logIn('nobody', 'not the password');
  assert.equal(wrong.status, 401);
  assert.deepEqual({ ...wrong.body, request: '' }, { ...unknown.body, request: '' });
  assert.equal((await town.browser().logIn('HanDong ')).status, 201);
});

test('after five failures the account rests for a minute, also for the right password; then for two', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const browser = town.browser();
  for (let failure = 0; failure < 5; failure += 1) {
    assert.equal((await browser.logIn('handong', 'wrong')).body.code, 'wrong-login');
  }
  const blocked = await browser.logIn('handong');
  assert.equal(blocked.status, 429);
  assert.deepEqual([blocked.body.code, blocked.body.params], ['login-blocked', { minutes: 1 }]);
  town.wait(1);
  assert.equal((await browser.logIn('handong', 'wrong')).body.code, 'wrong-login');
  assert.deepEqual((await browser.logIn('handong')).body.params, { minutes: 2 });
  town.wait(2);
  assert.equal((await browser.logIn('handong')).status, 201);
  assert.equal((await browser.logIn('handong', 'wrong')).body.code, 'wrong-login');
  assert.equal((await browser.logIn('handong')).status, 201);
});

test('a login that nobody has rests as one that somebody has: by no answer can they be told apart', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const waits = [0, 0, 0, 0, 0, 0, 1, 0, 24 * 60, 0];
  const answersOf = async (login: string) => {
    const answers: (readonly unknown[])[] = [];
    for (const minutes of waits) {
      town.wait(minutes);
      const { status, body, retryAfter } = await town.browser().logIn(login, 'wrong');
      answers.push([status, body.code, body.params, retryAfter]);
    }
    return answers;
  };
  const known = await answersOf('handong');
  assert.deepEqual(await answersOf('nobody.there'), known);
  assert.deepEqual(
    known.map(([status]) => status),
    [401, 401, 401, 401, 401, 429, 401, 429, 401, 401],
  );
});

test('a login is counted by its hash alone, and forgotten a day after', async (t) => {
  const database = await cloneDatabase();
  const town = await openTown(database);
  t.after(async () => {
    await town.stop();
    await database.drop();
  });
  await settledTown(town);
  await town.browser().logIn('nobody.there', 'wrong');
  await withClient(database.superuser(), async (superuser) => {
    const kept = async () =>
      (await superuser.query(`select encode(login_hash, 'hex') as hash from login_attempt`)).rows;
    assert.deepEqual(await kept(), [{ hash: createHash('sha256').update('nobody.there').digest('hex') }]);
    for (const [hours, left] of [
      [23, 1],
      [25, 0],
    ] as const) {
      await superuser.query(`update login_attempt set last_at = now() - make_interval(hours => $1)`, [hours]);
      await superuser.query(`select access_forget_attempts(now() - interval '1 day')`);
      assert.equal((await kept()).length, left);
    }
  });
});

test('twenty guesses sent at once are counted one after another', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const replies = await Promise.all(Array.from({ length: 20 }, () => town.browser().logIn('handong', 'wrong')));
  assert.equal(replies.filter(({ body }) => body.code === 'wrong-login').length, 5);
  const blocked = replies.filter(({ body }) => body.code === 'login-blocked');
  assert.equal(blocked.length, 15);
  assert.ok(blocked.every(({ retryAfter }) => retryAfter === '60'));
});

test('the right password sent many times at once lets in every time, and guesses among them are counted', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const together = (password: (index: number) => string) =>
    Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        town
          .browser()
          .logIn('handong', password(index))
          .then(({ status }) => status),
      ),
    );
  assert.deepEqual(await together(() => PASSWORD), Array(8).fill(201));
  for (let failure = 0; failure < 4; failure += 1) await town.browser().logIn('handong', 'wrong');
  assert.deepEqual(await together(() => PASSWORD), Array(8).fill(201));
  const mixed = await together((index) => (index < 4 ? PASSWORD : 'wrong'));
  assert.deepEqual(
    [201, 401].map((status) => mixed.filter((each) => each === status).length),
    [4, 4],
  );
});

test('who knows the current password and chooses a weak one has not guessed', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  const change = (current: string, next: string) => browser.send('POST', '/session/password', { current, next });
  for (let time = 0; time < 6; time += 1)
    assert.equal((await change(PASSWORD, 'short')).body.code, 'password-too-weak');
});

test('one address may try thirty times a minute', async (t) => {
  const town = await emptyTown(t, { requestsAMinute: 1000 });
  const replies = await Promise.all(
    Array.from({ length: 31 }, () => town.browser().send('POST', '/activations', { code: '0', password: PASSWORD })),
  );
  assert.equal(replies.find(({ status }) => status === 429)?.retryAfter, '60');
  assert.deepEqual(replies.map(({ body }) => String(body.code)).toSorted(), [
    ...Array.from({ length: 30 }, () => 'code-not-valid'),
    'too-many-requests',
  ]);
});

test('an office behind one address logs in as it likes; who guesses there waits with it for the rest of the minute', async (t) => {
  const town = await emptyTown(t, { requestsAMinute: 1000 });
  await settledTown(town);
  for (let person = 0; person < 40; person += 1) assert.equal((await town.browser().logIn('handong')).status, 201);
  const guesses = await Promise.all(
    Array.from({ length: 35 }, (_, index) => town.browser().logIn(index === 0 ? 'handong' : `nobody${index}`, 'wrong')),
  );
  assert.equal(guesses.filter(({ body }) => body.code === 'wrong-login').length, 30);
  assert.equal(guesses.filter(({ body }) => body.code === 'too-many-requests').length, 5);
  assert.equal((await town.browser().logIn('handong')).body.code, 'too-many-requests');
  town.wait(1);
  assert.equal((await town.browser().logIn('handong')).status, 201);
});

test('a session slides while it is used, ends when it is not, and after seven times its hours in any case', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  const expires = async () => (await browser.send('GET', '/session')).body.expiresAt;
  assert.equal(await expires(), '2026-03-02T09:00:00.000Z');
  town.wait(0.5);
  assert.equal(await expires(), '2026-03-02T09:00:00.000Z');
  town.wait(7 * 60);
  assert.equal(await expires(), '2026-03-02T16:00:30.000Z');
  for (let hours = 7; hours < 49; hours += 7) {
    town.wait(7 * 60);
    assert.notEqual(await expires(), undefined);
  }
  assert.equal(await expires(), new Date(START.getTime() + 56 * 3_600_000).toISOString());
  town.wait(7 * 60);
  assert.equal((await browser.send('GET', '/session')).body.code, 'not-logged-in');
});

test('eight idle hours end a session', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  town.wait(8 * 60);
  assert.equal((await browser.send('GET', '/session')).status, 401);
});

test('who leaves is gone, with the old cookie too', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  const { cookie } = browser;
  const left = await browser.send('DELETE', '/session');
  assert.equal(left.status, 204);
  assert.match(left.cookie ?? '', /^muster_session=;/);
  browser.cookie = cookie;
  assert.equal((await browser.send('GET', '/session')).status, 401);
});

test('a request without the token, or from another site, is forged', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  const path = '/session/password';
  const body = { current: PASSWORD, next: 'another green apple' };
  assert.equal((await browser.send('POST', path, body, { 'x-muster-csrf': '' })).body.code, 'forged-request');
  assert.equal(
    (await browser.send('POST', path, body, { origin: 'https://evil.example' })).body.code,
    'forged-request',
  );
  const logIn = { login: 'handong', password: PASSWORD };
  const elsewhere = await town.browser().send('POST', '/sessions', logIn, { origin: 'https://evil.example' });
  assert.equal(elsewhere.body.code, 'forged-request');
});

test('behind a proxy that says https the cookie is for secure connections alone', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const secure = { 'x-forwarded-proto': 'https' };
  const { cookie } = await town.browser().send('POST', '/sessions', { login: 'handong', password: PASSWORD }, secure);
  assert.match(cookie ?? '', /; Secure/);
  assert.equal((await town.browser().send('GET', '/instance', undefined, secure)).body.secure, true);
});

test('changing the password needs the present one, keeps this session and ends the others', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  const elsewhere = town.browser();
  await elsewhere.logIn('handong');
  const change = (current: string, next: string) => browser.send('POST', '/session/password', { current, next });
  assert.equal((await change('not this one', 'another green apple')).body.code, 'password-wrong');
  const weak = await change(PASSWORD, 'handong');
  assert.deepEqual([weak.body.code, weak.body.field], ['password-too-weak', 'next']);
  assert.equal((await change(PASSWORD, 'another green apple')).status, 204);
  assert.equal((await browser.send('GET', '/session')).status, 200);
  assert.equal((await elsewhere.send('GET', '/session')).status, 401);
  assert.equal((await town.browser().logIn('handong')).body.code, 'wrong-login');
  assert.equal((await town.browser().logIn('handong', 'another green apple')).status, 201);
});

test('the database keeps no token and no password in plain, and the application reads neither table', async (t) => {
  const town = await emptyTown(t);
  const browser = await settledTown(town);
  const [stored] = await town.sql(
    `select (select string_agg(row_to_json(s)::text, '') from session s) as sessions,
            (select string_agg(row_to_json(a)::text, '') from account a) as accounts,
            has_table_privilege('muster_app', 'session', 'select') or has_table_privilege('muster_app', 'account', 'select')
              or has_table_privilege('muster_app', 'activation', 'select') as readable`,
  );
  assert.equal(stored?.['readable'], false);
  assert.ok(!String(stored?.['sessions']).includes(browser.cookie.slice('muster_session='.length)));
  assert.match(String(stored?.['accounts']), /\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}/);
});

test('a stranger, and a cookie that means nothing, are refused by every route but the open ones', async (t) => {
  const town = await emptyTown(t);
  await settledTown(town);
  const id = '00000000-0000-7000-8000-000000000001';
  const bodies: Record<string, object> = {
    changePassword: { current: PASSWORD, next: PASSWORD },
    appoint: { personId: id, role: 'clerk' },
    appointMany: { appointments: [{ organisationId: id, personId: id, role: 'clerk' }] },
    makeActivationSheet: { personIds: [id] },
  };
  const closed = Object.values(wire).filter((each) => 'method' in each && each.access !== 'public');
  assert.equal(closed.length, 8);
  for (const cookie of ['', `muster_session=${'x'.repeat(43)}`, 'muster_session=%00']) {
    for (const each of closed) {
      if (!('method' in each)) continue;
      const stranger = town.browser();
      stranger.cookie = cookie;
      const path = each.path.replace('/api', '').replace(/:\w+/, id);
      assert.equal((await stranger.send(each.method, path, bodies[each.name])).body.code, 'not-logged-in', each.name);
    }
  }
});
