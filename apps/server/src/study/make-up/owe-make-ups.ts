import type { Bilingual } from '@muster/core/campaign';
import { addDays, civilDateAt, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { effectivePlaybooks } from '../../campaign/index.ts';
import { cancelOwed, owe, reviveOwed, type Owed } from '../../obligation/index.ts';
import type { Circumstances } from '../../platform/command.ts';
import type { ReadTx, Tx } from '../../platform/database/db.ts';
import { firstSheets } from '../queries.ts';
import type { AttendanceRecorded, SheetVoided } from '../hooks.ts';

/** Hears of absences: each is to be made up, where the playbook of the absent one's unit says how. */
export async function oweMakeUps(
  tx: Tx,
  { regionId, sheets }: AttendanceRecorded,
  { at, newId, timeZone }: Circumstances,
): Promise<void> {
  const counted = sheets.filter(({ absent }) => absent.some(({ participationId }) => participationId !== null));
  if (counted.length === 0) return;
  const participationIds = counted.flatMap(({ absent }) =>
    absent.flatMap(({ participationId }) => participationId ?? []),
  );
  const asking = await stagesThatAsk(tx, regionId, [...new Set(participationIds)]);
  if (asking.size === 0) return;
  const rows = counted.flatMap(({ firstSheetId, topic, startsAt, absent }) => {
    const day = civilDateAt(startsAt, timeZone);
    return absent.flatMap(({ participationId, stageCode, personId, branchId }): Owed | [] => {
      const stage = asking.get(`${participationId} ${stageCode}`);
      if (stage === undefined) return [];
      return {
        ...stage.owing,
        addressee: 'person',
        personId,
        branchId,
        kind: 'make-up',
        dutyCode: 'make-up',
        title: titleOf(topic, day),
        anchor: 'end',
        offsetDays: offsetOf(stage, day),
        originKind: 'sheet',
        originId: firstSheetId,
      };
    });
  });
  await owe(tx, at, newId, rows);
  for (const { sheetId, firstSheetId, absent } of counted) {
    if (sheetId === firstSheetId) continue;
    // Corrected: what was owed before is owed again, and what was made up stays made up.
    const personIds = absent.map(({ personId }) => personId);
    await reviveOwed(tx, { regionId, originKind: 'sheet', originId: firstSheetId, personIds });
  }
}

/** Hears that sheets count no longer: nobody was absent by them. */
export async function cancelMakeUps(
  tx: Tx,
  { regionId, sheetIds }: SheetVoided,
  circumstances: Circumstances,
): Promise<void> {
  const originIds = [...(await firstSheets(tx, regionId, sheetIds)).values()];
  await cancelOwed(tx, circumstances, { regionId, originKind: 'sheet', originIds, reason: 'sheet-voided' });
}

type Owing = Pick<Owed, 'regionId' | 'campaignId' | 'participationId' | 'unitId' | 'stageCode' | 'path' | 'linked'>;

interface AskingStage {
  readonly owing: Owing;
  readonly endsOn: CivilDate;
  readonly daysBeforeEnd: number;
}

/** Stages of these units whose playbook asks for it, by participation and code. */
async function stagesThatAsk(
  tx: ReadTx,
  regionId: number,
  participationIds: readonly string[],
): Promise<ReadonlyMap<string, AskingStage>> {
  const playbooks = await effectivePlaybooks(tx, participationIds);
  const asking = participationIds.filter((id) => playbooks.get(id)?.makeUp != null);
  if (asking.length === 0) return new Map();
  const { rows } = await sql<Owing & { readonly endsOn: CivilDate }>`
    select s.region_id as "regionId", p.campaign_id as "campaignId", s.participation_id as "participationId", p.unit_id as "unitId",
      s.stage_code as "stageCode", s.path::text as path, s.linked::text[] as linked, s.ends_on as "endsOn"
    from participation_stage s join participation p on p.region_id = s.region_id and p.id = s.participation_id
    where s.region_id = ${regionId} and s.participation_id = any (${asking}::uuid[])`.execute(tx);
  return new Map(
    rows.map(({ endsOn, ...owing }) => {
      const daysBeforeEnd = playbooks.get(owing.participationId)?.makeUp?.daysBeforeEnd ?? 0;
      return [`${owing.participationId} ${owing.stageCode}`, { owing, endsOn, daysBeforeEnd }];
    }),
  );
}

/** Before the stage's last days, or on its last day where it was missed in them. */
const offsetOf = ({ endsOn, daysBeforeEnd }: AskingStage, missedOn: CivilDate): number =>
  missedOn > addDays(endsOn, -daysBeforeEnd) ? 0 : daysBeforeEnd;

const titleOf = (topic: string, on: CivilDate): Bilingual => ({ zh: `${topic}（${on}）`, en: `${topic} (${on})` });
