import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { submitDeliverable } from '@muster/core/obligation';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import { markDirty } from '../../platform/outbox.ts';
import { lockObligation, type OwedRecord } from '../records.ts';

interface Input {
  readonly obligationId: string;
  readonly text: string | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

interface State {
  readonly owed: OwedRecord;
  readonly file: CheckedFile | null;
}

interface Facts {
  readonly id: string;
  readonly version: number;
  readonly text: string | null;
}

/** The next version of what a unit owes; the file is kept in the same transaction. */
export const submitDeliverableCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'obligation.submit-deliverable',
  load: async (tx, { obligationId, file }, { files }) => {
    const owed = await lockObligation(tx, obligationId);
    if (isRefusal(owed)) return owed;
    if (file === null) return { owed, file: null };
    const checked = await files.check({ name: file.name, bytes: Buffer.from(file.base64, 'base64') });
    return isRefusal(checked) ? checked : { owed, file: checked };
  },
  permit: (actor, { owed }) => permit(actor.grants, 'submit-deliverable', owed.place),
  decide: ({ owed, file }, { text }, { newId }) => {
    const handed = submitDeliverable(owed, { text, hasFile: file !== null });
    return isRefusal(handed) ? handed : { ...handed, id: newId() };
  },
  save: async (tx, { id, version, text }, { owed, file }, { actor, at, files }) => {
    const { regionId, place } = owed;
    if (file !== null) await files.keepWith(tx, actor.personId, { regionId, place, ...file }, at);
    await tx
      .insertInto('deliverable')
      .values({
        region_id: regionId,
        id,
        obligation_id: owed.id,
        version,
        body: text,
        file_sha256: file === null ? null : Buffer.from(file.sha256, 'hex'),
        file_name: file?.name ?? null,
        file_bytes: file?.bytes.length ?? null,
        due_on: owed.dueOn,
        submitted_by: actor.personId,
        submitted_by_name: actor.personName,
        path: place.path,
        linked: [...place.linked],
        recorded_at: at,
      })
      .execute();
    await markDirty(tx, { regionId, id: owed.participationId, ...place });
  },
  record: ({ id, version, text }, { owed, file }) => [
    {
      regionId: owed.regionId,
      unitId: owed.unitId,
      kind: 'obligation.deliverable-submitted',
      subjectId: owed.id,
      place: owed.place,
      occurredAt: null,
      summary: { ...owed.title, version, ...(file !== null && { source: file.sha256 }) },
      head: {
        obligation: owed.id,
        deliverable: id,
        code: owed.code,
        stage: owed.stageCode,
        version,
        text,
        file: file?.sha256 ?? null,
      },
      personal: [],
    },
  ],
  answer: ({ id }) => ({ id }),
};
