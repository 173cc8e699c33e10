-- Whether somebody else has yet to look at what was handed in or answered, and whether it was let off and not done besides. A page of what
-- is owed asks that of all of it; as a table without settings of its own it becomes part of the statement that asks, where a function is
-- begun anew for every row.
create function obligation_stands(region int, owed uuid, kind text, origin_kind text, origin uuid)
  returns table (is_waiting boolean, is_exempt boolean) language sql stable as $$
  select
    case
      when kind = 'deliverable' then exists (select from public.deliverable d
        where d.region_id = region and d.obligation_id = owed
          and not exists (select from public.deliverable later
            where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
          and not exists (select from public.deliverable_check c where c.region_id = d.region_id and c.deliverable_id = d.id))
      when origin_kind = 'order' then exists (select from public.order_answer a
        where a.region_id = region and a.order_id = origin
          and not exists (select from public.order_answer later
            where later.region_id = a.region_id and later.order_id = a.order_id and later.version > a.version)
          and not exists (select from public.order_verification v where v.region_id = a.region_id and v.answer_id = a.id))
      else false
    end,
    exists (select from public.obligation_exemption e
      where e.region_id = region and e.obligation_id = owed and e.voided_at is null)
      and not exists (select from public.obligation_discharge d
        where d.region_id = region and d.obligation_id = owed and d.voided_at is null)
$$;
grant execute on function obligation_stands(int, uuid, text, text, uuid) to muster_app, muster_worker;

-- The same of one, in the words that triggers and rules use.
create or replace function obligation_waiting(obligation) returns boolean language sql stable as $$
  select s.is_waiting from public.obligation_stands(($1).region_id, ($1).id, ($1).kind, ($1).origin_kind, ($1).origin_id) s
$$;
create or replace function obligation_exempt(obligation) returns boolean language sql stable as $$
  select s.is_exempt from public.obligation_stands(($1).region_id, ($1).id, ($1).kind, ($1).origin_kind, ($1).origin_id) s
$$;
create or replace function obligation_outstanding(obligation) returns boolean language sql stable as $$
  select ($1).cancelled_at is null and not s.is_waiting and not s.is_exempt
    and not exists (select from public.obligation_discharge d
      where d.region_id = ($1).region_id and d.obligation_id = ($1).id and d.voided_at is null)
  from public.obligation_stands(($1).region_id, ($1).id, ($1).kind, ($1).origin_kind, ($1).origin_id) s
$$;

-- What counts for a unit is found without reading what all others owe.
create index obligation__of_unit on obligation (region_id, unit_id);
