import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { bundles } from '@muster/core/access';
import { cloneDatabase } from '../testing.ts';
import { hired, ids, officer, openTown, PASSWORD, settledTown, type Browser, type Town } from './town.fixture.ts';

async function town(t: TestContext): Promise<{ house: Town; administrator: Browser; root: string }> {
  const database = await cloneDatabase();
  const house = await openTown(database);
  t.after(async () => {
    await house.stop();
    await database.drop();
  });
  const administrator = await settledTown(house);
  const { grants } = (await administrator.send('GET', '/session')).body;
  return { house, administrator, root: grants[0].organisationId };
}

const appointments = (organisationId: string) => `/organisations/${organisationId}/appointments`;
const sheet = (organisationId: string) => `/organisations/${organisationId}/activation-sheet`;
const verbsOf = (me: { grants: { verb: string }[] }) => me.grants.map(({ verb }) => verb).toSorted();

test('who is appointed holds the verbs of the office there, and the next request knows it', async (t) => {
  const { house, administrator } = await town(t);
  const member = await hired(house, administrator, ids.school, ids.member);
  assert.deepEqual(verbsOf((await member.send('GET', '/session')).body), []);
  assert.equal((await member.send('GET', appointments(ids.school))).body.code, 'not-permitted');

  const made = await administrator.send('POST', appointments(ids.school), { personId: ids.member, role: 'clerk' });
  assert.equal(made.status, 201);
  assert.deepEqual(verbsOf((await member.send('GET', '/session')).body), [
    'open-assessment',
    'plan-stages',
    'read',
    'record-activity',
    'submit-deliverable',
    'tell-assessment',
  ]);
  const listed = await member.send('GET', appointments(ids.school));
  assert.deepEqual(
    listed.body.appointments.map((each: { person: object; role: string; account: object | null }) => [
      each.person,
      each.role,
      each.account,
    ]),
    [[{ id: ids.member, name: '李敏' }, 'clerk', null]],
  );
  const shown = await administrator.send('GET', appointments(ids.school));
  assert.deepEqual(shown.body.appointments[0].account, { login: 'dy-0042', state: 'active' });
});

test('a session ends with the last office, and who is only a member comes in again with nothing but oneself', async (t) => {
  const { house, administrator } = await town(t);
  const { body: clerk } = await administrator.send('POST', appointments(ids.school), {
    personId: ids.member,
    role: 'clerk',
  });
  const { body: secretary } = await administrator.send('POST', appointments(ids.branch), {
    personId: ids.member,
    role: 'secretary',
  });
  const browser = await hired(house, administrator, ids.school, ids.member);
  await administrator.send('POST', `/appointments/${clerk.id}/end`);
  assert.deepEqual(verbsOf((await browser.send('GET', '/session')).body), [
    'read',
    'record-activity',
    'tell-assessment',
  ]);
  await administrator.send('POST', `/appointments/${secretary.id}/end`);
  assert.equal((await browser.send('GET', '/session')).body.code, 'not-logged-in');
  const again = await administrator.send('POST', `/appointments/${clerk.id}/end`);
  assert.equal(again.body.code, 'appointment-ended-already');

  assert.equal((await browser.logIn('dy-0042')).status, 201);
  assert.deepEqual((await browser.send('GET', '/session')).body.grants, []);
  const kinds = await house.sql('select kind from ledger_entry order by recorded_at, id');
  assert.deepEqual(
    kinds.map((row) => row['kind']),
    [
      'access.instance-set-up',
      'access.person-appointed',
      'access.person-appointed',
      'access.activation-sheet-made',
      'access.appointment-ended',
      'access.appointment-ended',
    ],
  );
});

test('the refusals of appointing', async (t) => {
  const { house, administrator, root } = await town(t);
  const head = await officer(house, administrator, ids.school, 'head');
  const appointing = async (by: Browser, organisationId: string, body: object) =>
    (await by.send('POST', appointments(organisationId), body)).body.code ?? 'appointed';
  const new_ = { personName: '王丽' };
  assert.equal(await appointing(administrator, ids.school, { ...new_, role: 'supervisor' }), 'role-not-appointable');
  assert.equal(await appointing(administrator, ids.school, { ...new_, role: 'secretary' }), 'role-not-for-this-place');
  assert.equal(await appointing(administrator, ids.school, { ...new_, role: 'representative' }), 'invalid-input');
  assert.equal(await appointing(head.browser, ids.school, { ...new_, role: 'office' }), 'beyond-own-authority');
  assert.equal(await appointing(head.browser, ids.clinic, { ...new_, role: 'clerk' }), 'not-found');
  assert.equal(await appointing(head.browser, root, { ...new_, role: 'leader' }), 'not-permitted');
  assert.equal(await appointing(head.browser, ids.branch, { ...new_, role: 'secretary' }), 'appointed');
  const representative = { ...new_, role: 'representative', origin: 'served' };
  assert.equal(await appointing(head.browser, ids.school, representative), 'appointed');
  assert.equal(await appointing(head.browser, ids.school, { personId: ids.member, role: 'clerk' }), 'appointed');
  assert.equal(
    await appointing(head.browser, ids.school, { personId: ids.member, role: 'clerk' }),
    'appointed-already',
  );
  assert.equal(await appointing(house.browser(), ids.school, { ...new_, role: 'clerk' }), 'not-logged-in');
});

test('an office that begins later gives its authority on that day', async (t) => {
  const { house, administrator } = await town(t);
  const browser = await hired(house, administrator, ids.school, ids.member);
  const later = { personId: ids.member, role: 'clerk', fromOn: '2026-03-04' };
  assert.equal((await administrator.send('POST', appointments(ids.school), later)).status, 201);
  house.wait(38 * 60);
  await browser.logIn('dy-0042');
  assert.deepEqual(verbsOf((await browser.send('GET', '/session')).body), []);
  house.wait(2 * 60);
  assert.equal((await browser.send('GET', '/session')).body.grants.length, bundles.clerk.length);
});

test('who may not end an office does not', async (t) => {
  const { house, administrator } = await town(t);
  const head = await officer(house, administrator, ids.school, 'head');
  const clinic = await officer(house, administrator, ids.clinic, 'head');
  const own = await head.browser.send('POST', `/appointments/${head.appointmentId}/end`);
  assert.equal(own.body.code, 'beyond-own-authority');
  const elsewhere = await clinic.browser.send('POST', `/appointments/${head.appointmentId}/end`);
  assert.equal(elsewhere.body.code, 'not-found');
});

test('the last administrator of a root who can log in stays', async (t) => {
  const { house, administrator, root } = await town(t);
  const [own] = await house.sql("select id from appointment where role = 'administrator'");
  const end = () => administrator.send('POST', `/appointments/${String(own?.id)}/end`);
  assert.equal((await end()).body.code, 'last-administrator');
  // Somebody who never logged in yet is nobody to rely on.
  await administrator.send('POST', appointments(root), { personName: '卫东来', role: 'administrator' });
  assert.equal((await end()).body.code, 'last-administrator');
  await officer(house, administrator, root, 'administrator');
  assert.equal((await end()).status, 200);
});

test('a sheet has logins and codes that are nowhere kept, and a code works once', async (t) => {
  const { house, administrator } = await town(t);
  const made = await administrator.send('POST', sheet(ids.school), { personIds: [ids.member] });
  assert.equal(made.status, 201);
  const [row] = made.body.rows;
  assert.deepEqual([row.name, row.login], ['李敏', 'dy-0042']);
  assert.equal(row.address, `https://muster.example/activate#${row.code}`);
  const [kept] = await house.sql(
    `select concat((select string_agg(row_to_json(e)::text, '') from ledger_entry e),
                   (select string_agg(row_to_json(i)::text, '') from idempotency i),
                   (select string_agg(row_to_json(a)::text, '') from activation a)) as everything`,
  );
  for (const plain of [row.code, row.code.replaceAll('-', '')])
    assert.ok(!String(kept?.['everything']).includes(plain));

  const browser = house.browser();
  const typed = ` ${row.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`;
  const activate = (code: string, password = PASSWORD) => browser.send('POST', '/activations', { code, password });
  assert.equal((await activate(typed, 'dy-0042')).body.code, 'password-too-weak');
  assert.deepEqual((await activate(typed)).body, { login: 'dy-0042' });
  assert.equal((await browser.logIn('dy-0042')).status, 201);
  assert.equal((await activate(row.code)).body.code, 'code-not-valid');
  assert.equal((await activate('no code at all')).body.code, 'code-not-valid');
});

test('a code ends after fourteen days, and when there is a newer one', async (t) => {
  const { house, administrator } = await town(t);
  const make = async () =>
    (await administrator.send('POST', sheet(ids.school), { personIds: [ids.member] })).body.rows[0].code as string;
  const activate = async (code: string) =>
    (await house.browser().send('POST', '/activations', { code, password: PASSWORD })).status;
  const first = await make();
  const second = await make();
  assert.equal(await activate(first), 404);
  house.wait(14 * 24 * 60);
  assert.equal(await activate(second), 404);
  await administrator.logIn('handong');
  assert.equal(await activate(await make()), 201);
});

test('a new sheet re-sets a password, and its use ends the open sessions', async (t) => {
  const { house, administrator } = await town(t);
  const before = await hired(house, administrator, ids.school, ids.member);
  const after = await hired(house, administrator, ids.school, ids.member);
  assert.equal((await before.send('GET', '/session')).status, 401);
  assert.equal((await after.send('GET', '/session')).status, 200);
});

test('nobody comes into a higher account by way of a sheet', async (t) => {
  const { house, administrator, root } = await town(t);
  const head = await officer(house, administrator, ids.school, 'head');
  const wanted = { personIds: [ids.member] };
  assert.equal((await head.browser.send('POST', sheet(ids.school), wanted)).status, 201);
  await administrator.send('POST', appointments(root), { personId: ids.member, role: 'office', fromOn: '2026-04-01' });
  assert.equal((await head.browser.send('POST', sheet(ids.school), wanted)).body.code, 'beyond-own-authority');
  const self = await head.browser.send('POST', sheet(ids.school), { personIds: [head.personId] });
  assert.equal(self.body.code, 'beyond-own-authority');
  assert.equal((await head.browser.send('POST', sheet(ids.clinic), wanted)).body.code, 'not-found');
  assert.equal((await administrator.send('POST', sheet(ids.clinic), wanted)).body.code, 'not-found');
});
