import type { LectureDuty, Playbook } from '@muster/core/campaign';
import type { OfficeEnded, OfficesGiven } from '../access/index.ts';
import { effectivePlaybooks, type StageOpened } from '../campaign/index.ts';
import { cancelOwed, owe, undoDischarge, type Owed } from '../obligation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { MemberLeft } from '../roster/index.ts';
import type { SheetVoided } from './hooks.ts';
import { askedOfUnits, lecturesOfVoided, officesOwing, type Asked } from './lecture-duties.view.ts';

/** Hears that a stage has opened: each head of a unit owes the lecture of heads, and the unit those of experts and exemplary members. */
export async function oweLectures(tx: Tx, opened: StageOpened, circumstances: Circumstances): Promise<void> {
  await write(tx, await askedOfUnits(tx, opened), circumstances);
}

/** Hears that people have become heads of units: what their open stages ask of heads is asked of these too. */
export async function oweAsHead(tx: Tx, { regionId, offices }: OfficesGiven, circumstances: Circumstances) {
  const unitIds = offices.flatMap(({ role, organisationId }) => (role === 'head' ? [organisationId] : []));
  if (unitIds.length === 0) return;
  await write(tx, await askedOfUnits(tx, { regionId, unitIds }), circumstances);
}

async function write(tx: Tx, asked: readonly Asked[], { at, newId }: Circumstances): Promise<void> {
  if (asked.length === 0) return;
  const playbooks = await effectivePlaybooks(
    tx,
    asked.map(({ participationId }) => participationId),
  );
  await owe(
    tx,
    at,
    newId,
    asked.flatMap((unit) => dutiesOf(playbooks.get(unit.participationId), unit).flatMap((duty) => owedBy(unit, duty))),
  );
}

function dutiesOf(playbook: Playbook | undefined, { stageCode, track }: Asked): readonly LectureDuty[] {
  const stage = playbook?.stages.find(({ code }) => code === stageCode);
  // Of every member one is asked for, and nobody is written down as owing it.
  return (stage?.lectures ?? []).filter(({ by, notForTracks }) => by !== 'member' && !notForTracks.includes(track));
}

function owedBy({ heads, track: _track, ...unit }: Asked, { by, code, title, dueDaysBeforeEnd }: LectureDuty): Owed[] {
  const owed = {
    ...unit,
    kind: 'lecture',
    dutyCode: code,
    title,
    anchor: 'end',
    offsetDays: dueDaysBeforeEnd,
  } as const;
  if (by !== 'head') return [{ ...owed, addressee: 'unit' }];
  return heads.map(({ id, personId }) => ({
    ...owed,
    addressee: 'person',
    personId,
    originKind: 'appointment',
    originId: id,
  }));
}

/** Hears that an office has ended: what was given stays given, and the rest is asked of whoever holds it next. */
export async function dropOfOffice(
  tx: Tx,
  { regionId, appointmentId }: OfficeEnded,
  circumstances: Circumstances,
): Promise<void> {
  await drop(tx, regionId, await officesOwing(tx, regionId, { appointmentId }), circumstances);
}

/** Hears that somebody left: whose offices end with the membership owes no lecture any more. */
export async function dropOfMember(
  tx: Tx,
  { regionId, personId, endsAuthority }: MemberLeft,
  circumstances: Circumstances,
): Promise<void> {
  if (!endsAuthority) return;
  await drop(tx, regionId, await officesOwing(tx, regionId, { personId }), circumstances);
}

async function drop(tx: Tx, regionId: number, originIds: readonly string[], circumstances: Circumstances) {
  if (originIds.length === 0) return;
  await cancelOwed(tx, circumstances, { regionId, originKind: 'appointment', originIds, reason: 'office-ended' });
}

/** Hears that sheets count no longer: at a meeting that was voided nobody has spoken. */
export async function reopenLectures(
  tx: Tx,
  { regionId, sheetIds }: SheetVoided,
  circumstances: Circumstances,
): Promise<void> {
  const recordIds = await lecturesOfVoided(tx, regionId, sheetIds);
  if (recordIds.length > 0) await undoDischarge(tx, circumstances, { regionId, recordKind: 'lecture', recordIds });
}
