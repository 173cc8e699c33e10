import type { Permit } from '@muster/core/access';
import { civilDateAt, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { insertContact, type NewContact } from '../insert-contact.ts';
import { memberFact, openMembershipOf, type OpenMembership } from '../loaded-member.ts';
import { findPerson, type Person } from '../queries.ts';

interface Input {
  readonly personId: string;
  readonly whereabouts: string;
  readonly reachBy?: string | undefined;
}

interface State {
  readonly person: Person;
  readonly membership: OpenMembership | null;
}

interface Facts {
  readonly contact: NewContact;
  readonly membership: OpenMembership;
}

/** A word from a member who is away. Typed by oneself, as far as one likes: no device says where anybody is. */
export const reportInCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'roster.report-in',
  load: async (tx, { personId }, { actor }) => {
    const person = personId === actor.personId ? await findPerson(tx, personId) : null;
    return person === null ? refuse('not-found') : { person, membership: await openMembershipOf(tx, person) };
  },
  // Loading found nobody but oneself, and everybody may speak for oneself.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: ({ membership }, { whereabouts, reachBy = null }, { at, timeZone, newId, bytes }) => {
    if (membership === null) return refuse('not-a-member');
    const said = { mode: 'report-in', outcome: 'reached', note: null, whereabouts, reachBy } as const;
    const now = { on: civilDateAt(at, timeZone), isLate: false, lateReason: null };
    return { contact: { id: newId(), salt: bytes(16), ...said, ...now }, membership };
  },
  save: (tx, { contact, membership }, { person }, { actor, at }) =>
    insertContact(tx, contact, person, membership, { actor, at }),
  record: ({ contact, membership }, { person }) => [
    memberFact({ person: { ...person, salt: contact.salt }, membership }, 'roster.member-reported-in', contact.id, {
      head: { contact: contact.id, on: contact.on },
      personal: { contact: contact.id, person: person.id, whereabouts: contact.whereabouts, reach: contact.reachBy },
    }),
  ],
  answer: ({ contact }) => ({ id: contact.id }),
};
