import { sql, type RawBuilder } from 'kysely';

/**
 * The units that an opened batch was to take and could not, and that fall to no other: what the page of coverage lists as missed by it.
 * The last opened batch that names a unit has missed it; one that a planned batch will take is of none yet.
 */
export function missedByBatch(regionId: number, unitId: string | null, batchId: string): RawBuilder<unknown> {
  return sql`
    select missed.id from (
      with recursive wanted as (
        select b.id, b.number, c.id as campaign_id, c.path from batch b join campaign c on c.id = b.campaign_id where b.id = ${batchId}::uuid
      ), named as (
        select b.number, b.opened_at is not null as is_open, r.node_path, r.class_code
        from wanted w
        join batch b on b.campaign_id = w.campaign_id
        join batch_rule r on r.batch_id = b.id and r.revision = b.revision
        union
        select n.number, n.is_open, n.node_path, k.code from named n join unit_class k on k.parent_code = n.class_code
      )
      select o.id,
        (select array[max(n.number) filter (where n.is_open), max(n.number) filter (where not n.is_open)] from named n
          where (n.class_code is null or n.class_code = o.class_code)
            and (n.node_path is null or o.path <@ n.node_path or n.node_path @> any (o.linked))) as by_rule,
        w.number, w.campaign_id
      from organisation o, wanted w
      where o.region_id = ${regionId} and o.kind = 'unit' and o.closed_on is null
        and ${unitId === null ? sql`true` : sql`o.id = ${unitId}::uuid`}
        and (o.path <@ w.path or w.path @> any (o.linked))
        and not exists (select from participation p
          where p.region_id = ${regionId} and p.campaign_id = w.campaign_id and p.unit_id = o.id and p.ended_at is null)
        and not exists (select from batch b where b.campaign_id = w.campaign_id and b.opened_at is null and b.number > w.number)
    ) missed
    where missed.by_rule[1] = missed.number and missed.by_rule[2] is null`;
}
