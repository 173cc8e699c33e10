import type { ContactMode, ContactOutcome } from '@muster/core/roster';
import type { CivilDate } from '@muster/core/kernel';
import type { Tx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { OpenMembership } from './loaded-member.ts';

export interface NewContact {
  readonly id: string;
  readonly salt: Uint8Array;
  readonly mode: ContactMode;
  readonly on: CivilDate;
  readonly outcome: ContactOutcome;
  readonly note: string | null;
  readonly whereabouts: string | null;
  readonly reachBy: string | null;
  readonly isLate: boolean;
  readonly lateReason: string | null;
}

export async function insertContact(
  tx: Tx,
  contact: NewContact,
  person: { readonly regionId: number; readonly id: string },
  membership: OpenMembership,
  by: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('contact')
    .values({
      region_id: person.regionId,
      id: contact.id,
      person_id: person.id,
      branch_id: membership.branchId,
      unit_id: membership.unitId,
      mode: contact.mode,
      on_date: contact.on,
      outcome: contact.outcome,
      note: contact.note,
      whereabouts: contact.whereabouts,
      reach_by: contact.reachBy,
      is_late: contact.isLate,
      late_reason: contact.lateReason,
      recorded_by: by.actor.personId,
      recorded_by_name: by.actor.personName,
      recorded_at: by.at,
      salt: Buffer.from(contact.salt),
      path: membership.path,
      party_path: membership.partyPath,
    })
    .execute();
}
