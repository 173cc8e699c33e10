/** Who holds which verb where, written by hand. */
import type { Verb } from '@muster/core/access';
import type { CastName } from '@muster/testkit';
import type { Holders } from './permission-asks.fixture.ts';

const top: readonly CastName[] = ['administrator', 'office'];
const offices = (...more: CastName[]): readonly CastName[] => ['office', ...more];

/** Places that hold for both verbs of an office and an administrator. */
export const managed: Holders = {
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

export const holders: Readonly<Record<Verb, Holders>> = {
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
  'relieve-obligation': {
    SCHOOL: offices('county', 'town'),
    COMMUNITY: offices('county', 'town'),
    CLINIC: offices('county', 'otherTown'),
  },
  'order-correction': { SCHOOL: ['team'], COMMUNITY: ['team'], CLINIC: ['otherTeam'] },
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

export const managers = [...new Set(Object.values(managed).flat())];
