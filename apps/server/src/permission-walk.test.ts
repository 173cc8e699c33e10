/**
 * Every route of the contract × everybody of the cast × places in the tree. Who may is written here by hand, by verb and place; a
 * route without a row fails. "May" means: not refused for want of authority or of sight; what the rules say afterwards is not at
 * stake, so commands are sent with input that the rules refuse where they can.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes, type Route } from '@muster/contract';
import type { Verb } from '@muster/core/access';
import { Refused, type Client } from '@muster/client';
import { castNames, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

const places = ['PLACE', 'PARTY', 'COUNTY', 'TOWN', 'OTHER-TOWN', 'TOWN-COMMITTEE', 'SCHOOL', 'SCHOOL-1', 'COMMUNITY', 'CLINIC'] as const;
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
  'record-activity': {
    SCHOOL: ['head', 'clerk', 'secretary', 'secretary2'],
    'SCHOOL-1': ['head', 'clerk', 'secretary'],
    COMMUNITY: ['communityHead', 'communityClerk'],
    CLINIC: ['jointSecretary'],
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

const units: readonly PlaceCode[] = ['SCHOOL', 'COMMUNITY', 'CLINIC'];
const atNode: Ask = (place, ids) => ({ params: { organisationId: ids(place) } });
const atNodeWith =
  (body: unknown): Ask =>
  (place, ids) => ({ params: { organisationId: ids(place) }, body });
const atUnit =
  (body?: unknown): Ask =>
  (place, ids) => (units.includes(place) ? { params: { unitId: ids(place) }, ...(body === undefined ? {} : { body }) } : null);
const atBranch =
  (body?: unknown): Ask =>
  (place, ids) => (place === 'SCHOOL-1' ? { params: { branchId: ids(place) }, ...(body === undefined ? {} : { body }) } : null);
/** On something of the school: an activity, an assessment, a transition, a team. */
const ofSchool =
  (param: string, thing: string, more: Call = {}): Ask =>
  (place, ids) => (place === 'SCHOOL' ? { ...more, params: { ...more.params, [param]: ids(thing) } } : null);

const empty = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const tooMany = { ...empty, satisfied: 1000 };
const meeting = { kind: 'no-such-kind', topic: '试', startsAt: '2026-03-19T14:30:00+08:00', endsAt: '2026-03-19T16:30:00+08:00', absences: [] };
const csv = { fileName: 'x.csv', csv: 'nothing\n', commit: false };

/** The row of each route that is asked about a place. Things of the school are made before the walk. */
const rows: Readonly<Record<string, Ask>> = {
  listAppointments: atNode,
  appoint: atNodeWith({ personName: '某某', role: 'supervisor' }),
  makeActivationSheet: atNodeWith({ personIds: ['00000000-0000-7000-8000-000000000000'] }),
  listChildren: atNode,
  readOrganisation: atNode,
  importOrganisations: atNodeWith(csv),
  exportOrganisations: atNode,
  listMembers: atNode,
  importMembers: atNodeWith(csv),
  exportMembers: atNode,
  loadPlaybook: atNodeWith({ yaml: 'nothing: here' }),
  startCampaign: atNodeWith({
    playbookId: '00000000-0000-7000-8000-000000000000',
    name: { zh: '试', en: 'try' },
    startedOn: '2026-03-01',
  }),
  listActivities: atNode,
  listAssessments: atNode,
  listTeams: atNode,
  readOverview: atNode,
  listEntries: atNode,
  listBurdens: atNode,
  listStandings: (place, ids) => ({ params: { organisationId: ids(place) }, query: { stage: 'study', condition: 'hours' } }),
  readRoll: atBranch(),
  recordActivity: atBranch(meeting),
  readGate: atUnit(),
  openAssessment: atUnit({ heldOn: '2030-01-01' }),
  applyForTransition: atUnit({ judgedHash: '0'.repeat(64) }),
  readActivity: ofSchool('activityId', 'activity'),
  voidActivity: ofSchool('activityId', 'voided', { body: { reason: '试' } }),
  readAssessment: ofSchool('assessmentId', 'assessment'),
  enterCount: ofSchool('assessmentId', 'assessment', { body: { member: tooMany, representative: empty } }),
  confirmAssessment: ofSchool('assessmentId', 'assessment'),
};

/** Routes whose holders are not those of the verb at the place, or that need no place; each says who. */
const others: Readonly<Record<string, { readonly who: readonly CastName[] | 'everybody'; readonly ask: Ask }>> = {
  readMe: { who: 'everybody', ask: () => ({}) },
  listRoots: { who: 'everybody', ask: () => ({}) },
  listCampaigns: { who: 'everybody', ask: () => ({}) },
  listPlaybooks: { who: 'everybody', ask: () => ({}) },
  listTransitions: { who: 'everybody', ask: () => ({}) },
  changePassword: { who: 'everybody', ask: () => ({ body: { current: 'wrong', next: 'also wrong but long' } }) },
  reportBurden: { who: 'everybody', ask: () => ({ body: { page: '/units', body: '重复填报' } }) },
  readPerson: {
    who: [...(holders.read['SCHOOL-1'] ?? []), 'member'],
    ask: (_place, ids) => ({ params: { personId: ids('SCHOOL-1-04') } }),
  },
  openBatch: {
    who: managed.TOWN ?? [],
    ask: (_place, ids) => ({
      params: { campaignId: ids('campaign') },
      body: { number: 1, organisationId: ids('TOWN'), stages: [{ code: 'study', startsOn: '2026-02-10', endsOn: '2026-03-25' }] },
    }),
  },
  endAppointment: { who: managed.PLACE ?? [], ask: (_place, ids) => ({ params: { appointmentId: ids('endedAppointment') } }) },
  formTeam: { who: managed.PLACE ?? [], ask: (_place, ids) => ({ params: { organisationId: ids('PLACE') }, body: { name: '第一督导组' } }) },
  joinTeam: {
    who: managed.PLACE ?? [],
    ask: (_place, ids) => ({ params: { teamId: ids('team') }, body: { personId: ids('罗亦舟') } }),
  },
  leaveTeam: { who: managed.PLACE ?? [], ask: (_place, ids) => ({ params: { teamId: ids('team'), personId: ids('SCHOOL-1-09') } }) },
  assignUnit: { who: managed.PLACE ?? [], ask: (_place, ids) => ({ params: { teamId: ids('team') }, body: { unitId: ids('SCHOOL') } }) },
  releaseUnit: { who: managed.PLACE ?? [], ask: (_place, ids) => ({ params: { teamId: ids('team'), unitId: ids('CLINIC') } }) },
  endorseTransition: { who: ['otherTeam'], ask: (_place, ids) => ({ params: { transitionId: ids('transition') }, body: {} }) },
  returnTransition: { who: ['otherTeam'], ask: (_place, ids) => ({ params: { transitionId: ids('transition') }, body: { reason: '试' } }) },
  decideTransition: {
    who: holders['decide-transition'].CLINIC ?? [],
    ask: (_place, ids) => ({ params: { transitionId: ids('transition') }, body: { outcome: 'passed' } }),
  },
};

/** Not asked by people of the cast: they come before anybody is known, or end the asking. */
const apart = ['activate', 'logIn', 'logOut', 'readInstance', 'readLiveness', 'readReadiness', 'setUp'];
