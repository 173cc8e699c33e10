import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, endAppointment, listAppointments, makeActivationSheet } from '@muster/contract/access';
import type { Role } from '@muster/core/access';
import { castNames, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

type Table = Readonly<Partial<Record<CastName, string>>>;

/** Whoever a table does not name is not permitted. */
async function everybody(table: Table, ask: (who: CastName) => Promise<string>): Promise<void> {
  const answers: Record<string, string> = {};
  for (const who of castNames) answers[who] = await ask(who);
  assert.deepEqual(answers, Object.fromEntries(castNames.map((who) => [who, table[who] ?? 'not-permitted'])));
}

// They manage or read somewhere, but see nothing of the school.
const managesElsewhere: Table = { otherTown: 'not-found', communityHead: 'not-found', jointSecretary: 'not-found' };
const readsElsewhere: Table = { ...managesElsewhere, communityClerk: 'not-found', otherTeam: 'not-found' };
const offices: Table = { administrator: 'yes', office: 'yes', county: 'yes', town: 'yes' };

const appointing = (role: Role, node: () => string) => async (who: CastName) => {
  const body = { personName: `${role} of ${who}`, role };
  const client = await house.as(who);
  return (await refusalOf(client.call(appoint, { params: { organisationId: node() }, body }))) ?? 'yes';
};

const makingSheet = (person: string) => async (who: CastName) => {
  const client = await house.as(who);
  const input = { params: { organisationId: house.id('SCHOOL') }, body: { personIds: [house.id(person)] } };
  return (await refusalOf(client.call(makeActivationSheet, input))) ?? 'yes';
};

test('who sees the offices of a unit, and who sees their accounts as well', async () => {
  const readers: Table = {
    leader: 'yes',
    auditor: 'yes',
    team: 'yes',
    clerk: 'yes',
    secretary: 'yes',
    secretary2: 'yes',
  };
  const managers = Object.fromEntries([...Object.keys(offices), 'head'].map((who) => [who, 'accounts']));
  await everybody({ ...readsElsewhere, ...readers, ...managers }, async (who) => {
    const client = await house.as(who);
    const call = client.call(listAppointments, { params: { organisationId: house.id('SCHOOL') } });
    const refused = await refusalOf(call);
    if (refused !== null) return refused;
    return (await call).appointments.some(({ account }) => account !== null) ? 'accounts' : 'yes';
  });
});

test('who appoints the clerk of the school', () =>
  everybody(
    { ...managesElsewhere, ...offices, head: 'yes' },
    appointing('clerk', () => house.id('SCHOOL')),
  ));

test('who appoints the head of the school', () =>
  everybody(
    { ...managesElsewhere, ...offices, head: 'beyond-own-authority' },
    appointing('head', () => house.id('SCHOOL')),
  ));

test('who appoints the secretary of the branch that serves two units', () =>
  everybody(
    {
      administrator: 'yes',
      office: 'yes',
      county: 'yes',
      otherTown: 'yes',
      jointSecretary: 'yes',
      town: 'not-found',
      head: 'not-found',
      communityHead: 'not-found',
    },
    appointing('secretary', () => house.id('JOINT-1')),
  ));

test('who appoints an office above the school: its head sees the name of the town and no more', () =>
  everybody(
    { ...offices, otherTown: 'not-found', jointSecretary: 'not-found' },
    appointing('office', () => house.id('TOWN')),
  ));

test('only an administrator appoints another', () =>
  everybody(
    { administrator: 'yes', office: 'beyond-own-authority', county: 'beyond-own-authority' },
    appointing('administrator', () => house.id('COUNTY')),
  ));

test('who gives a new code to a member of the school', () =>
  everybody({ ...managesElsewhere, ...offices, head: 'yes' }, makingSheet('SCHOOL-1-05')));

test('who gives a new code to the head of the school: not the head', () =>
  everybody({ ...managesElsewhere, ...offices, head: 'beyond-own-authority' }, makingSheet('SCHOOL-1-01')));

test('who ends the office of the school’s clerk', async () => {
  const administrator = await house.as('administrator');
  await everybody({ ...managesElsewhere, ...offices, head: 'yes' }, async (who) => {
    const body = { personName: `short-lived of ${who}`, role: 'clerk' } as const;
    const { id } = await administrator.call(appoint, { params: { organisationId: house.id('SCHOOL') }, body });
    const client = await house.as(who);
    return (await refusalOf(client.call(endAppointment, { params: { appointmentId: id } }))) ?? 'yes';
  });
});
