-- What is owed is counted by the day on which it is due: what is overdue changes by time alone, so it is summed when it is read. A
-- participation is worked out again whenever something is asked of it, done, taken back or given another day, whoever does that.
-- What was handed in and waits for somebody else to check it is that one's to do.
create function obligation_outstanding(obligation) returns boolean language sql stable set search_path = public as $$
  select ($1).cancelled_at is null
    and not exists (select from obligation_discharge d
      where d.region_id = ($1).region_id and d.obligation_id = ($1).id and d.voided_at is null)
    and not exists (select from deliverable d
      where d.region_id = ($1).region_id and d.obligation_id = ($1).id
        and not exists (select from deliverable_check c where c.region_id = d.region_id and c.deliverable_id = d.id))
$$;
grant execute on function obligation_outstanding(obligation) to muster_app, muster_worker;

create function obligation__mark() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_table_name = 'obligation' then
    insert into rollup_dirty (region_id, participation_id, path, linked)
    select p.region_id, p.id, p.path, p.linked
      from (select distinct region_id, participation_id from changed) c
      join participation p on p.region_id = c.region_id and p.id = c.participation_id
     order by p.region_id, p.id
    on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  else
    insert into rollup_dirty (region_id, participation_id, path, linked)
    select p.region_id, p.id, p.path, p.linked
      from (select distinct o.region_id, o.participation_id
              from changed c join obligation o on o.region_id = c.region_id and o.id = c.obligation_id) c
      join participation p on p.region_id = c.region_id and p.id = c.participation_id
     order by p.region_id, p.id
    on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  end if;
  return null;
end $$;
create trigger obligation__mark_asked after insert on obligation
  referencing new table as changed for each statement execute function obligation__mark();
create trigger obligation__mark_changed after update on obligation
  referencing new table as changed for each statement execute function obligation__mark();
create trigger obligation_discharge__mark_done after insert on obligation_discharge
  referencing new table as changed for each statement execute function obligation__mark();
create trigger obligation_discharge__mark_undone after update on obligation_discharge
  referencing new table as changed for each statement execute function obligation__mark();

insert into rollup_dirty (region_id, participation_id, path, linked)
select region_id, id, path, linked from participation p
 where exists (select from obligation o where o.region_id = p.region_id and o.participation_id = p.id)
on conflict (region_id, participation_id) do nothing;

-- The figures of several nodes at once: a line for each child costs no query for each child. As rollup_figures: of the node, the same
-- for all who may see it.
create function rollup_figures_of(region int, wanted uuid[], campaigns uuid[])
returns table (id uuid, stage_code text, measure text, amount bigint)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select o.id, c.stage_code, c.measure, c.amount
    from organisation o join rollup_counter c on c.region_id = o.region_id and c.path = o.path and c.campaign_id = any (campaigns)
    where o.region_id = region and o.id = any (wanted) and (o.path <@ any (scope) or o.linked <@ any (scope));
end $$;
revoke execute on function rollup_figures_of(int, uuid[], uuid[]) from public;
grant execute on function rollup_figures_of(int, uuid[], uuid[]) to muster_app;

-- The units behind a figure, one page of them by place in the tree, and how many there are; the scope is read once, and the index finds
-- where a page begins. A unit is counted at the node that holds all its branches.
create index rollup_standing__in_tree on rollup_standing (region_id, campaign_id, stage_code, item, value, path, participation_id);
create function rollup_standing_page(
  region int, tree text, node ltree, campaign uuid, stage text, wanted_item text, wanted_value text, after uuid, wanted int,
  out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree when 'place' then 's.path <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  kept constant text := 'from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item = $5 and s.value = $6
      and (s.path <@ any ($7) or s.linked <@ any ($7)) and ' || here;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, stage, wanted_item, wanted_value, scope;
  if after is not null then
    select s.path into last_at from rollup_standing s
     where s.region_id = region and s.participation_id = after and s.stage_code = stage and s.item = wanted_item
       and (s.path <@ any (scope) or s.linked <@ any (scope));
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(participation_id order by path, participation_id), ''{}'') from (
             select s.participation_id, s.path ' || kept || ' and ($8 is null or (s.path, s.participation_id) > ($8, $9))
              order by s.path, s.participation_id limit $10) page'
    into page using region, node, campaign, stage, wanted_item, wanted_value, scope, last_at, after, wanted;
end $$;
revoke execute on function rollup_standing_page(int, text, ltree, uuid, text, text, text, uuid, int) from public;
grant execute on function rollup_standing_page(int, text, ltree, uuid, text, text, text, uuid, int) to muster_app;

-- What is asked and not done, due in a span of days: one page by day and place, and how many there are.
create index obligation__by_day on obligation (region_id, campaign_id, due_on, path, id) where cancelled_at is null;
create function rollup_owed_page(
  region int, tree text, node ltree, campaign uuid, wanted_kind text, from_day date, before_day date, after uuid, wanted int,
  out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree when 'place' then 'p.path <@ $2'
    else 'p.linked <@ $2 and (select bool_and(each <@ $2) from unnest(p.linked) each)' end;
  kept constant text := 'from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
    where o.region_id = $1 and o.campaign_id = $3 and ($4 is null or o.kind = $4) and ($5 is null or o.due_on >= $5) and o.due_on < $6
      and o.cancelled_at is null and p.ended_at is null and obligation_outstanding(o)
      and (p.path <@ any ($7) or p.linked <@ any ($7)) and ' || here;
  last_on date;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, wanted_kind, from_day, before_day, scope;
  if after is not null then
    select o.due_on, p.path into last_on, last_at
      from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
     where o.region_id = region and o.id = after and (p.path <@ any (scope) or p.linked <@ any (scope));
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(id order by due_on, path, id), ''{}'') from (
             select o.id, o.due_on, p.path ' || kept || ' and ($8 is null or (o.due_on, p.path, o.id) > ($8, $9, $10))
              order by o.due_on, p.path, o.id limit $11) page'
    into page using region, node, campaign, wanted_kind, from_day, before_day, scope, last_on, last_at, after, wanted;
end $$;
revoke execute on function rollup_owed_page(int, text, ltree, uuid, text, date, date, uuid, int) from public;
grant execute on function rollup_owed_page(int, text, ltree, uuid, text, date, date, uuid, int) to muster_app;
