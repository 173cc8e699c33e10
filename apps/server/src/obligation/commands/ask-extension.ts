import { permit, type Permit } from '@muster/core/access';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { askExtension } from '@muster/core/obligation';
import { refuseClosed } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { findRelieved, mayAskFor, reliefFact, type RelievedRecord } from '../relief.ts';

interface Input {
  readonly obligationId: string;
  readonly untilOn: CivilDate;
  readonly reason: string;
}

interface Facts {
  readonly id: string;
  readonly untilOn: CivilDate;
  readonly reason: string;
  readonly salt: Uint8Array;
}

/** Whoever owes it may be somebody without any office, who locks nothing: that one request is open at a time the database sees to. */
export const askExtensionCommand: Command<Input, RelievedRecord, Facts, { id: string }> = {
  name: 'obligation.ask-extension',
  load: async (tx, { obligationId }, { at, timeZone }) => {
    const owed = await findRelieved(tx, obligationId, civilDateAt(at, timeZone));
    return owed === null ? refuse('not-found') : (refuseClosed(owed) ?? owed);
  },
  permit: (actor, owed) =>
    mayAskFor(actor, owed)
      ? ({ verb: 'read' } as Permit)
      : permit([], owed.addressee === 'unit' ? 'submit-deliverable' : 'record-activity', owed.place),
  decide: (owed, wish, { at, timeZone, newId, bytes }) => {
    const asked = askExtension(owed, wish, civilDateAt(at, timeZone));
    return 'refused' in asked ? asked : { ...asked, id: newId(), salt: bytes(16) };
  },
  save: async (tx, { id, untilOn, reason, salt }, owed, { actor, at }) => {
    await tx
      .insertInto('obligation_extension')
      .values({
        region_id: owed.regionId,
        id,
        obligation_id: owed.id,
        person_id: owed.personId,
        from_on: owed.dueOn,
        until_on: untilOn,
        reason,
        salt: Buffer.from(salt),
        asked_by: actor.personId,
        asked_by_name: actor.personName,
        path: owed.place.path,
        linked: [...owed.place.linked],
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, untilOn, reason, salt }, owed) => [
    reliefFact(owed, 'extension-asked', { extension: id, from: owed.dueOn, until: untilOn }, { salt, words: reason }),
  ],
  answer: ({ id }) => ({ id }),
};
