import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { exempt } from '@muster/core/obligation';
import type { Command } from '../../platform/command.ts';
import { lockRelieved, reliefFact, type RelievedRecord } from '../relief.ts';
import { unitsOf } from '../units-of-person.view.ts';

interface Input {
  readonly obligationId: string;
  readonly reason: string;
}

interface State {
  readonly owed: RelievedRecord;
  readonly isOfTheUnit: boolean;
}

interface Facts {
  readonly id: string;
  readonly reason: string;
  readonly salt: Uint8Array;
}

/** Lets somebody off; the database refuses who owes it and anybody of the unit a second time. */
export const exemptObligationCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'obligation.exempt',
  load: async (tx, { obligationId }, circumstances) => {
    const owed = await lockRelieved(tx, obligationId, circumstances);
    if (isRefusal(owed)) return owed;
    return { owed, isOfTheUnit: (await unitsOf(tx, circumstances.actor.personId)).has(owed.unitId) };
  },
  permit: (actor, { owed }) => permit(actor.grants, 'relieve-obligation', owed.place),
  decide: ({ owed, isOfTheUnit }, { reason }, { actor, newId, bytes }) => {
    const granted = exempt(owed, { personId: actor.personId, isOfTheUnit }, reason);
    return isRefusal(granted) ? granted : { ...granted, id: newId(), salt: bytes(16) };
  },
  save: async (tx, { id, reason, salt }, { owed }, { actor, at }) => {
    await tx
      .insertInto('obligation_exemption')
      .values({
        region_id: owed.regionId,
        id,
        obligation_id: owed.id,
        person_id: owed.personId,
        reason,
        salt: Buffer.from(salt),
        granted_by: actor.personId,
        granted_by_name: actor.personName,
        path: owed.place.path,
        linked: [...owed.place.linked],
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, reason, salt }, { owed }) => [
    reliefFact(owed, 'exempted', { exemption: id }, { salt, words: reason }),
  ],
  answer: ({ id }) => ({ id }),
};
