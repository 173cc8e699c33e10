import { judgeAppointment, type Role } from '@muster/core/access';
import { refuse, type CivilDate } from '@muster/core/kernel';
import { findNodes, type Node } from '../organisation/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { Decided } from '../platform/each.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { createPeople, findPeople, knowPeople } from '../roster/index.ts';
import { writeAppointments, type Appointing } from './appointing.ts';
import { officesGiven } from './hooks.ts';

export interface AppointInput {
  readonly organisationId: string;
  readonly personId?: string | undefined;
  readonly personName?: string | undefined;
  readonly role: Role;
  readonly origin?: Appointing['origin'] | undefined;
  readonly fromOn?: CivilDate | undefined;
}

export interface OfficeWanted {
  readonly node: Node;
  /** Of the person who is known; null for one who comes by name. */
  readonly personId: string | null;
}

export interface OfficeFacts {
  readonly id: string;
  readonly personId: string;
  readonly newName: string | null;
  readonly role: Role;
  readonly origin: Appointing['origin'];
  readonly fromOn: CivilDate | null;
  readonly salt: Uint8Array;
}

/** Where each office lies and who is to hold it, as far as one sees it. */
export async function findOffices(
  tx: ReadTx,
  inputs: readonly AppointInput[],
): Promise<readonly (OfficeWanted | Refused)[]> {
  const nodes = await findNodes(tx, [...new Set(inputs.map(({ organisationId }) => organisationId))]);
  const people = await findPeople(tx, [...new Set(inputs.flatMap(({ personId }) => personId ?? []))]);
  return inputs.map(({ organisationId, personId }): OfficeWanted | Refused => {
    const node = nodes.get(organisationId);
    if (node === undefined) return refuse('not-found');
    if (personId === undefined) return { node, personId: null };
    return people.has(personId) ? { node, personId } : refuse('not-found', {}, 'personId');
  });
}

export function decideOffice(
  { node, personId }: OfficeWanted,
  input: AppointInput,
  { actor, newId, bytes }: Circumstances,
): OfficeFacts | Refused {
  const { role, origin = null, fromOn = null, personName = null } = input;
  const unfit = judgeAppointment(actor.grants, role, node);
  if (unfit !== null) return unfit;
  if ((role === 'representative') !== (origin !== null)) return refuse('invalid-input', {}, 'origin');
  const who = { personId: personId ?? newId(), newName: personId === null ? personName : null };
  return { id: newId(), ...who, role, origin, fromOn, salt: bytes(16) };
}

export async function saveOffices(
  tx: Tx,
  given: readonly Decided<OfficeWanted, OfficeFacts>[],
  { actor, at, timeZone, tell }: Circumstances,
): Promise<void> {
  await createPeople(
    tx,
    given.flatMap(({ facts: { personId: id, newName: name, salt }, state: { node } }) =>
      name === null ? [] : [{ regionId: node.regionId, id, name, ...placeOf(node), salt, at }],
    ),
  );
  await knowPeople(
    tx,
    given.flatMap(({ facts: { personId: id, newName }, state: { node } }) =>
      newName === null ? [{ regionId: node.regionId, id, ...placeOf(node), at }] : [],
    ),
  );
  const offices = given.map(({ facts: { id, personId, role, origin, fromOn }, state: { node } }) => {
    return { id, person: { regionId: node.regionId, id: personId }, organisation: node, role, origin, fromOn };
  });
  await writeAppointments(tx, offices, { recordedBy: actor.personId, at, timeZone });
  for (const [regionId, those] of Map.groupBy(offices, ({ person }) => person.regionId)) {
    const told = those.map(({ id, person, organisation, role }) => {
      return { appointmentId: id, personId: person.id, organisationId: organisation.id, role };
    });
    await tell(tx, officesGiven, { regionId, offices: told });
  }
}

export function factOfOffice({ facts, state: { node } }: Decided<OfficeWanted, OfficeFacts>): LedgerFact {
  const { id, personId, newName, role, origin, fromOn, salt } = facts;
  return {
    regionId: node.regionId,
    unitId: node.kind === 'unit' ? node.id : null,
    kind: 'access.person-appointed',
    subjectId: id,
    place: node.place,
    occurredAt: null,
    summary: { role, organisation: node.name },
    head: { appointment: id, organisation: node.id, role, origin, from: fromOn },
    personal: [{ salt, value: { appointment: id, person: personId, name: newName } }],
  };
}

/** Somebody who is no member is placed where the first office lies: in the place tree by way of the link, if there is one. */
export function placeOf({ tree, place }: Node): { path: string; partyPath: string | null } {
  if (tree === 'place') return { path: place.path, partyPath: null };
  return { path: place.linked[0] ?? place.path, partyPath: place.path };
}
