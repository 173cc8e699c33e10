import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { instantOnDay } from '@muster/core/ledger';
import { recordContact, type ContactMode, type ContactOutcome } from '@muster/core/roster';
import type { Command } from '../../platform/command.ts';
import { insertContact, type NewContact } from '../insert-contact.ts';
import { loadMember, memberFact, type LoadedMember, type OpenMembership } from '../loaded-member.ts';

interface Input {
  readonly personId: string;
  readonly mode: ContactMode;
  readonly on: CivilDate;
  readonly outcome: ContactOutcome;
  readonly note?: string | undefined;
  readonly lateReason?: string | undefined;
}

interface Facts {
  readonly contact: NewContact;
  readonly membership: OpenMembership;
  readonly occurredAt: Date;
}

export const recordContactCommand: Command<Input, LoadedMember, Facts, { id: string }> = {
  name: 'roster.record-contact',
  load: async (tx, { personId }) => (await loadMember(tx, personId)) ?? refuse('not-found'),
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ membership }, { mode, on, outcome, note = null, lateReason = null }, { at, timeZone, newId, bytes }) => {
    const today = civilDateAt(at, timeZone);
    const decided = recordContact({ mode, on, outcome, lateReason }, membership !== null, today);
    if (isRefusal(decided)) return decided;
    if (membership === null) return refuse('not-a-member');
    const contact = {
      id: newId(),
      salt: bytes(16),
      mode,
      on,
      outcome,
      note,
      ...decided,
      whereabouts: null,
      reachBy: null,
    };
    return { contact, membership, occurredAt: instantOnDay(on, today, at) };
  },
  save: (tx, { contact, membership }, { person }, { actor, at }) =>
    insertContact(tx, contact, person, membership, { actor, at }),
  record: ({ contact, membership, occurredAt }, { person }) => [
    {
      ...memberFact({ person: { ...person, salt: contact.salt }, membership }, 'roster.contact-recorded', contact.id, {
        head: { contact: contact.id, mode: contact.mode, on: contact.on, outcome: contact.outcome },
        personal: { contact: contact.id, person: person.id, note: contact.note },
        occurredAt,
      }),
      lateReason: contact.lateReason,
    },
  ],
  answer: ({ contact }) => ({ id: contact.id }),
};
