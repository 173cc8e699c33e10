import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal } from '@muster/core/kernel';
import { instantOnDay } from '@muster/core/ledger';
import { makeUp, type MadeUp, type MakingUp } from '@muster/core/study';
import { effectivePlaybooks } from '../../campaign/index.ts';
import { discharge } from '../../obligation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import { markDirty } from '../../platform/outbox.ts';
import { makeUpAtHand, type MakeUpAtHand } from '../make-up/make-up-at-hand.ts';

interface Input extends MakingUp {
  readonly obligationId: string;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

interface State extends MakeUpAtHand {
  readonly ways: Parameters<typeof makeUp>[0]['ways'];
  readonly file: CheckedFile | null;
}

interface Facts extends MadeUp {
  readonly id: string;
  readonly salt: Uint8Array;
  readonly occurredAt: Date;
}

/** How an absence was made up: it closes the duty on the day on which that was done, and earns what its way earns. */
export const recordMakeUpCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.record-make-up',
  load: async (tx, { obligationId, file }, { files, timeZone }) => {
    const atHand = await makeUpAtHand(tx, obligationId, timeZone);
    if (isRefusal(atHand)) return atHand;
    const { participationId } = atHand.owed;
    const ways = (await effectivePlaybooks(tx, [participationId])).get(participationId)?.makeUp ?? null;
    if (file === null) return { ...atHand, ways, file: null };
    const checked = await files.check({ name: file.name, bytes: Buffer.from(file.base64, 'base64') });
    return isRefusal(checked) ? checked : { ...atHand, ways, file: checked };
  },
  permit: (actor, { branchPlace }) => permit(actor.grants, 'record-activity', branchPlace),
  decide: ({ owed, ways, missed, file }, making, { at, timeZone, newId, bytes }) => {
    const today = civilDateAt(at, timeZone);
    const made = makeUp({ ...owed, ways, missed, hasFile: file !== null }, making, today);
    if (isRefusal(made)) return made;
    return { ...made, id: newId(), salt: bytes(16), occurredAt: instantOnDay(made.on, today, at) };
  },
  save: async (
    tx,
    { id, salt, mode, on, minutes, note, isLate, lateReason },
    { owed, branchPlace, file },
    circumstances,
  ) => {
    const { actor, at, files } = circumstances;
    const { regionId, place, personId, branchId } = owed;
    if (file !== null) {
      // To be opened along either tree.
      await files.keepWith(tx, actor.personId, { regionId, place: branchPlace, ...file }, at);
      await files.keepWith(tx, actor.personId, { regionId, place, ...file }, at);
    }
    await tx
      .insertInto('make_up')
      .values({
        region_id: regionId,
        id,
        obligation_id: owed.id,
        campaign_id: owed.campaignId,
        stage_code: owed.stageCode,
        person_id: personId,
        branch_id: branchId,
        mode,
        held_on: on,
        minutes,
        note,
        file_sha256: file === null ? null : Buffer.from(file.sha256, 'hex'),
        file_name: file?.name ?? null,
        file_bytes: file?.bytes.length ?? null,
        is_late: isLate,
        late_reason: lateReason,
        salt: Buffer.from(salt),
        recorded_by: actor.personId,
        recorded_by_name: actor.personName,
        recorded_at: at,
        path: place.path,
        party_path: branchPlace.path,
      })
      .execute();
    const closes = { regionId, obligationIds: [owed.id], recordKind: 'make-up', recordId: id, on };
    await discharge(tx, circumstances, closes);
    await markDirty(tx, { regionId, id: owed.participationId, ...place });
  },
  record: ({ id, salt, mode, on, minutes, note, lateReason, occurredAt }, { owed, branchPlace, file }) => [
    {
      regionId: owed.regionId,
      unitId: owed.unitId,
      kind: 'study.make-up-recorded',
      subjectId: id,
      place: { path: owed.place.path, linked: [branchPlace.path] },
      occurredAt,
      lateReason,
      summary: { on, ...(file !== null && { source: file.sha256 }) },
      head: { makeUp: id, obligation: owed.id, stage: owed.stageCode, file: file?.sha256 ?? null },
      personal: [{ salt, value: { person: owed.personId, mode, on, minutes, note } }],
    },
  ],
  answer: ({ id }) => ({ id }),
};
