import { judgeAppointment, permit, type Role } from '@muster/core/access';
import { refuse, type CivilDate } from '@muster/core/kernel';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { createPerson, findPerson } from '../../roster/index.ts';
import { officeGiven } from '../hooks.ts';
import { writeAppointment, type Appointing } from '../appointing.ts';

export interface AppointInput {
  readonly organisationId: string;
  readonly personId?: string | undefined;
  readonly personName?: string | undefined;
  readonly role: Role;
  readonly origin?: Appointing['origin'] | undefined;
  readonly fromOn?: CivilDate | undefined;
}

interface State {
  readonly node: Node;
  /** Of the person who is known; null for one who comes by name. */
  readonly personId: string | null;
}

interface Facts {
  readonly id: string;
  readonly personId: string;
  readonly newName: string | null;
  readonly role: Role;
  readonly origin: Appointing['origin'];
  readonly fromOn: CivilDate | null;
  readonly salt: Uint8Array;
}

export const appointCommand: Command<AppointInput, State, Facts, { id: string; personId: string }> = {
  name: 'access.appoint',
  load: async (tx, { organisationId, personId }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    if (personId === undefined) return { node, personId: null };
    const person = await findPerson(tx, personId);
    return person === null ? refuse('not-found', {}, 'personId') : { node, personId };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-access', node.place),
  decide: ({ node, personId }, { role, origin = null, fromOn = null, personName = null }, { actor, newId, bytes }) => {
    const unfit = judgeAppointment(actor.grants, role, node);
    if (unfit !== null) return unfit;
    if ((role === 'representative') !== (origin !== null)) return refuse('invalid-input', {}, 'origin');
    const who = { personId: personId ?? newId(), newName: personId === null ? personName : null };
    return { id: newId(), ...who, role, origin, fromOn, salt: bytes(16) };
  },
  save: async (tx, facts, { node }, { actor, at, timeZone, tell }) => {
    const person = { regionId: node.regionId, id: facts.personId };
    if (facts.newName !== null) {
      await createPerson(tx, { ...person, name: facts.newName, ...placeOf(node), salt: facts.salt, at });
    }
    const { id, role, origin, fromOn } = facts;
    const office = { id, person, organisation: node, role, origin, fromOn };
    await writeAppointment(tx, { ...office, recordedBy: actor.personId, at, timeZone });
    const { regionId, id: organisationId } = node;
    await tell(tx, officeGiven, { regionId, appointmentId: id, personId: person.id, organisationId, role });
  },
  record: ({ id, personId, newName, role, origin, fromOn, salt }, { node }) => [
    {
      regionId: node.regionId,
      unitId: node.kind === 'unit' ? node.id : null,
      kind: 'access.person-appointed',
      subjectId: id,
      place: node.place,
      occurredAt: null,
      summary: { role, organisation: node.name },
      head: { appointment: id, organisation: node.id, role, origin, from: fromOn },
      personal: [{ salt, value: { appointment: id, person: personId, name: newName } }],
    },
  ],
  answer: ({ id, personId }) => ({ id, personId }),
};

/** Somebody who is no member is placed where the first office lies: in the place tree by way of the link, if there is one. */
function placeOf({ tree, place }: Node): { path: string; partyPath: string | null } {
  if (tree === 'place') return { path: place.path, partyPath: null };
  return { path: place.linked[0] ?? place.path, partyPath: place.path };
}
