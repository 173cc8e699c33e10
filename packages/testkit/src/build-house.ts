import { appoint, setUp } from '@muster/contract/access';
import { loadPlaybook, openBatch, startCampaign } from '@muster/contract/campaign';
import { importOrganisations, listRoots } from '@muster/contract/organisation';
import { importMembers } from '@muster/contract/roster';
import { assignUnit, formTeam, joinTeam } from '@muster/contract/supervision';
import { makeClient, type Client } from '@muster/client';
import type { TestServer } from '@muster/server/test-server';
import { withClient, type TestDatabase } from '@muster/server/testing';
import { cast, castNames } from './cast.ts';
import { smallPlaybook, studyStage } from './playbook.ts';
import { membersCsv, organisationsCsv, partyRoot, placeRoot } from './small-organisation.ts';

/** A login that row security does not bind. */
type Superuser = ReturnType<TestDatabase['superuser']>;

/** Sets everything up through the routes that everybody uses: the tree, the people, the cast, the campaign's open stage. */
export async function buildHouse(server: TestServer, superuser: Superuser): Promise<void> {
  await openInstance(superuser);
  server.clock.set(new Date('2026-01-20T09:00:00+08:00'));
  const administrator = await firstAdministrator(server);
  const roots = await administrator.call(listRoots, {});
  const rootOf = (tree: 'place' | 'party') => roots.nodes.find((node) => node.tree === tree)?.id ?? '';
  const under = { params: { organisationId: rootOf('place') } };
  await administrator.call(importOrganisations, {
    ...under,
    body: { fileName: 'organisations.csv', csv: organisationsCsv, commit: true },
  });
  await administrator.call(importMembers, {
    ...under,
    body: { fileName: 'members.csv', csv: membersCsv(), commit: true },
  });
  const ids = await idsOf(superuser);
  const nodeId = (code: string) =>
    code === 'PLACE' ? rootOf('place') : code === 'PARTY' ? rootOf('party') : ids(code);

  for (const name of castNames) {
    if (name === 'administrator') continue;
    const { member, name: personName, offices } = cast[name];
    let personId = member === null ? null : ids(member);
    for (const [role, node] of offices.length === 0 && member === null
      ? ([['leader', 'OTHER-TOWN']] as const)
      : offices) {
      const who = personId === null ? { personName } : { personId };
      ({ personId } = await administrator.call(appoint, {
        params: { organisationId: nodeId(node) },
        body: { ...who, role },
      }));
    }
    if (personId !== null) await server.account(personId, name.toLowerCase());
  }
  for (const unit of ['SCHOOL', 'COMMUNITY', 'CLINIC']) {
    for (let index = 1; index <= 10; index += 1) {
      const body = { personName: `群众代表${unit}${index}`, role: 'representative', origin: 'served' } as const;
      await administrator.call(appoint, { params: { organisationId: ids(unit) }, body });
    }
  }
  await openCampaign(administrator, rootOf('place'), server);
  await formTeams(administrator, await idsOf(superuser), rootOf('place'));
  await server.fold();
}

async function firstAdministrator(server: TestServer): Promise<Client> {
  const body = {
    instanceName: '测试',
    placeRootName: placeRoot,
    partyRootName: partyRoot,
    personName: cast.administrator.name,
    login: 'administrator',
    password: 'a password for tests',
  };
  await makeClient({ baseUrl: server.address }).call(setUp, { body });
  const session = await server.signIn('administrator');
  return makeClient({ baseUrl: server.address, csrf: () => session.csrf, headers: () => ({ cookie: session.cookie }) });
}

async function openCampaign(by: Client, rootId: string, server: TestServer): Promise<void> {
  const { id: playbookId } = await by.call(loadPlaybook, {
    params: { organisationId: rootId },
    body: { yaml: smallPlaybook() },
  });
  const { id: campaignId } = await by.call(startCampaign, {
    params: { organisationId: rootId },
    body: { playbookId, name: { zh: '测试活动', en: 'Test campaign' }, startedOn: studyStage.startsOn },
  });
  server.clock.set(new Date(`${studyStage.startsOn}T08:00:00+08:00`));
  await by.call(openBatch, {
    params: { campaignId },
    body: {
      number: 1,
      organisationId: rootId,
      stages: [
        { code: 'study', ...studyStage },
        { code: 'analysis', startsOn: '2026-03-26', endsOn: '2026-05-10' },
        { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-30' },
      ],
    },
  });
}

async function formTeams(by: Client, ids: (code: string) => string, rootId: string): Promise<void> {
  const crews = [
    { name: '第一督导组', member: 'team', units: ['SCHOOL', 'COMMUNITY'] },
    { name: '第二督导组', member: 'otherTeam', units: ['CLINIC'] },
  ] as const;
  for (const crew of crews) {
    const { id: teamId } = await by.call(formTeam, { params: { organisationId: rootId }, body: { name: crew.name } });
    for (const unit of crew.units) await by.call(assignUnit, { params: { teamId }, body: { unitId: ids(unit) } });
    await by.call(joinTeam, { params: { teamId }, body: { personId: ids(cast[crew.member].name), isLeader: true } });
  }
}

/** A test moves the clock as it likes: only an instance that is being built allows that. */
async function openInstance(superuser: Superuser): Promise<void> {
  await withClient(superuser, async (client) => {
    await client.query(
      `insert into instance (id, name, kind, building, time_zone, created_at) values (gen_random_uuid(), '', 'demo', true, 'Asia/Shanghai', now())`,
    );
  });
}

/** Ids by code; people without a code by name. */
export async function idsOf(superuser: Superuser): Promise<(code: string) => string> {
  const found = await withClient(superuser, async (client) => {
    const { rows } = await client.query<{ code: string; id: string }>(
      `select code, id from organisation where code is not null union all select coalesce(code, name), id from person`,
    );
    return new Map(rows.map((row) => [row.code, row.id]));
  });
  return (code) => {
    const id = found.get(code);
    if (id === undefined) throw new Error(`nothing in the small organisation is called ${code}`);
    return id;
  };
}
