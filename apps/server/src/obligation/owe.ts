import type { Bilingual } from '@muster/core/campaign';
import type { CivilDate } from '@muster/core/kernel';
import type { Addressee, Form, ObligationKind } from '@muster/core/obligation';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

/** Something that is asked of a unit, a branch or a person; it counts for the unit in any case. */
export interface Owed {
  readonly regionId: number;
  readonly campaignId: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly addressee: Addressee;
  readonly branchId?: string;
  readonly personId?: string;
  readonly kind: ObligationKind;
  readonly dutyCode: string;
  readonly title: Bilingual;
  /** For a deliverable alone. */
  readonly form?: Form;
  /** Of a note alone: how many of it are asked, which is one thing to do. */
  readonly askedNumber?: number;
  /**
   * Counted from the start of the stage or back from its end, which it then follows; or a day of its own. Never outside the stage, but
   * for an order, whose giver names the day.
   */
  readonly anchor: 'start' | 'end' | 'day';
  readonly offsetDays?: number;
  readonly dueOn?: CivilDate;
  /** What it came from: `sheet`, `finding` … */
  readonly originKind?: string;
  readonly originId?: string;
  /** The present place of the unit. */
  readonly path: string;
  readonly linked: readonly string[];
}

/** Whose act it is, and when; the circumstances of a command will do. */
interface By {
  readonly actor: Pick<Actor, 'personId' | 'personName'>;
  readonly at: Date;
}

/** Asks for something. What is asked already, of the same addressee from the same origin, is not asked twice. */
export async function owe(tx: Tx, at: Date, newId: () => string, rows: readonly Owed[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    const chunk = JSON.stringify(rows.slice(start, start + 1000).map((row) => ({ ...row, id: newId() })));
    await sql`
      insert into obligation (region_id, id, campaign_id, participation_id, unit_id, stage_code, addressee, branch_id, person_id, kind,
        duty_code, title_zh, title_en, form, asked_number, anchor, offset_days, due_on, first_due_on, origin_kind, origin_id, path, linked, recorded_at)
      select r."regionId", r.id, r."campaignId", r."participationId", r."unitId", r."stageCode", r.addressee, r."branchId", r."personId",
        r.kind, r."dutyCode", r.title->>'zh', r.title->>'en', r.form, r."askedNumber", r.anchor, coalesce(r."offsetDays", 0), d.due_on, d.due_on,
        r."originKind", r."originId", r.path, r.linked, ${at}
      from json_to_recordset(${chunk}::json) as r("regionId" int, id uuid, "campaignId" uuid, "participationId" uuid, "unitId" uuid,
        "stageCode" text, addressee text, "branchId" uuid, "personId" uuid, kind text, "dutyCode" text, title json, form text,
        "askedNumber" int, anchor text, "offsetDays" int, "dueOn" date, "originKind" text, "originId" uuid, path ltree, linked ltree[])
      left join participation_stage s on s.region_id = r."regionId" and s.participation_id = r."participationId"
        and s.stage_code = r."stageCode"
      cross join lateral (select case when r.kind = 'order' then r."dueOn" when r.anchor = 'day' then greatest(s.starts_on, least(s.ends_on, r."dueOn"))
        else obligation_due(r.anchor, r."offsetDays", s.starts_on, s.ends_on) end) as d(due_on)
      on conflict do nothing`.execute(tx);
  }
}

/**
 * A record closes what it answers, on the day on which that was done. The slice whose record it is marks the participation where one of
 * its measures changes with it.
 */
export async function discharge(
  tx: Tx,
  { actor, at }: By,
  done: {
    readonly regionId: number;
    readonly obligationIds: readonly string[];
    readonly recordKind: string;
    readonly recordId: string;
    readonly on: CivilDate;
  },
): Promise<void> {
  const { regionId, recordKind, recordId, on } = done;
  await dischargeEach(
    tx,
    { actor, at },
    recordKind,
    done.obligationIds.map((obligationId) => ({ regionId, obligationId, recordId, on })),
  );
}

/** Many records, each of which closes something. */
export async function dischargeEach(
  tx: Tx,
  { actor, at }: By,
  recordKind: string,
  done: readonly {
    readonly regionId: number;
    readonly obligationId: string;
    readonly recordId: string;
    readonly on: CivilDate;
  }[],
): Promise<void> {
  await sql`
    insert into obligation_discharge (region_id, id, obligation_id, person_id, record_kind, record_id, discharged_on, due_on,
      discharged_by, discharged_by_name, path, linked, recorded_at)
    select o.region_id, gen_random_uuid(), o.id, o.person_id, ${recordKind}, r."recordId", r."on", o.due_on,
      ${actor.personId}, ${actor.personName}, o.path, o.linked, ${at}
    from json_to_recordset(${JSON.stringify(done)}::json) as r ("regionId" int, "obligationId" uuid, "recordId" uuid, "on" date)
    join obligation o on o.region_id = r."regionId" and o.id = r."obligationId" and o.cancelled_at is null
    on conflict do nothing`.execute(tx);
}

/** Records were voided: what they closed is open again, unless another record closes it. */
export async function undoDischarge(
  tx: Tx,
  { actor, at }: By,
  undone: { readonly regionId: number; readonly recordKind: string; readonly recordIds: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('obligation_discharge')
    .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName })
    .where('region_id', '=', undone.regionId)
    .where('record_kind', '=', undone.recordKind)
    .where('record_id', '=', sql<string>`any (${[...undone.recordIds]}::uuid[])`)
    .where('voided_at', 'is', null)
    .execute();
}

/** What it came from stands no longer: it is not owed any more, and says why. */
export async function cancelOwed(
  tx: Tx,
  { actor, at }: By,
  gone: {
    readonly regionId: number;
    readonly originKind: string;
    readonly originIds: readonly string[];
    readonly reason: string;
  },
): Promise<void> {
  await tx
    .updateTable('obligation')
    .set({
      cancelled_at: at,
      cancelled_by: actor.personId,
      cancelled_by_name: actor.personName,
      cancel_reason: gone.reason,
    })
    .where('region_id', '=', gone.regionId)
    .where('origin_kind', '=', gone.originKind)
    .where('origin_id', '=', sql<string>`any (${[...gone.originIds]}::uuid[])`)
    .where('cancelled_at', 'is', null)
    .execute();
}

/** What it came from stands again, for these people: it is owed as before, and what was done about it is done. */
export async function reviveOwed(
  tx: Tx,
  again: {
    readonly regionId: number;
    readonly originKind: string;
    readonly originId: string;
    readonly personIds: readonly string[];
  },
): Promise<void> {
  await tx
    .updateTable('obligation')
    .set({ cancelled_at: null, cancelled_by: null, cancelled_by_name: null, cancel_reason: null })
    .where('region_id', '=', again.regionId)
    .where('origin_kind', '=', again.originKind)
    .where('origin_id', '=', again.originId)
    .where('person_id', '=', sql<string>`any (${[...again.personIds]}::uuid[])`)
    .where('cancelled_at', 'is not', null)
    .execute();
}
