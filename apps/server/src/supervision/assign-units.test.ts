import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listEntries } from '@muster/contract/ledger';
import { readMe } from '@muster/contract/access';
import { assignUnits, formTeam, joinTeam, listTeams } from '@muster/contract/supervision';
import type { Client } from '@muster/client';
import { cast, faultsOf, refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let office: Client;
let teamId: string;
before(async () => {
  house = await startTestHouse();
  office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  ({ id: teamId } = await office.call(formTeam, { params, body: { name: '第三督导组' } }));
  await office.call(joinTeam, { params: { teamId }, body: { personId: house.id(cast.leader.name) } });
});
after(() => house.close());

const give = (units: readonly string[], by: Client = office) =>
  by.call(assignUnits, { params: { teamId }, body: { unitIds: units.map((code) => house.id(code)) } });
const unitsNow = async () => {
  const { teams } = await office.call(listTeams, { params: { organisationId: house.id('COUNTY') } });
  return teams.find(({ id }) => id === teamId)?.units.map(({ id }) => id) ?? [];
};

test('given one of them cannot be given, then none is, and each reason stands at its place', async () => {
  assert.deepEqual(await faultsOf(give(['SCHOOL', 'TOWN', 'CLINIC'])), [['unitIds.1', 'not-a-unit']]);
  await office.call(joinTeam, { params: { teamId }, body: { personId: house.id('CLINIC-02') } });
  assert.deepEqual(await faultsOf(give(['SCHOOL', 'CLINIC'])), [['unitIds.1', 'recused']]);
  assert.deepEqual(await unitsNow(), []);
  assert.equal(await refusalOf(give(['SCHOOL', 'SCHOOL'])), 'invalid-input');
  assert.equal(await refusalOf(give(['SCHOOL'], await house.as('clerk'))), 'not-permitted');
});

test('given several units, when a team gets them together, then each is as if it came by itself', async () => {
  await give(['SCHOOL', 'STATION']);
  assert.deepEqual(new Set(await unitsNow()), new Set([house.id('SCHOOL'), house.id('STATION')]));
  const { grants } = await (await house.as('leader')).call(readMe, {});
  for (const unit of ['SCHOOL', 'STATION'])
    assert.ok(
      grants.some(({ verb, organisationId }) => verb === 'endorse-transition' && organisationId === house.id(unit)),
    );
  const { entries } = await office.call(listEntries, {
    params: { organisationId: house.id('COUNTY') },
    query: { limit: 200 },
  });
  assert.equal(
    entries.filter(({ kind, subjectId }) => kind === 'supervision.unit-assigned' && subjectId === teamId).length,
    2,
  );
  assert.deepEqual(await faultsOf(give(['COMMUNITY', 'STATION'])), [['unitIds.1', 'unit-in-team-already']]);
});
