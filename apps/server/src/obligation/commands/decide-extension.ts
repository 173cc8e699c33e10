import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal } from '@muster/core/kernel';
import { decideExtension, type ExtensionOutcome } from '@muster/core/obligation';
import type { Command } from '../../platform/command.ts';
import { lockExtension, reliefFact, type ExtensionRequest } from '../relief.ts';
import { unitsOf } from '../units-of-person.view.ts';

interface Input {
  readonly extensionId: string;
  readonly outcome: ExtensionOutcome;
  readonly note: string | null;
}

interface State {
  readonly request: ExtensionRequest;
  readonly isOfTheUnit: boolean;
}

interface Facts {
  readonly outcome: ExtensionOutcome;
  readonly note: string | null;
  readonly salt: Uint8Array;
}

/** Gives the time that was asked for, or refuses it; the database refuses whoever asked and anybody of the unit a second time. */
export const decideExtensionCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'obligation.decide-extension',
  load: async (tx, { extensionId }, circumstances) => {
    const request = await lockExtension(tx, extensionId, circumstances);
    if (isRefusal(request)) return request;
    const isOfTheUnit = (await unitsOf(tx, circumstances.actor.personId)).has(request.owed.unitId);
    return { request, isOfTheUnit };
  },
  permit: (actor, { request }) => permit(actor.grants, 'relieve-obligation', request.owed.place),
  decide: ({ request, isOfTheUnit }, said, { actor, at, timeZone, bytes }) => {
    const decider = { personId: actor.personId, isOfTheUnit };
    const decided = decideExtension(request.owed, request, decider, said, civilDateAt(at, timeZone));
    return 'refused' in decided ? decided : { ...decided, salt: bytes(16) };
  },
  save: async (tx, { outcome, note, salt }, { request }, { actor, at }) => {
    const { regionId, id: obligationId } = request.owed;
    await tx
      .updateTable('obligation_extension')
      .set({
        outcome,
        note,
        decision_salt: Buffer.from(salt),
        decided_by: actor.personId,
        decided_by_name: actor.personName,
        decided_at: at,
      })
      .where('region_id', '=', regionId)
      .where('id', '=', request.id)
      .execute();
    if (outcome === 'refused') return;
    await tx
      .updateTable('obligation')
      .set({ due_on: request.untilOn })
      .where('region_id', '=', regionId)
      .where('id', '=', obligationId)
      .execute();
  },
  record: ({ outcome, note, salt }, { request }) => [
    reliefFact(
      request.owed,
      `extension-${outcome}`,
      { extension: request.id, from: request.owed.dueOn, until: request.untilOn },
      { salt, words: note },
    ),
  ],
  answer: (_facts, { request }) => ({ id: request.owed.id }),
};
