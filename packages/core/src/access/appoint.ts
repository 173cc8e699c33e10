import { refuse, type Refusal } from '../kernel/index.ts';
import { mayActOn, type Grant, type Place } from './permit.ts';
import { appointableRoles, type Role } from './roles.ts';

/** Those of an organisation, whose own slice builds on this one. */
type Kind = 'region' | 'unit' | 'committee' | 'general_branch' | 'branch';

/** A grant with the office it comes from. */
export interface OfficeGrant extends Grant {
  readonly role: string;
}

/** An office that somebody holds, where the node stands now. */
export interface HeldOffice {
  readonly role: string;
  readonly place: Place;
}

/**
 * Whom an office may appoint at its own node and beneath it. Nobody gives away a verb not held there, but for this table:
 * an office has no meetings of its own and still appoints those who record them. Only an administrator makes another.
 */
const appoints: Readonly<Partial<Record<string, readonly Role[]>>> = {
  administrator: appointableRoles,
  office: appointableRoles.filter((role) => role !== 'administrator'),
  head: ['clerk', 'secretary', 'representative'],
};

/** Teams are set up by whoever holds manage-teams; these two offices answer for the accounts of their people. */
const answersForTeams: ReadonlySet<string> = new Set<Role>(['administrator', 'office']);

const everyBody: readonly Kind[] = ['region', 'committee', 'unit'];
const standsAt: Readonly<Record<Role, readonly Kind[]>> = {
  administrator: everyBody,
  office: everyBody,
  leader: everyBody,
  auditor: everyBody,
  supervisor: [],
  head: ['unit'],
  clerk: ['unit'],
  representative: ['unit'],
  secretary: ['branch', 'general_branch', 'committee'],
};

type Unfit = 'role-not-appointable' | 'role-not-for-this-place' | 'beyond-own-authority';

/** Null when somebody with this authority may give this office at this node. */
export function judgeAppointment(
  authority: readonly OfficeGrant[],
  role: Role,
  node: { readonly kind: string; readonly place: Place },
): Refusal<Unfit> | null {
  if (!appointableRoles.some((each) => each === role)) return refuse('role-not-appointable', { role });
  if (!standsAt[role].some((kind) => kind === node.kind)) {
    return refuse('role-not-for-this-place', { role, kind: node.kind });
  }
  return mayGive(authority, role, node.place) ? null : refuse('beyond-own-authority', { role });
}

/** Who may give an office may end it. */
export function judgeEnding(
  authority: readonly OfficeGrant[],
  office: HeldOffice,
): Refusal<'beyond-own-authority'> | null {
  return mayGive(authority, office.role, office.place) ? null : refuse('beyond-own-authority', { role: office.role });
}

/** Nobody but an administrator makes another, so the last one of a root who can log in stays. */
export function judgeLastAdministrator(
  { role }: { readonly role: string },
  node: { readonly name: string; readonly isRoot: boolean },
  others: number,
): Refusal<'last-administrator'> | null {
  if (role !== 'administrator' || !node.isRoot || others > 0) return null;
  return refuse('last-administrator', { organisation: node.name });
}

/**
 * A new one-time code opens the whole account, wherever its offices lie: it is given only by who may give each of them.
 * Otherwise the head of a unit would become the administrator who happens to be a member there.
 */
export function judgeAccountReset(
  authority: readonly OfficeGrant[],
  offices: readonly HeldOffice[],
): Refusal<'beyond-own-authority'> | null {
  const beyond = offices.find(
    ({ role, place }) => !(mayGive(authority, role, place) || answersFor(authority, role, place)),
  );
  return beyond === undefined ? null : refuse('beyond-own-authority', { role: beyond.role });
}

function mayGive(authority: readonly OfficeGrant[], role: string, place: Place): boolean {
  const givers = authority.filter((grant) => appoints[grant.role]?.some((each) => each === role));
  return mayActOn(givers, 'manage-access', place);
}

function answersFor(authority: readonly OfficeGrant[], role: string, place: Place): boolean {
  const answering = authority.filter((grant) => answersForTeams.has(grant.role));
  return role === 'supervisor' && mayActOn(answering, 'manage-access', place);
}
