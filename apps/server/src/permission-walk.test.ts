/**
 * Every route of the contract × everybody of the cast × places in the tree. Who may is written here by hand, by verb and place; a
 * route without a row fails. "May" means: not refused for want of authority or of sight; what the rules say afterwards is not at
 * stake, so commands are sent with input that the rules refuse where they can.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { routes, type Route } from '@muster/contract';
import { appoint, endAppointment } from '@muster/contract/access';
import { confirmAssessment, enterCount, openAssessment } from '@muster/contract/assessment';
import { listCampaigns } from '@muster/contract/campaign';
import { applyForTransition, readGate } from '@muster/contract/gate';
import { listObligations, submitDeliverable } from '@muster/contract/obligation';
import { flagOrganisation, importOrganisations, listRoots } from '@muster/contract/organisation';
import { recordActivity, voidActivity } from '@muster/contract/study';
import { listTeams } from '@muster/contract/supervision';
import type { Verb } from '@muster/core/access';
import { Refused, type Client } from '@muster/client';
import { castNames, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { batchOthers, batchRows, makeBatchThings } from './permission-rows-batches.fixture.ts';
import { claimRows, listOthers, makeClaimThings } from './permission-rows-claims.fixture.ts';
import { changeOthers, changeRows, flagged } from './permission-rows-organisation.fixture.ts';
import { makeRosterThings, rosterOthers, rosterRows } from './permission-rows-roster.fixture.ts';

const places = [
  'PLACE',
  'PARTY',
  'COUNTY',
  'TOWN',
  'OTHER-TOWN',
  'TOWN-COMMITTEE',
  'SCHOOL',
  'SCHOOL-1',
  'COMMUNITY',
  'CLINIC',
] as const;
type PlaceCode = (typeof places)[number];

type Holders = Readonly<Partial<Record<PlaceCode, readonly CastName[]>>>;

const top: readonly CastName[] = ['administrator', 'office'];
const offices = (...more: CastName[]): readonly CastName[] => ['office', ...more];

/** Places that hold for both verbs of an office and an administrator. */
const managed: Holders = {
  PLACE: top,
  PARTY: top,
  COUNTY: [...top, 'county'],
  TOWN: [...top, 'county', 'town'],
  'OTHER-TOWN': [...top, 'county', 'otherTown'],
  'TOWN-COMMITTEE': [...top, 'county', 'town'],
  SCHOOL: [...top, 'county', 'town'],
  'SCHOOL-1': [...top, 'county', 'town'],
  COMMUNITY: [...top, 'county', 'town'],
  CLINIC: [...top, 'county', 'otherTown'],
};

const officesOnly: Holders = Object.fromEntries(
  Object.entries(managed).map(([place, who]) => [place, who.filter((name) => name !== 'administrator')]),
);

const holders: Readonly<Record<Verb, Holders>> = {
  read: {
    PLACE: [...top, 'auditor'],
    PARTY: [...top, 'auditor'],
    COUNTY: [...top, 'auditor', 'county', 'team'],
    TOWN: [...top, 'auditor', 'county', 'team', 'town', 'leader'],
    'OTHER-TOWN': [...top, 'auditor', 'county', 'team', 'otherTown', 'otherTeam'],
    'TOWN-COMMITTEE': [...top, 'auditor', 'county', 'town'],
    SCHOOL: [...top, 'auditor', 'county', 'team', 'town', 'leader', 'head', 'clerk', 'secretary', 'secretary2'],
    'SCHOOL-1': [...top, 'auditor', 'county', 'team', 'town', 'leader', 'head', 'clerk', 'secretary'],
    COMMUNITY: [...top, 'auditor', 'county', 'team', 'town', 'leader', 'communityHead', 'communityClerk'],
    CLINIC: [...top, 'auditor', 'county', 'team', 'otherTown', 'otherTeam', 'jointSecretary'],
  },
  'manage-organisations': managed,
  'manage-roster': managed,
  'manage-access': {
    ...managed,
    SCHOOL: [...top, 'county', 'town', 'head'],
    'SCHOOL-1': [...top, 'county', 'town', 'head'],
    COMMUNITY: [...top, 'county', 'town', 'communityHead'],
    CLINIC: [...top, 'county', 'otherTown', 'jointSecretary'],
  },
  'manage-campaign': managed,
  'manage-teams': managed,
  'plan-stages': {
    SCHOOL: ['head', 'clerk'],
    COMMUNITY: ['communityHead', 'communityClerk'],
    CLINIC: ['jointSecretary'],
  },
  'record-activity': {
    SCHOOL: ['head', 'clerk', 'secretary', 'secretary2'],
    'SCHOOL-1': ['head', 'clerk', 'secretary'],
    COMMUNITY: ['communityHead', 'communityClerk'],
    CLINIC: ['jointSecretary'],
  },
  'submit-deliverable': {
    SCHOOL: ['head', 'clerk'],
    COMMUNITY: ['communityHead', 'communityClerk'],
    CLINIC: ['jointSecretary'],
  },
  'check-deliverable': {
    SCHOOL: offices('county', 'town', 'team'),
    COMMUNITY: offices('county', 'town', 'team'),
    CLINIC: offices('county', 'otherTown', 'otherTeam'),
  },
  'open-assessment': {
    SCHOOL: offices('county', 'town', 'team', 'head', 'clerk'),
    COMMUNITY: offices('county', 'town', 'team', 'communityHead', 'communityClerk'),
    CLINIC: offices('county', 'otherTown', 'otherTeam', 'jointSecretary'),
  },
  'tell-assessment': {
    SCHOOL: ['clerk', 'secretary', 'secretary2'],
    COMMUNITY: ['communityHead', 'communityClerk'],
    CLINIC: ['jointSecretary'],
  },
  'confirm-assessment': { SCHOOL: ['team'], COMMUNITY: ['team'], CLINIC: ['otherTeam'] },
  'apply-transition': { SCHOOL: ['head'], COMMUNITY: ['communityHead'], CLINIC: ['jointSecretary'] },
  'endorse-transition': { SCHOOL: ['team'], COMMUNITY: ['team'], CLINIC: ['otherTeam'] },
  'decide-transition': {
    SCHOOL: offices('county', 'town'),
    COMMUNITY: offices('county', 'town'),
    CLINIC: offices('county', 'otherTown'),
  },
  'read-burdens': officesOnly,
};

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** How a route is asked about a place; null where it cannot be asked there. */
type Ask = (place: PlaceCode, ids: (code: string) => string) => Call | null;

const units: ReadonlySet<PlaceCode> = new Set(['SCHOOL', 'COMMUNITY', 'CLINIC']);
const atNode: Ask = (place, ids) => ({ params: { organisationId: ids(place) } });
const atNodeWith =
  (body: unknown): Ask =>
  (place, ids) => ({ params: { organisationId: ids(place) }, body });
const atUnit =
  (body?: unknown): Ask =>
  (place, ids) =>
    units.has(place) ? { params: { unitId: ids(place) }, ...(body === undefined ? {} : { body }) } : null;
const atBranch =
  (body?: unknown): Ask =>
  (place, ids) =>
    place === 'SCHOOL-1' ? { params: { branchId: ids(place) }, ...(body === undefined ? {} : { body }) } : null;
/** On an assessment of the school, or on an activity of its first branch. */
const ofThing =
  (at: PlaceCode, param: string, thing: string, more: Call = {}): Ask =>
  (place, ids) =>
    place === at ? { ...more, params: { ...more.params, [param]: ids(thing) } } : null;

/** A member at or beneath each place. */
const somebodyAt = (place: PlaceCode): string => {
  if (place === 'COMMUNITY') return 'COMMUNITY-1-09';
  return place === 'CLINIC' || place === 'OTHER-TOWN' ? 'CLINIC-09' : 'SCHOOL-1-09';
};

const empty = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const tooMany = { ...empty, satisfied: 1000 };
const meeting = {
  kind: 'no-such-kind',
  topic: '试',
  startsAt: '2026-03-19T14:30:00+08:00',
  endsAt: '2026-03-19T16:30:00+08:00',
  absences: [],
};
const csv = { fileName: 'x.csv', csv: 'nothing\n', commit: false };

/** The row of each route that is asked about a place. Things of the school are made before the walk. */
const rows: Readonly<Record<string, Ask>> = {
  ...rosterRows,
  ...claimRows,
  ...batchRows,
  ...changeRows,
  listAppointments: atNode,
  appoint: atNodeWith({ personName: '某某', role: 'supervisor' }),
  makeActivationSheet: (place, id) => ({
    params: { organisationId: id(place) },
    body: { personIds: [id(somebodyAt(place))] },
  }),
  listChildren: atNode,
  readOrganisation: atNode,
  importOrganisations: atNodeWith(csv),
  exportOrganisations: atNode,
  listMembers: atNode,
  importMembers: atNodeWith(csv),
  exportMembers: atNode,
  loadPlaybook: atNodeWith({ yaml: 'nothing: here' }),
  putLayer: (place, id) => ({
    params: { organisationId: id(place) },
    body: { campaignId: id('campaign'), playbookId: id('playbook') },
  }),
  listActivities: atNode,
  listObligations: atNode,
  readObligation: ofThing('SCHOOL', 'obligationId', 'obligation'),
  submitDeliverable: ofThing('SCHOOL', 'obligationId', 'obligation', { body: { text: null, file: null } }),
  checkDeliverable: ofThing('SCHOOL', 'deliverableId', 'deliverable', { body: { outcome: 'returned', note: null } }),
  listAssessments: atNode,
  listTeams: atNode,
  readOverview: atNode,
  listEntries: atNode,
  listBurdens: atNode,
  listStandings: (place, ids) => ({
    params: { organisationId: ids(place) },
    query: { stage: 'study', condition: 'hours' },
  }),
  readRoll: atBranch(),
  recordActivity: atBranch(meeting),
  readGate: atUnit(),
  openAssessment: atUnit({ heldOn: '2030-01-01' }),
  applyForTransition: atUnit({ judgedHash: '0'.repeat(64) }),
  readActivity: ofThing('SCHOOL-1', 'activityId', 'activity'),
  voidActivity: ofThing('SCHOOL-1', 'activityId', 'voided', { body: { reason: '试' } }),
  readAssessment: ofThing('SCHOOL', 'assessmentId', 'assessment'),
  enterCount: ofThing('SCHOOL', 'assessmentId', 'assessment', { body: { member: tooMany, representative: empty } }),
  confirmAssessment: ofThing('SCHOOL', 'assessmentId', 'assessment'),
};

const managers = [...new Set(Object.values(managed).flat())];

/** Routes whose holders are not those of the verb at the place, or that need no place; each says who. */
const others: Readonly<Record<string, { readonly who: readonly CastName[] | 'everybody'; readonly ask: Ask }>> = {
  ...rosterOthers(holders.read['SCHOOL-1'] ?? []),
  ...listOthers(managed.PLACE ?? []),
  ...batchOthers(managed.TOWN ?? []),
  ...changeOthers(managed.COUNTY ?? [], [...(managed.SCHOOL ?? []), ...(holders['record-activity'].SCHOOL ?? [])]),
  readMe: { who: 'everybody', ask: () => ({}) },
  listRoots: { who: 'everybody', ask: () => ({}) },
  listCampaigns: { who: 'everybody', ask: () => ({}) },
  listPlaybooks: { who: 'everybody', ask: () => ({}) },
  readPlaybookInForce: { who: 'everybody', ask: (_place, id) => ({ params: { organisationId: id('PLACE') } }) },
  listTransitions: { who: 'everybody', ask: () => ({}) },
  changePassword: { who: 'everybody', ask: () => ({ body: { current: 'wrong', next: 'also wrong but long' } }) },
  reportBurden: { who: 'everybody', ask: () => ({ body: { page: '/units', body: '重复填报' } }) },
  // Beneath a campaign that runs only who may manage that one; begun long ago, so that it never becomes the one that everybody sees.
  startCampaign: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({
      params: { organisationId: ids('TOWN') },
      body: { playbookId: ids('playbook'), name: { zh: '试', en: 'try' }, startedOn: '2001-01-01' },
    }),
  },
  readPerson: {
    who: [...(holders.read['SCHOOL-1'] ?? []), 'member'],
    ask: (_place, ids) => ({ params: { personId: ids('SCHOOL-1-04') } }),
  },
  // Of what one has not sent oneself, everybody hears that it waits.
  readProgress: { who: 'everybody', ask: () => ({ params: { progressId: 'not-of-the-walk' } }) },
  readOrganisationTemplate: { who: managers, ask: () => ({}) },
  readMemberTemplate: { who: managers, ask: () => ({}) },
  readFile: { who: holders.read.TOWN ?? [], ask: (_place, ids) => ({ params: { sha256: ids('file') } }) },
  openBatch: {
    who: managed.TOWN ?? [],
    ask: (_place, ids) => ({
      params: { campaignId: ids('campaign') },
      body: {
        number: 1,
        organisationId: ids('TOWN'),
        stages: [{ code: 'study', startsOn: '2026-02-10', endsOn: '2026-03-25' }],
      },
    }),
  },
  endAppointment: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { appointmentId: ids('endedAppointment') } }),
  },
  formTeam: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { organisationId: ids('PLACE') }, body: { name: '第一督导组' } }),
  },
  joinTeam: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { teamId: ids('team') }, body: { personId: ids('罗亦舟') } }),
  },
  leaveTeam: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { teamId: ids('team'), personId: ids('SCHOOL-1-09') } }),
  },
  assignUnit: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { teamId: ids('team') }, body: { unitId: ids('SCHOOL') } }),
  },
  releaseUnit: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { teamId: ids('team'), unitId: ids('CLINIC') } }),
  },
  endorseTransition: {
    who: ['otherTeam'],
    ask: (_place, ids) => ({ params: { transitionId: ids('transition') }, body: {} }),
  },
  returnTransition: {
    who: ['otherTeam'],
    ask: (_place, ids) => ({ params: { transitionId: ids('transition') }, body: { reason: '试' } }),
  },
  decideTransition: {
    who: holders['decide-transition'].CLINIC ?? [],
    ask: (_place, ids) => ({ params: { transitionId: ids('transition') }, body: { outcome: 'passed' } }),
  },
};

/** Not asked by people of the cast: they come before anybody is known, or end the asking. */
const apart = ['activate', 'logIn', 'logOut', 'readInstance', 'readLiveness', 'readReadiness', 'setUp'];

let house: TestHouse;
const things = new Map<string, string>();
const ids = (code: string): string => things.get(code) ?? house.id(code);

before(async () => {
  house = await startTestHouse();
  await makeThings();
});
after(() => house.close());

/** What the walk asks about: a meeting, a voided one, an assessment, a transition, an appointment that has ended, a file. */
async function makeThings(): Promise<void> {
  const [office, secretary, clerk, joint] = await Promise.all(
    (['office', 'secretary', 'clerk', 'jointSecretary'] as const).map((who) => house.as(who)),
  );
  if (!office || !secretary || !clerk || !joint) throw new Error('the cast is incomplete');
  const { nodes } = await office.call(listRoots, {});
  things.set('PLACE', nodes.find((node) => node.tree === 'place')?.id ?? '');
  things.set('PARTY', nodes.find((node) => node.tree === 'party')?.id ?? '');
  const { campaigns } = await office.call(listCampaigns, {});
  things.set('campaign', campaigns[0]?.id ?? '');
  things.set('playbook', campaigns[0]?.playbook.id ?? '');
  const { teams } = await office.call(listTeams, { params: { organisationId: ids('PLACE') } });
  things.set('team', teams.find((team) => team.name === '第一督导组')?.id ?? '');
  const held = { ...meeting, kind: 'collective-study' };
  const record = async (by: Client, branch: string, day: string) =>
    (
      await by.call(recordActivity, {
        params: { branchId: ids(branch) },
        body: { ...held, startsAt: `${day}T14:00:00+08:00`, endsAt: `${day}T16:00:00+08:00` },
      })
    ).id;
  things.set('activity', await record(secretary, 'SCHOOL-1', '2026-03-19'));
  things.set('voided', await record(secretary, 'SCHOOL-1', '2026-03-18'));
  await secretary.call(voidActivity, { params: { activityId: ids('voided') }, body: { reason: '重复' } });
  const opened = await clerk.call(openAssessment, {
    params: { unitId: ids('SCHOOL') },
    body: { heldOn: '2026-03-19' },
  });
  things.set('assessment', opened.id);
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: ids('SCHOOL') } });
  things.set('obligation', obligations[0]?.id ?? '');
  const handedIn = await clerk.call(submitDeliverable, {
    params: { obligationId: ids('obligation') },
    body: { text: '方案', file: null },
  });
  things.set('deliverable', handedIn.id);
  const appointed = await office.call(appoint, {
    params: { organisationId: ids('PLACE') },
    body: { personName: '某甲', role: 'leader' },
  });
  await office.call(endAppointment, { params: { appointmentId: appointed.id } });
  things.set('endedAppointment', appointed.id);
  const kept = { fileName: 'x.csv', csv: '编码,名称,种类\nWALK,试验站,单位', commit: true };
  await office.call(importOrganisations, { params: { organisationId: ids('TOWN') }, body: kept });
  things.set('file', createHash('sha256').update(kept.csv).digest('hex'));
  await readyClinic(joint, record);
  await makeRosterThings(house, things);
  await makeClaimThings(office, ids('SCHOOL'), things);
  await makeBatchThings(house, things);
  const flag = { params: { organisationId: ids('SCHOOL') }, body: { ...flagged, dueOn: '2026-04-30' } };
  things.set('remedy', (await office.call(flagOrganisation, flag)).id);
}

/** The clinic meets every condition and has applied. */
async function readyClinic(
  joint: Client,
  record: (by: Client, branch: string, day: string) => Promise<string>,
): Promise<void> {
  await record(joint, 'JOINT-1', '2026-03-18');
  await record(joint, 'JOINT-1', '2026-03-19');
  const team = await house.as('otherTeam');
  const { id: assessmentId } = await team.call(openAssessment, {
    params: { unitId: ids('CLINIC') },
    body: { heldOn: '2026-03-19' },
  });
  const count = { member: { ...empty, satisfied: 11 }, representative: { ...empty, satisfied: 10 } };
  await joint.call(enterCount, { params: { assessmentId }, body: count });
  await house.account(ids('CLINIC-02'), 'clinic-clerk');
  const office = await house.as('office');
  await office.call(appoint, {
    params: { organisationId: ids('CLINIC') },
    body: { personId: ids('CLINIC-02'), role: 'clerk' },
  });
  const clerk = await house.signedIn('clinic-clerk');
  await clerk.call(enterCount, { params: { assessmentId }, body: count });
  await team.call(confirmAssessment, { params: { assessmentId } });
  const { judgedHash } = await joint.call(readGate, { params: { unitId: ids('CLINIC') } });
  const applied = await joint.call(applyForTransition, { params: { unitId: ids('CLINIC') }, body: { judgedHash } });
  things.set('transition', applied.id);
}

const noAuthority = new Set(['not-logged-in', 'not-permitted', 'not-found', 'forged-request']);

/** Whether somebody's request got past authority and sight. */
async function passes(client: Client, route: Route, call: Call): Promise<boolean> {
  try {
    await client.call(route, call as never);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return !noAuthority.has(error.problem.code);
  }
}

test('every route of the contract has a row', () => {
  const known = new Set([...Object.keys(rows), ...Object.keys(others), ...apart]);
  assert.deepEqual(
    routes.map((route) => route.name).filter((name) => !known.has(name)),
    [],
  );
  assert.deepEqual(
    [...known].filter((name) => !routes.some((route) => route.name === name)),
    [],
  );
});

for (const route of routes) {
  const ask = rows[route.name];
  if (ask === undefined) continue;
  const verb = route.access as Verb;
  test(`${route.name}: who holds ${verb} may, at each place, and nobody else`, async () => {
    const said: string[] = [];
    for (const place of places) {
      const call = ask(place, ids);
      if (call === null) continue;
      const expected = holders[verb][place] ?? [];
      for (const name of castNames) {
        const may = await passes(await house.as(name), route, call);
        if (may !== expected.includes(name)) said.push(`${name} ${may ? 'may' : 'may not'} at ${place}`);
      }
      if (await passes(await house.as('stranger'), route, call)) said.push(`a stranger may at ${place}`);
    }
    assert.deepEqual(said, []);
  });
}

for (const [name, { who, ask }] of Object.entries(others)) {
  test(`${name}: ${who === 'everybody' ? 'everybody who is logged in' : 'those named'} and nobody else`, async () => {
    const route = routes.find((each) => each.name === name);
    const call = ask('PLACE', ids);
    assert.ok(route && call);
    const said: string[] = [];
    for (const each of castNames) {
      const may = await passes(await house.as(each), route, call);
      if (may !== (who === 'everybody' || who.includes(each))) said.push(`${each} ${may ? 'may' : 'may not'}`);
    }
    if (await passes(await house.as('stranger'), route, call)) said.push('a stranger may');
    assert.deepEqual(said, []);
  });
}
