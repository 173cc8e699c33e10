import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, minutesOfDayAt } from '@muster/core/kernel';
import { instantOnDay } from '@muster/core/ledger';
import { makeUp, type MadeUp, type MakingUp } from '@muster/core/study';
import { effectivePlaybooks } from '../../campaign/index.ts';
import { dischargeEach } from '../../obligation/index.ts';
import type { Circumstances, Command, Refused } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { Decided } from '../../platform/each.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { markAllDirty } from '../../platform/outbox.ts';
import { makeUpAtHand, type MakeUpAtHand } from '../make-up/make-up-at-hand.ts';

interface Input extends MakingUp {
  readonly obligationId: string;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

export interface MakeUpState extends MakeUpAtHand {
  readonly ways: Parameters<typeof makeUp>[0]['ways'];
  readonly file: CheckedFile | null;
}

export interface MakeUpFacts extends MadeUp {
  readonly id: string;
  readonly salt: Uint8Array;
  readonly occurredAt: Date;
}

/** How an absence was made up: it closes the duty on the day on which that was done, and earns what its way earns. */
export const recordMakeUpCommand: Command<Input, MakeUpState, MakeUpFacts, { id: string }> = {
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
  decide: decideMakeUp,
  save: async (tx, facts, state, circumstances) => {
    const { owed, branchPlace, file } = state;
    const { actor, at, files } = circumstances;
    if (file !== null) {
      // To be opened along either tree.
      await files.keepWith(tx, actor.personId, { regionId: owed.regionId, place: branchPlace, ...file }, at);
      await files.keepWith(tx, actor.personId, { regionId: owed.regionId, place: owed.place, ...file }, at);
    }
    await insertMakeUps(tx, [{ facts, state }], circumstances);
  },
  record: (facts, state) => [factOfMakeUp(facts, state)],
  answer: ({ id }) => ({ id }),
};

/** By the rules of the playbook in force at the unit. */
export function decideMakeUp(
  { owed, ways, missed, taken, file }: MakeUpState,
  making: MakingUp,
  { actor, at, timeZone, newId, bytes }: Circumstances,
): MakeUpFacts | Refused {
  const today = civilDateAt(at, timeZone);
  const isOwn = owed.personId === actor.personId;
  const state = { ...owed, ways, missed, taken, isOwn, hasFile: file !== null };
  const made = makeUp(state, making, { today, minutesOfToday: minutesOfDayAt(at, timeZone) });
  if ('refused' in made) return made;
  return { ...made, id: newId(), salt: bytes(16), occurredAt: instantOnDay(made.on, today, at) };
}

/** As many statements for one as for hundreds. */
export async function insertMakeUps(
  tx: Tx,
  made: readonly Decided<MakeUpState, MakeUpFacts>[],
  { actor, at }: Circumstances,
): Promise<void> {
  await tx
    .insertInto('make_up')
    .values(
      made.map(({ facts, state: { owed, branchPlace, file } }) => ({
        region_id: owed.regionId,
        id: facts.id,
        obligation_id: owed.id,
        campaign_id: owed.campaignId,
        stage_code: owed.stageCode,
        person_id: owed.personId,
        branch_id: owed.branchId,
        mode: facts.mode,
        held_on: facts.on,
        minutes: facts.minutes,
        note: facts.note,
        file_sha256: file === null ? null : Buffer.from(file.sha256, 'hex'),
        file_name: file?.name ?? null,
        file_bytes: file?.bytes.length ?? null,
        is_late: facts.isLate,
        late_reason: facts.lateReason,
        salt: Buffer.from(facts.salt),
        recorded_by: actor.personId,
        recorded_by_name: actor.personName,
        recorded_at: at,
        path: owed.place.path,
        party_path: branchPlace.path,
      })),
    )
    .execute();
  const closed = made.map(({ facts: { id, on }, state: { owed } }) => ({
    regionId: owed.regionId,
    obligationId: owed.id,
    recordId: id,
    on,
  }));
  await dischargeEach(tx, { actor, at }, 'make-up', closed);
  const units = made.map(
    ({ state: { owed } }) =>
      [owed.participationId, { regionId: owed.regionId, id: owed.participationId, ...owed.place }] as const,
  );
  await markAllDirty(tx, [...new Map(units).values()]);
}

export function factOfMakeUp(
  { id, salt, mode, on, minutes, note, lateReason, occurredAt }: MakeUpFacts,
  { owed, branchPlace, file }: MakeUpState,
): LedgerFact {
  return {
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
  };
}
