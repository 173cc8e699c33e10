import type { Deliverable } from '@muster/core/campaign';
import { sql } from 'kysely';
import { effectivePlaybooks, type StageOpened } from '../campaign/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';

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
  const rows = participationIds.flatMap((participation) =>
    (playbooks.get(participation)?.stages.find(({ code }) => code === stageCode)?.deliverables ?? []).map((owed) =>
      rowOf(newId(), participation, owed),
    ),
  );
  for (let start = 0; start < rows.length; start += 1000) {
    const chunk = JSON.stringify(rows.slice(start, start + 1000));
    await sql`
      insert into obligation (region_id, id, campaign_id, participation_id, unit_id, stage_code, kind, duty_code, title_zh, title_en,
        form, anchor, offset_days, due_on, first_due_on, path, linked, recorded_at)
      select p.region_id, r.id, p.campaign_id, p.id, p.unit_id, s.stage_code, 'deliverable', r.code, r."titleZh", r."titleEn",
        r.form, r.anchor, r."offsetDays", d.due_on, d.due_on, p.path, p.linked, ${at}
      from json_to_recordset(${chunk}::json) as r(id uuid, participation uuid, code text, "titleZh" text, "titleEn" text,
        form text, anchor text, "offsetDays" int, "notFor" text[])
      join participation p on p.region_id = ${regionId} and p.id = r.participation and p.track <> all (r."notFor")
      join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = ${stageCode}
      cross join lateral obligation_due(r.anchor, r."offsetDays", s.starts_on, s.ends_on) as d(due_on)
      on conflict (region_id, participation_id, stage_code, duty_code) do nothing`.execute(tx);
  }
}

function rowOf(
  id: string,
  participation: string,
  { code, title, form, anchor, offsetDays, notForTracks }: Deliverable,
) {
  return {
    id,
    participation,
    code,
    titleZh: title.zh,
    titleEn: title.en,
    form,
    anchor,
    offsetDays,
    notFor: notForTracks,
  };
}

/** Hears that dates have moved: what is due follows the stage that it hangs on, inside it; when it was first due stays. */
export async function moveDueDates(
  tx: Tx,
  { regionId, participationIds }: { readonly regionId: number; readonly participationIds: readonly string[] },
): Promise<void> {
  await sql`
    update obligation o
    set due_on = obligation_due(o.anchor, o.offset_days, s.starts_on, s.ends_on)
    from participation_stage s
    where o.region_id = ${regionId} and o.participation_id = any (${[...participationIds]}::uuid[])
      and s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code
      and s.closed_at is null`.execute(tx);
}
