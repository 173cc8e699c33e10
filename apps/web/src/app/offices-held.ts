import type { Me } from './session.ts';

export interface OfficeHeld {
  readonly role: string;
  /** Where; of a team, which answers for several units, null. */
  readonly place: string | null;
  /** How many units a team answers for. */
  readonly units: number;
}

/** What one is, each office once and a team as one: a team first, as its page comes first; then by how high the place is. */
export function officesHeld({ grants }: Pick<Me, 'grants'>): readonly OfficeHeld[] {
  const once = [...new Map(grants.map((grant) => [`${grant.role} ${grant.organisationId}`, grant])).values()];
  const answeredFor = once.filter(({ role }) => role === 'supervisor').length;
  const others = once.filter(({ role }) => role !== 'supervisor').toSorted((one, other) => depth(one) - depth(other));
  return [
    ...(answeredFor > 0 ? [{ role: 'supervisor', place: null, units: answeredFor }] : []),
    ...others.map(({ role, organisationName }) => ({ role, place: organisationName, units: 0 })),
  ];
}

const depth = ({ path }: Me['grants'][number]): number => path.split('.').length;
