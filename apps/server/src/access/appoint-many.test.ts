import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appointMany, listAppointments } from '@muster/contract/access';
import { listEntries } from '@muster/contract/ledger';
import { readRepresentatives } from '@muster/contract/roster';
import { faultsOf, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

type Appointments = Parameters<typeof give>[1];
async function give(
  who: CastName,
  appointments: readonly {
    readonly at: string;
    readonly personName?: string;
    readonly personId?: string;
    readonly role: 'representative' | 'clerk' | 'secretary' | 'auditor';
    readonly origin?: 'own' | 'served';
  }[],
) {
  const by = await house.as(who);
  const body = { appointments: appointments.map(({ at, ...each }) => ({ ...each, organisationId: house.id(at) })) };
  return by.call(appointMany, { body }, { key: crypto.randomUUID() });
}

const chosen = (at: string, ...names: readonly string[]): Appointments =>
  names.map((personName) => ({ at, personName, role: 'representative', origin: 'served' }) as const);

async function namesAt(unit: string): Promise<string[]> {
  const { people } = await (await house.as('office')).call(readRepresentatives, { params: { unitId: house.id(unit) } });
  return people.map(({ person }) => person.name);
}

test('given names of several units, when they are chosen together, then each is as by itself, with an entry of its own', async () => {
  const there = await namesAt('SCHOOL');
  const { appointments } = await give('office', [...chosen('SCHOOL', '甲一', '乙二'), ...chosen('CLINIC', '丙三')]);
  assert.equal(new Set(appointments.map(({ personId }) => personId)).size, 3);
  assert.deepEqual(new Set(await namesAt('SCHOOL')), new Set([...there, '甲一', '乙二']));
  const office = await house.as('office');
  const { entries } = await office.call(listEntries, {
    params: { organisationId: house.id('COUNTY') },
    query: { limit: 200 },
  });
  const ids = new Set(appointments.map(({ id }) => id));
  assert.equal(entries.filter(({ subjectId }) => subjectId !== null && ids.has(subjectId)).length, 3);
});

test('given one person at many units, then each office comes with its own grants', async () => {
  const personId = house.id('罗亦舟');
  await give('administrator', [
    { at: 'COUNTY', personId, role: 'auditor' },
    { at: 'OTHER-TOWN', personId, role: 'auditor' },
  ]);
  for (const at of ['COUNTY', 'OTHER-TOWN']) {
    const params = { organisationId: house.id(at) };
    const held = (await (await house.as('administrator')).call(listAppointments, { params })).appointments;
    assert.ok(
      held.some((each) => each.person.id === personId && each.role === 'auditor'),
      at,
    );
  }
});

test('given one of them cannot be given, then none is, and each reason stands at its place', async () => {
  const there = await namesAt('STATION');
  const wrong = [...chosen('STATION', '丁四'), { at: 'STATION', personName: '戊五', role: 'secretary' } as const];
  assert.deepEqual(await faultsOf(give('office', wrong)), [['appointments.1', 'role-not-for-this-place']]);
  const unsaid = { at: 'STATION', personName: '己六', role: 'representative' } as const;
  assert.deepEqual(await faultsOf(give('office', [unsaid])), [['appointments.0.origin', 'invalid-input']]);
  const nobody = { at: 'STATION', personId: '01890000-0000-7000-8000-000000000000', role: 'clerk' } as const;
  assert.deepEqual(await faultsOf(give('office', [...chosen('STATION', '辛八'), nobody])), [
    ['appointments.1.personId', 'not-found'],
  ]);
  assert.deepEqual(await namesAt('STATION'), there);
  assert.equal(await refusalOf(give('clerk', chosen('COUNTY', '庚七'))), 'not-permitted');
});
