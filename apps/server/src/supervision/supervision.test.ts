import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { makeClient, type Client } from '@muster/client';
import { appoint, readMe } from '@muster/contract/access';
import { listEntries } from '@muster/contract/ledger';
import { listCampaigns } from '@muster/contract/campaign';
import { assignUnit, formTeam, joinTeam, leaveTeam, listTeams, releaseUnit } from '@muster/contract/supervision';
import { bundles } from '@muster/core/access';
import { cast, castNames, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { inReadTransaction, openDatabase } from '../platform/database/db.ts';
import { teamsOfUnits } from './index.ts';

// The house has the first team (school, community) and the second (clinic), both at the root; the station has none.

interface Offices {
  readonly house: TestHouse;
  readonly office: Client;
  /** Id of a team by its name. */
  readonly team: (name: string) => Promise<string>;
}

async function offices(t: TestContext): Promise<Offices> {
  const house = await startTestHouse();
  t.after(() => house.close());
  const office = await house.as('office');
  return {
    house,
    office,
    team: async (name) => (await shown(office, house.id('COUNTY'))).teams.find((team) => team.name === name)?.id ?? '',
  };
}

const shown = (client: Client, organisationId: string) => client.call(listTeams, { params: { organisationId } });
const nameOf = (who: CastName) => cast[who].name;
const verbsOn = async (client: Client, organisationId: string) =>
  (await client.call(readMe, {})).grants
    .filter((grant) => grant.organisationId === organisationId)
    .map(({ verb }) => verb)
    .toSorted((a, b) => a.localeCompare(b));

test('teams are listed with their people and units, and the units that no team answers for', async (t) => {
  const { house, office } = await offices(t);
  const { teams, withoutTeam } = await shown(office, house.id('COUNTY'));
  assert.deepEqual(
    teams.map(({ name, members, units }) => [
      name,
      members.map((member) => [member.name, member.isLeader]),
      units.map((unit) => unit.name).toSorted((a, b) => a.localeCompare(b)),
    ]),
    [
      ['第一督导组', [['罗亦舟', true]], ['白鹭镇中心小学', '明湖社区'].toSorted((a, b) => a.localeCompare(b))],
      ['第二督导组', [['白若溪', true]], ['石桥镇卫生院']],
    ],
  );
  assert.deepEqual(
    withoutTeam.map(({ name }) => name),
    ['石桥镇农技站'],
  );
  const school = await shown(await house.as('clerk'), house.id('SCHOOL'));
  assert.deepEqual(
    school.teams.map(({ name, units }) => [name, units.map((unit) => unit.name)]),
    [['第一督导组', ['白鹭镇中心小学']]],
  );
  assert.equal(await refusalOf(shown(await house.as('clerk'), house.id('TOWN'))), 'not-permitted');
  assert.equal(await refusalOf(shown(await house.as('otherTown'), house.id('SCHOOL'))), 'not-found');
});

test('authority follows the team’s units, and ends with them or with the membership', async (t) => {
  const { house, office, team } = await offices(t);
  const teamId = await team('第一督导组');
  const person = house.id(nameOf('leader'));
  const leader = await house.as('leader');
  await office.call(joinTeam, { params: { teamId }, body: { personId: person } });
  const verbs = [
    'check-deliverable',
    'confirm-assessment',
    'endorse-transition',
    'open-assessment',
    'order-correction',
    'read',
  ];
  assert.deepEqual(await verbsOn(leader, house.id('SCHOOL')), verbs);
  assert.deepEqual(await verbsOn(leader, house.id('COMMUNITY')), verbs);

  await office.call(assignUnit, { params: { teamId }, body: { unitId: house.id('STATION') } });
  assert.deepEqual(await verbsOn(leader, house.id('STATION')), verbs);
  await office.call(releaseUnit, { params: { teamId, unitId: house.id('STATION') } });
  assert.deepEqual(await verbsOn(leader, house.id('STATION')), []);
  assert.deepEqual(await verbsOn(leader, house.id('SCHOOL')), verbs);

  await office.call(leaveTeam, { params: { teamId, personId: person } });
  assert.deepEqual(await verbsOn(leader, house.id('SCHOOL')), []);
  // Who comes back on the same day has everything again.
  await office.call(joinTeam, { params: { teamId }, body: { personId: person } });
  assert.deepEqual(await verbsOn(leader, house.id('SCHOOL')), verbs);
});

test('who has no other authority is logged out when leaving', async (t) => {
  const { house, office, team } = await offices(t);
  const teamId = await team('第一督导组');
  const personId = house.id('CLINIC-02');
  await house.account(personId, 'inspector');
  await office.call(joinTeam, { params: { teamId }, body: { personId } });
  const { csrf, cookie } = await house.signIn('inspector');
  const inspector = makeClient({ baseUrl: house.address, csrf: () => csrf, headers: () => ({ cookie }) });
  assert.equal(await refusalOf(shown(inspector, house.id('SCHOOL'))), null);
  await office.call(leaveTeam, { params: { teamId, personId } });
  assert.equal(await refusalOf(shown(inspector, house.id('SCHOOL'))), 'not-logged-in');
});

test('nobody checks a unit of one’s own: members, heads, clerks and secretaries are recused', async (t) => {
  const { house, office, team } = await offices(t);
  const teamId = await team('第一督导组');
  for (const code of ['SCHOOL-1-04', 'SCHOOL-1-01', 'SCHOOL-1-02', 'SCHOOL-1-03', 'COMMUNITY-1-02']) {
    const joining = office.call(joinTeam, { params: { teamId }, body: { personId: house.id(code) } });
    assert.equal(await refusalOf(joining), 'recused', code);
  }
  // Member and head of the clinic, secretary of the branch that also serves the station.
  await office.call(joinTeam, { params: { teamId }, body: { personId: house.id('CLINIC-01') } });
  for (const unit of ['CLINIC', 'STATION']) {
    const assigning = office.call(assignUnit, { params: { teamId }, body: { unitId: house.id(unit) } });
    assert.equal(await refusalOf(assigning), 'recused', unit);
  }
});

for (const role of ['head', 'leader', 'representative'] as const)
  test(`a ${role} from outside the unit’s own branches is recused as well`, async (t) => {
    const { house, office, team } = await offices(t);
    const personId = house.id(nameOf('auditor'));
    const organisationId = house.id('CLINIC');
    await office.call(appoint, {
      params: { organisationId },
      body: { personId, role, ...(role === 'representative' && { origin: 'served' as const }) },
    });
    const joining = office.call(joinTeam, { params: { teamId: await team('第二督导组') }, body: { personId } });
    await assert.rejects(joining, (error: { problem?: { code: string; params: object } }) => {
      assert.deepEqual([error.problem?.code, error.problem?.params], ['recused', { unit: '石桥镇卫生院' }]);
      return true;
    });
  });

test('a team is formed once by name, and has each person and unit once', async (t) => {
  const { house, office, team } = await offices(t);
  const rootOf = (await shown(office, house.id('COUNTY'))).teams[0]?.organisationId ?? '';
  const again = office.call(formTeam, { params: { organisationId: rootOf }, body: { name: '第一督导组' } });
  assert.equal(await refusalOf(again), 'team-name-taken');
  const teamId = await team('第一督导组');
  const personId = house.id(nameOf('team'));
  assert.equal(
    await refusalOf(office.call(joinTeam, { params: { teamId }, body: { personId } })),
    'person-in-team-already',
  );
  const assign = (node: string) => office.call(assignUnit, { params: { teamId }, body: { unitId: house.id(node) } });
  assert.equal(await refusalOf(assign('SCHOOL')), 'unit-in-team-already');
  assert.equal(await refusalOf(assign('TOWN')), 'not-a-unit');
  const stranger = { teamId, personId: house.id(nameOf('leader')) };
  assert.equal(await refusalOf(office.call(leaveTeam, { params: stranger })), 'person-not-in-team');
  const release = office.call(releaseUnit, { params: { teamId, unitId: house.id('STATION') } });
  assert.equal(await refusalOf(release), 'unit-not-in-team');
});

test('a town’s own team stands beside the superior’s, and takes no unit from elsewhere', async (t) => {
  const { house, office } = await offices(t);
  const town = await house.as('town');
  const params = { organisationId: house.id('TOWN') };
  const { id: teamId } = await town.call(formTeam, { params, body: { name: '白鹭镇督导组' } });
  await town.call(assignUnit, { params: { teamId }, body: { unitId: house.id('SCHOOL') } });
  const clinic = { params: { teamId }, body: { unitId: house.id('CLINIC') } };
  assert.equal(await refusalOf(town.call(assignUnit, clinic)), 'not-found');
  assert.equal(await refusalOf(office.call(assignUnit, clinic)), 'unit-beyond-team');

  const campaignId = (await town.call(listCampaigns, {})).atHand ?? '';
  const db = openDatabase(house.database.connection('app'));
  const [school] = await withClient(house.database.superuser(), async (client) => {
    const { rows } = await client.query<{ path: string }>('select path from organisation where id = $1', [
      house.id('SCHOOL'),
    ]);
    return rows;
  });
  const unitId = house.id('SCHOOL');
  const [teams] = await inReadTransaction(db, { paths: [school?.path ?? ''], self: null }, (tx) =>
    teamsOfUnits(tx, [{ unitId, campaignId, of: [unitId] }]),
  );
  await db.close();
  assert.deepEqual(
    teams?.map(({ name, leaderName }) => [name, leaderName]),
    [
      ['第一督导组', '罗亦舟'],
      ['白鹭镇督导组', null],
    ],
  );
});

test('a person and a unit that come at once find each other', async (t) => {
  const { house, office, team } = await offices(t);
  const teamId = await team('第二督导组');
  const personId = house.id(nameOf('leader'));
  await Promise.all([
    office.call(joinTeam, { params: { teamId }, body: { personId } }),
    office.call(assignUnit, { params: { teamId }, body: { unitId: house.id('STATION') } }),
  ]);
  assert.equal((await verbsOn(await house.as('leader'), house.id('STATION'))).length, bundles.supervisor.length);
});

test('every change to a team is in the ledger, without a name of a person', async (t) => {
  const { house, office } = await offices(t);
  const { entries } = await office.call(listEntries, {
    params: { organisationId: house.id('COUNTY') },
    query: { limit: 200 },
  });
  const changes = entries.filter(({ kind }) => kind.startsWith('supervision.'));
  assert.ok(changes.some(({ kind }) => kind === 'supervision.unit-assigned'));
  for (const { summary } of changes)
    assert.deepEqual(
      Object.keys(summary).toSorted((a, b) => a.localeCompare(b)),
      ['team', 'unit'],
    );
});

test('teams with numbers in their names stand in the order of the numbers', async (t) => {
  const { house, office } = await offices(t);
  const params = { organisationId: house.id('COUNTY') };
  const named = ['明湖县第10督导组', '明湖县第2督导组', '明湖县第1督导组', '明湖县机关组'];
  for (const name of named) await office.call(formTeam, { params, body: { name } });
  const town = { organisationId: house.id('TOWN') };
  await office.call(formTeam, { params: town, body: { name: '白鹭镇第3督导组' } });
  const { teams } = await shown(office, house.id('COUNTY'));
  assert.deepEqual(
    teams.map(({ name }) => name).filter((name) => name.includes('县') || name.includes('镇')),
    ['明湖县机关组', '明湖县第1督导组', '明湖县第2督导组', '明湖县第10督导组', '白鹭镇第3督导组'],
  );
});

test('who may manage the teams of a town', async (t) => {
  const { house } = await offices(t);
  const town = await house.as('town');
  const params = { organisationId: house.id('TOWN') };
  const { id: teamId } = await town.call(formTeam, { params, body: { name: '白鹭镇督导组' } });
  const closed = new Set<string | null>(['not-permitted', 'not-found', 'not-logged-in']);
  const may: string[] = [];
  for (const who of [...castNames, 'stranger'] as const) {
    const client = await house.as(who);
    const attempts = {
      form: () => client.call(formTeam, { params, body: { name: '白鹭镇督导组' } }),
      assign: () => client.call(assignUnit, { params: { teamId }, body: { unitId: house.id('TOWN') } }),
      release: () => client.call(releaseUnit, { params: { teamId, unitId: house.id('SCHOOL') } }),
      leave: () => client.call(leaveTeam, { params: { teamId, personId: house.id('SCHOOL-1-04') } }),
    };
    for (const [verb, attempt] of Object.entries(attempts)) {
      if (!closed.has(await refusalOf(attempt()))) may.push(`${who} ${verb}`);
    }
  }
  const managers = ['administrator', 'office', 'county', 'town'];
  assert.deepEqual(
    may,
    managers.flatMap((who) => ['form', 'assign', 'release', 'leave'].map((verb) => `${who} ${verb}`)),
  );
});
