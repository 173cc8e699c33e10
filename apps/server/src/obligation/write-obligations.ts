import type { Deliverable, Playbook } from '@muster/core/campaign';
import { sql } from 'kysely';
import { effectivePlaybooks, type StageOpened } from '../campaign/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { linkedColumn } from '../platform/place.ts';
import { owe, type Owed } from './owe.ts';

/**
 * Hears that a stage has opened: everything that the playbook in force at each unit asks for in it is written down, once for each
 * unit. A unit on a track that it does not hold for owes nothing.
 */
export async function writeObligations(
  tx: Tx,
  { regionId, participationIds, stageCode }: StageOpened,
  { at, newId }: Circumstances,
): Promise<void> {
  const playbooks = await effectivePlaybooks(tx, participationIds);
  const participations = await tx
    .selectFrom('participation')
    .select(['id', 'campaign_id as campaignId', 'unit_id as unitId', 'track', 'path', linkedColumn().as('linked')])
    .where('region_id', '=', regionId)
    .where('id', '=', sql<string>`any (${[...participationIds]}::uuid[])`)
    .execute();
  const rows = participations.flatMap(({ id, track, ...of }) =>
    deliverablesOf(playbooks.get(id), stageCode, track).map(({ code, title, form, anchor, offsetDays }): Owed => ({
      ...of,
      regionId,
      participationId: id,
      stageCode,
      addressee: 'unit',
      kind: 'deliverable',
      dutyCode: code,
      title,
      form,
      anchor,
      offsetDays,
    })),
  );
  await owe(tx, at, newId, rows);
}

function deliverablesOf(playbook: Playbook | undefined, stageCode: string, track: string): readonly Deliverable[] {
  const stage = playbook?.stages.find(({ code }) => code === stageCode);
  return (stage?.deliverables ?? []).filter(({ notForTracks }) => !notForTracks.includes(track));
}

/**
 * Hears that dates have moved: what is due follows the stage that it hangs on, inside it. Days that were given to it alone are
 * its own and come on top, and the day that was named is not taken back. When it was first due stays. An order keeps the day that its giver named.
 */
export async function moveDueDates(
  tx: Tx,
  { regionId, participationIds }: { readonly regionId: number; readonly participationIds: readonly string[] },
): Promise<void> {
  await sql`
    update obligation o
    set due_on = case o.anchor when 'day' then greatest(s.starts_on, least(s.ends_on, o.due_on))
      else (
        select least(s.ends_on, greatest(base.due_on + coalesce(sum(r.until_on - r.from_on), 0)::int, max(r.until_on)))
        from (select obligation_due(o.anchor, o.offset_days, s.starts_on, s.ends_on) as due_on) base
        left join obligation_extension r on r.region_id = o.region_id and r.obligation_id = o.id and r.outcome = 'granted'
        group by base.due_on) end
    from participation_stage s
    where o.kind <> 'order' and o.region_id = ${regionId} and o.participation_id = any (${[...participationIds]}::uuid[])
      and s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code
      and s.closed_at is null`.execute(tx);
}
