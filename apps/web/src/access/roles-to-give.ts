import { appointableRoles, judgeAppointment, type Role } from '@muster/core/access';
import type { Grant } from '../app/session.ts';

/**
 * The offices worth offering at a node of this kind, by the same rule as the server: what it has, and what one may give on some
 * node at all. The server holds it against this very node.
 */
export function rolesToGive(grants: readonly Grant[], kind: string): readonly Role[] {
  const paths = new Set(grants.filter((grant) => grant.verb === 'manage-access').map((grant) => grant.path));
  // A team's, which are for one campaign, give nobody an office.
  const held = grants.map((grant) => ({ ...grant, campaignId: null }));
  return appointableRoles.filter((role) =>
    [...paths].some((path) => judgeAppointment(held, role, { kind, place: { path, linked: [] } }) === null),
  );
}
