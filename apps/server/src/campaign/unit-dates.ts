import type { DatedStage, DatesNow, StageDates } from '@muster/core/campaign';
import { isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { findNode, type Node } from '../organisation/index.ts';
import type { Refused } from '../platform/command.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { lockedParticipation, participationAtHand, type Participation } from './participations.ts';

/** A stage of one unit with everything that its dates depend on. */
export interface UnitStageRow extends StageDates {
  readonly position: number;
  readonly earliestOn: CivilDate;
  readonly firstEndsOn: CivilDate;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
  readonly minimumDays: number;
  readonly state: 'ahead' | 'open' | 'closed';
  readonly closedAt: Date | null;
}

export interface UnitDates {
  readonly minimumTotalDays: number;
  /** Conditions of the open stage that are set and hold for the unit. */
  readonly judging: number;
  readonly stages: readonly UnitStageRow[];
}

export async function unitDates(
  tx: ReadTx,
  { regionId, id }: Pick<Participation, 'regionId' | 'id'>,
): Promise<UnitDates> {
  const { rows } = await sql<UnitStageRow & { readonly minimumTotalDays: number; readonly judging: number }>`
    select s.stage_code as code, s.position, s.starts_on as "startsOn", s.earliest_on as "earliestOn", s.ends_on as "endsOn",
      s.first_ends_on as "firstEndsOn", s.window_from as "windowFrom", s.window_to as "windowTo", s.minimum_days as "minimumDays",
      case when s.closed_at is not null then 'closed' when s.opened_at is not null then 'open' else 'ahead' end as state, s.closed_at as "closedAt",
      p.minimum_total_days as "minimumTotalDays",
      (select count(*)::int from stage_condition c where c.region_id = s.region_id and c.participation_id = s.participation_id
        and c.stage_code = s.stage_code and c.applies and c.threshold_num is not null) as judging
    from participation_stage s join participation p on p.region_id = s.region_id and p.id = s.participation_id
    where s.region_id = ${regionId} and s.participation_id = ${id} order by s.position`.execute(tx);
  return {
    minimumTotalDays: rows[0]?.minimumTotalDays ?? 0,
    judging: rows.find(({ state }) => state === 'open')?.judging ?? 0,
    stages: rows.map(({ minimumTotalDays: _total, judging: _judging, ...stage }) => stage),
  };
}

/** As the rules look at it; null where no stage is open, so that there is nothing to plan. */
export function datesNow({ stages, minimumTotalDays, judging }: UnitDates): DatesNow | null {
  const [first] = stages;
  if (first === undefined || stages.every(({ state }) => state !== 'open')) return null;
  return {
    firstDay: first.startsOn,
    minimumTotalDays,
    judging,
    stages: stages
      .filter(({ state }) => state !== 'closed')
      .map((stage) => ({ ...stage, isOpen: stage.state === 'open' })),
  };
}

export interface UnitState {
  readonly unit: Node;
  readonly participation: Participation;
  readonly dates: UnitDates;
}

/** A unit in the campaign at hand, read after its participation is locked; refused where there is none that one may see. */
export async function lockUnit(tx: Tx, unitId: string, asking: Asking): Promise<UnitState | Refused> {
  const unit = await findNode(tx, unitId);
  const before = unit === null ? null : await participationAtHand(tx, unit, asking);
  return unit === null || before === null ? refuse('not-found') : lockUnitIn(tx, unit, before);
}

/** The same for a participation that is known already. */
export async function lockUnitIn(
  tx: Tx,
  unit: Node,
  known: Pick<Participation, 'regionId' | 'id'>,
): Promise<UnitState | Refused> {
  const participation = await lockedParticipation(tx, known);
  return isRefusal(participation) ? participation : { unit, participation, dates: await unitDates(tx, participation) };
}

export async function updateDates(
  tx: Tx,
  { regionId, id }: Pick<Participation, 'regionId' | 'id'>,
  dated: readonly DatedStage[],
): Promise<void> {
  await sql`
    update participation_stage s set starts_on = n."startsOn", earliest_on = n."earliestOn", ends_on = n."endsOn"
    from jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) as n (code text, "startsOn" date, "earliestOn" date, "endsOn" date)
    where s.region_id = ${regionId} and s.participation_id = ${id} and s.stage_code = n.code`.execute(tx);
}

/** A unit's entry in the ledger, with its dates before and after as far as they are about to change. */
export function datesFact(
  kind: string,
  subjectId: string,
  { participation, dates }: Pick<UnitState, 'participation' | 'dates'>,
  head: Readonly<Record<string, LedgerFact['head']>>,
): LedgerFact {
  const before = dates.stages.map(({ code, startsOn, earliestOn, endsOn }) => ({ code, startsOn, earliestOn, endsOn }));
  return {
    regionId: participation.regionId,
    unitId: participation.unitId,
    kind,
    subjectId,
    place: participation.place,
    occurredAt: null,
    summary: {},
    head: { participation: participation.id, before, ...head },
    personal: [],
  };
}
