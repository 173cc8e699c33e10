import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { exempt } from '@muster/core/obligation';
import type { Circumstances, Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { Decided } from '../../platform/each.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { lockRelieved, reliefFact, type RelievedRecord } from '../relief.ts';
import { unitsOf } from '../units-of-person.view.ts';

interface Input {
  readonly obligationId: string;
  readonly reason: string;
}

export interface State {
  readonly owed: RelievedRecord;
  readonly isOfTheUnit: boolean;
}

export interface Facts {
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
  save: (tx, facts, state, circumstances) => insertExemptions(tx, [{ facts, state }], circumstances),
  record: (facts, state) => [factOfExemption(facts, state)],
  answer: ({ id }) => ({ id }),
};

/** As many statements for one as for hundreds. */
export async function insertExemptions(
  tx: Tx,
  granted: readonly Decided<State, Facts>[],
  { actor, at }: Pick<Circumstances, 'actor' | 'at'>,
): Promise<void> {
  await tx
    .insertInto('obligation_exemption')
    .values(
      granted.map(({ facts: { id, reason, salt }, state: { owed } }) => ({
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
      })),
    )
    .execute();
}

export function factOfExemption({ id, reason, salt }: Facts, { owed }: State): LedgerFact {
  return reliefFact(owed, 'exempted', { exemption: id }, { salt, words: reason });
}
