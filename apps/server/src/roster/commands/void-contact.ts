import { permit, type Place } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { leafPlace } from '../../platform/place.ts';

interface State {
  readonly regionId: number;
  readonly id: string;
  readonly unitId: string;
  readonly salt: Uint8Array;
  readonly isVoided: boolean;
  readonly place: Place;
}

type Row = Omit<State, 'place'> & { readonly path: string; readonly partyPath: string };

export const voidContactCommand: Command<
  { contactId: string; reason: string },
  State,
  { reason: string },
  { id: string }
> = {
  name: 'roster.void-contact',
  load: async (tx, { contactId }) => {
    const { rows } = await sql<Row>`
      select c.region_id as "regionId", c.id, c.unit_id as "unitId", c.salt, c.voided_at is not null as "isVoided", c.path::text as path,
        c.party_path::text as "partyPath"
      from region r join contact c on c.region_id = r.region_id
      where c.id = ${contactId}::uuid for update of c`.execute(tx);
    const row = rows[0];
    return row === undefined ? refuse('not-found') : { ...row, place: leafPlace(row.path, row.partyPath) };
  },
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ isVoided }, { reason }) => (isVoided ? refuse('contact-voided-already') : { reason }),
  save: async (tx, { reason }, { regionId, id }, { actor, at }) => {
    await tx
      .updateTable('contact')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .execute();
  },
  record: ({ reason }, { regionId, id, unitId, salt, place }) => [
    {
      regionId,
      unitId,
      kind: 'roster.contact-voided',
      subjectId: id,
      place,
      occurredAt: null,
      summary: {},
      head: { contact: id },
      // A reason may say of somebody what is nobody's business for ever.
      personal: [{ salt, value: { contact: id, reason } }],
    },
  ],
  answer: (_facts, { id }) => ({ id }),
};
