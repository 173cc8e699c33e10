import type { Role } from '@muster/core/access';

/** Who plays in every slice's tests: a login, an office, and where it is held. */
export interface CastMember {
  /** Code of a member of the small organisation, or null for somebody who sits in no branch. */
  readonly member: string | null;
  readonly name: string;
  readonly offices: readonly (readonly [role: Exclude<Role, 'supervisor'>, node: string])[];
}

/** `PLACE` and `PARTY` are the roots. The team's members get their authority from the team's units. */
export const cast = {
  administrator: { member: null, name: '顾南乔', offices: [] },
  office: {
    member: null,
    name: '周岚',
    offices: [
      ['office', 'PLACE'],
      ['office', 'PARTY'],
    ],
  },
  county: {
    member: null,
    name: '许望舒',
    offices: [
      ['office', 'COUNTY'],
      ['office', 'COUNTY-COMMITTEE'],
    ],
  },
  town: {
    member: null,
    name: '沈知秋',
    offices: [
      ['office', 'TOWN'],
      ['office', 'TOWN-COMMITTEE'],
    ],
  },
  otherTown: {
    member: null,
    name: '陆行舟',
    offices: [
      ['office', 'OTHER-TOWN'],
      ['office', 'OTHER-COMMITTEE'],
    ],
  },
  leader: { member: null, name: '叶知秋', offices: [['leader', 'TOWN']] },
  auditor: {
    member: null,
    name: '孟听雨',
    offices: [
      ['auditor', 'PLACE'],
      ['auditor', 'PARTY'],
    ],
  },
  team: { member: null, name: '罗亦舟', offices: [['leader', 'COUNTY']] },
  otherTeam: { member: null, name: '白若溪', offices: [] },
  head: { member: 'SCHOOL-1-01', name: '何静', offices: [['head', 'SCHOOL']] },
  clerk: { member: 'SCHOOL-1-02', name: '苏禾', offices: [['clerk', 'SCHOOL']] },
  secretary: { member: 'SCHOOL-1-03', name: '程砚', offices: [['secretary', 'SCHOOL-1']] },
  secretary2: { member: 'SCHOOL-2-01', name: '秦墨言', offices: [['secretary', 'SCHOOL-2']] },
  communityHead: {
    member: 'COMMUNITY-1-01',
    name: '江晚晴',
    offices: [
      ['head', 'COMMUNITY'],
      ['secretary', 'COMMUNITY-1'],
    ],
  },
  communityClerk: { member: 'COMMUNITY-1-02', name: '祝清和', offices: [['clerk', 'COMMUNITY']] },
  jointSecretary: {
    member: 'CLINIC-01',
    name: '温如许',
    offices: [
      ['secretary', 'JOINT-1'],
      ['head', 'CLINIC'],
    ],
  },
  member: { member: 'SCHOOL-1-04', name: '唐晓棠', offices: [] },
} as const satisfies Readonly<Record<string, CastMember>>;

export type CastName = keyof typeof cast;
export const castNames = Object.keys(cast) as readonly CastName[];
