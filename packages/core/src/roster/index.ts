export type { KnownBranch, KnownMember, RosterSurroundings } from './known-member.ts';
export { codesOfMembers } from './codes-of-members.ts';
export { categories, type Standing } from './member-words.ts';
export { planMembers } from './plan-members.ts';
export type { PlannedMember, RosterPlan } from './roster-plan.ts';
export { writeMembers, type WrittenMember } from './write-members.ts';
