import type { RouteAnswer } from '@muster/contract';
import type { listExtensions, readOwed } from '@muster/contract/obligation';
import { mayActOn, pathsWith } from '@muster/core/access';
import type { ExtensionOutcome, ObligationKind } from '@muster/core/obligation';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { readsAbout } from '../campaign/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Onlooker } from './obligations.view.ts';
import { findRelieved, mayAskFor } from './relief.ts';
import { oneOwed } from './to-do.view.ts';
import { unitsOf } from './units-of-person.view.ts';

type Detail = RouteAnswer<typeof readOwed>;
type Requests = RouteAnswer<typeof listExtensions>['extensions'];

/** One thing owed with all that was asked and decided about it; null where it is not to be seen. */
export async function owedInDetail(tx: ReadTx, id: string, onlooker: Onlooker): Promise<Detail | Refused | null> {
  const { actor, today } = onlooker;
  const owed = await oneOwed(tx, id, onlooker);
  if (owed === null) return null;
  const relieved = await findRelieved(tx, id, today);
  if (relieved !== null && !readsAbout({ actor }, { ...relieved.place, campaignId: owed.campaignId }))
    return refuse('of-another-campaign');
  const mine = await unitsOf(tx, actor.personId);
  const extensions = await extensionsOf(tx, id);
  const open = extensions.find(({ decision }) => decision === null);
  const relieves =
    relieved !== null &&
    relieved.closedOn === null &&
    relieved.kind !== 'order' &&
    !mine.has(relieved.unitId) &&
    mayActOn(actor.grants, 'relieve-obligation', relieved.place);
  const isToDo = owed.standing === 'open' || owed.standing === 'overdue';
  const { answer: exemption, cancelledFor } = await exemptionOf(tx, id);
  return {
    owed,
    cancelledFor,
    stageEndsOn: relieved?.stageEndsOn ?? null,
    exemption,
    extensions: extensions.map(({ askedById: _askedBy, ...each }) => each),
    may: {
      ask:
        isToDo &&
        open === undefined &&
        relieved !== null &&
        relieved.closedOn === null &&
        relieved.kind !== 'order' &&
        relieved.dueOn < relieved.stageEndsOn &&
        today <= relieved.stageEndsOn &&
        mayAskFor(actor, relieved),
      decide: relieves && open !== undefined && open.askedById !== actor.personId,
      exempt: relieves && isToDo && !relieved.evidenceClosed && relieved.personId !== actor.personId,
      takeBack: relieves && relieved.isExempt && !relieved.evidenceClosed,
    },
  };
}

async function extensionsOf(tx: ReadTx, obligationId: string) {
  const rows = await tx
    .selectFrom('obligation_extension')
    .select(['id', 'from_on', 'until_on', 'reason', 'asked_by', 'asked_by_name', 'recorded_at'])
    .select(['note', 'decided_by_name', 'decided_at', sql<ExtensionOutcome | null>`outcome`.as('outcome')])
    .where('obligation_id', '=', obligationId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fromOn: row.from_on,
    untilOn: row.until_on,
    reason: row.reason,
    askedById: row.asked_by,
    askedBy: row.asked_by_name,
    askedAt: row.recorded_at.toISOString(),
    decision:
      row.outcome === null || row.decided_by_name === null || row.decided_at === null
        ? null
        : { outcome: row.outcome, note: row.note, by: row.decided_by_name, at: row.decided_at.toISOString() },
  }));
}

async function exemptionOf(
  tx: ReadTx,
  id: string,
): Promise<{ readonly answer: Detail['exemption']; readonly cancelledFor: string | null }> {
  const row = await tx
    .selectFrom('obligation as o')
    .leftJoin('obligation_exemption as e', (join) =>
      join.onRef('e.region_id', '=', 'o.region_id').onRef('e.obligation_id', '=', 'o.id').on('e.voided_at', 'is', null),
    )
    .select(['o.cancel_reason', 'e.reason', 'e.granted_by_name', 'e.recorded_at'])
    .where('o.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return { answer: null, cancelledFor: null };
  const { reason, granted_by_name: by, recorded_at: at } = row;
  return {
    answer: reason === null || by === null || at === null ? null : { reason, by, at: at.toISOString() },
    cancelledFor: row.cancel_reason,
  };
}

interface RequestRow {
  readonly id: string;
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly whose: string | null;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}

/** What waits for this person's decision: where the right is held, asked by others, of other units, and still to be done. */
export async function requestsForTime(tx: ReadTx, { actor }: Onlooker): Promise<Requests> {
  const paths = [...pathsWith(actor.grants, 'relieve-obligation')];
  if (paths.length === 0) return [];
  const mine = await unitsOf(tx, actor.personId);
  const { rows } = await sql<RequestRow>`
    select r.id, o.id as "obligationId", o.kind, o.title_zh as "titleZh", o.title_en as "titleEn",
      json_build_object('id', u.id, 'name', u.name) as unit,
      case o.addressee when 'person' then e.name when 'branch' then b.name end as whose,
      r.from_on as "fromOn", r.until_on as "untilOn", r.reason, r.asked_by_name as "askedBy", r.recorded_at as "askedAt"
    from obligation_extension r
    join obligation o on o.region_id = r.region_id and o.id = r.obligation_id
    join campaign v on v.id = o.campaign_id and v.closed_on is null
    join participation p on p.region_id = o.region_id and p.id = o.participation_id and p.ended_at is null
    join organisation u on u.region_id = o.region_id and u.id = o.unit_id
    cross join lateral obligation_left(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) still
    left join organisation b on b.region_id = o.region_id and b.id = o.branch_id
    left join person e on e.region_id = o.region_id and e.id = o.person_id
    where r.outcome is null and r.asked_by <> ${actor.personId} and o.unit_id <> all (${[...mine]}::uuid[])
      and (r.path <@ any (${paths}::ltree[]) or r.linked <@ any (${paths}::ltree[]))
      and o.cancelled_at is null and still.is_outstanding
    order by r.from_on, r.path, r.id limit 200`.execute(tx);
  return rows.map(({ titleZh, titleEn, askedAt, ...row }) => ({
    ...row,
    title: { zh: titleZh, en: titleEn },
    askedAt: askedAt.toISOString(),
  }));
}
