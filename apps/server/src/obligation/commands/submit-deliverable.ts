import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { submitDeliverable } from '@muster/core/obligation';
import type { Circumstances, Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { Decided } from '../../platform/each.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { lockObligation, markUnits, type OwedRecord } from '../records.ts';

interface Input {
  readonly obligationId: string;
  readonly text: string | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

export interface State {
  readonly owed: OwedRecord;
  readonly file: CheckedFile | null;
}

export interface Facts {
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
    await insertVersions(tx, [{ facts: { id, version, text }, state: { owed, file } }], { actor, at });
  },
  record: (facts, state) => [factOfVersion(facts, state)],
  answer: ({ id }) => ({ id }),
};

/** As many statements for one as for hundreds; files are kept apart. */
export async function insertVersions(
  tx: Tx,
  handed: readonly Decided<State, Facts>[],
  { actor, at }: Pick<Circumstances, 'actor' | 'at'>,
): Promise<void> {
  await tx
    .insertInto('deliverable')
    .values(
      handed.map(({ facts: { id, version, text }, state: { owed, file } }) => ({
        region_id: owed.regionId,
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
        path: owed.place.path,
        linked: [...owed.place.linked],
        recorded_at: at,
      })),
    )
    .execute();
  await markUnits(
    tx,
    handed.map(({ state }) => state.owed),
  );
}

export function factOfVersion({ id, version, text }: Facts, { owed, file }: State): LedgerFact {
  return {
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
  };
}
