import { nodesWith, type Grant, type Me } from './session.ts';

const seeingAll = new Set(['office', 'administrator', 'auditor', 'leader']);

/** Where a day begins, by the offices one holds; several offices begin with the widest, the menu has the others. */
export function homeAddress(me: Me): string {
  const reads = nodesWith(me, 'read');
  // Who leads a region and is in a team has come for its units.
  const supervises = me.grants.some((grant) => grant.role === 'supervisor');
  const all = me.grants.filter(({ role }) => seeingAll.has(role) && !(supervises && role === 'leader'));
  const region = topmost(all, ['region']);
  if (region !== undefined) return `/overview/${region.organisationId}`;
  if (supervises) return '/supervision';
  const top = topmost(all, ['unit']) ?? topmost(all, []);
  if (top !== undefined) return `/overview/${top.organisationId}`;
  const unit = me.grants.find((grant) => grant.role === 'head' || grant.role === 'clerk');
  if (unit !== undefined && unit.organisationKind === 'unit') return `/units/${unit.organisationId}`;
  const branch = me.grants.find((grant) => grant.role === 'secretary');
  if (branch !== undefined) return `/branches/${branch.organisationId}`;
  if (reads[0] !== undefined) return `/overview/${reads[0].organisationId}`;
  return `/people/${me.person.id}`;
}

/** Looks after what others do, rather than owing it. */
export function oversees(me: Me): boolean {
  return me.grants.some(({ role }) => role === 'supervisor' || seeingAll.has(role));
}

/** The topmost node of the wanted kinds; of any kind when none is wanted. */
export function topmost(grants: readonly Grant[], kinds: readonly string[]): Grant | undefined {
  return grants
    .filter((grant) => kinds.length === 0 || kinds.includes(grant.organisationKind))
    .toSorted((a, b) => a.path.split('.').length - b.path.split('.').length)[0];
}
