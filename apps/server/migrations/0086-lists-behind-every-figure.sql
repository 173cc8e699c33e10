-- Every figure of the overview and of the statistics opens a list that is as long, and both can be asked of one batch alone. Standings know
-- the unit's part in the campaign, which knows its batch, so that no counter is kept for each: whoever asks for a batch adds them up.

drop function rollup_standing_page(int, text, ltree, uuid, text, text, text, uuid, int);
-- As before, of one batch or of all; and who was in a stage, or past it, at the end of a week, which are no standings of their own.
create function rollup_standing_page(
  region int, tree text, node ltree, campaign uuid, stage text, wanted_item text, wanted_value text, batch uuid, after uuid, wanted int,
  out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  kept_item constant text := case wanted_item when 'within' then 'opened' when 'past' then 'passed' else wanted_item end;
  here constant text := case
    when tree = 'place' then 's.path <@ $2'
    when wanted_value is null then 's.linked <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  valued constant text := case
    when wanted_value is null then ''
    when wanted_item = 'past' then 'and s.value <= $6'
    when wanted_item = 'within' then 'and s.value <= $6 and not exists (select from rollup_standing l
      where l.region_id = s.region_id and l.participation_id = s.participation_id and l.stage_code = s.stage_code and l.item = ''passed'' and l.value <= $6)'
    else 'and s.value = $6' end;
  of_batch constant text := case when batch is null then '' else 'and exists (select from participation p
    where p.region_id = s.region_id and p.id = s.participation_id and p.batch_id = $8)' end;
  kept constant text := 'from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item = $5 ' || valued || ' ' || of_batch || '
      and (s.path <@ any ($7) or s.linked <@ any ($7)) and ' || here;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, stage, kept_item, wanted_value, scope, batch;
  if after is not null then
    select s.path into last_at from rollup_standing s
     where s.region_id = region and s.participation_id = after and s.stage_code = stage and s.item = kept_item
       and (s.path <@ any (scope) or s.linked <@ any (scope));
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(participation_id order by path, participation_id), ''{}'') from (
             select s.participation_id, s.path ' || kept || ' and ($9 is null or (s.path, s.participation_id) > ($9, $10))
              order by s.path, s.participation_id limit $11) page'
    into page using region, node, campaign, stage, kept_item, wanted_value, scope, batch, last_at, after, wanted;
end $$;
revoke execute on function rollup_standing_page(int, text, ltree, uuid, text, text, text, uuid, uuid, int) from public;
grant execute on function rollup_standing_page(int, text, ltree, uuid, text, text, text, uuid, uuid, int) to muster_app;

drop function rollup_standing_sum(int, text, ltree, uuid, text, text);
create function rollup_standing_sum(region int, tree text, node ltree, campaign uuid, stage text, wanted_item text, batch uuid)
returns bigint language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree
    when 'place' then 's.path <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  summed bigint;
begin
  execute 'select coalesce(sum(s.num), 0)::bigint from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item = $5
      and ($7 is null or exists (select from participation p where p.region_id = s.region_id and p.id = s.participation_id and p.batch_id = $7))
      and (s.path <@ any ($6) or s.linked <@ any ($6)) and ' || here
    into summed using region, node, campaign, stage, wanted_item, scope, batch;
  return summed;
end $$;
revoke execute on function rollup_standing_sum(int, text, ltree, uuid, text, text, uuid) from public;
grant execute on function rollup_standing_sum(int, text, ltree, uuid, text, text, uuid) to muster_app;

drop function rollup_lacking(int, text, ltree, uuid, text[], text[], int);
create function rollup_lacking(region int, tree text, node ltree, campaign uuid, stages text[], items text[], batch uuid, wanted int)
returns table (stage_code text, item text, unit_id uuid, path ltree)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree
    -- Nothing beneath a node sorts behind its label with another letter.
    when 'place' then 's.path >= $2 and s.path < ($2::text || ''0'')::ltree and s.path <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  of_batch constant text := case when batch is null then '' else 'and exists (select from participation p
    where p.region_id = s.region_id and p.id = s.participation_id and p.batch_id = $8)' end;
begin
  return query execute 'select c.stage, c.item, s.unit_id, s.path
     from unnest($4, $5) c (stage, item)
     cross join lateral (
       select s.unit_id, s.path from rollup_standing s
        where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = c.stage and s.item = c.item and s.value in (''not-met'', ''waiting'')
          ' || of_batch || ' and (s.path <@ any ($6) or s.linked <@ any ($6)) and ' || here || '
        order by s.path, s.participation_id limit $7) s'
    using region, node, campaign, stages, items, scope, wanted, batch;
end $$;
revoke execute on function rollup_lacking(int, text, ltree, uuid, text[], text[], uuid, int) from public;
grant execute on function rollup_lacking(int, text, ltree, uuid, text[], text[], uuid, int) to muster_app;

drop function rollup_owed_page(int, text, ltree, uuid, text, date, date, uuid, int);
-- What is asked and due in a span of days: all of it, what of it is not done, what is done, or what was let off, which is in none of the others.
create function rollup_owed_page(
  region int, tree text, node ltree, campaign uuid, wanted_state text, wanted_kind text, from_day date, before_day date, batch uuid, after uuid,
  wanted int, out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree when 'place' then 'p.path <@ $2'
    else 'p.linked <@ $2 and (select bool_and(each <@ $2) from unnest(p.linked) each)' end;
  stands constant text := case wanted_state
    when 'open' then 'obligation_outstanding(o)'
    when 'exempt' then '(select is_exempt from obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id))'
    when 'done' then 'not obligation_outstanding(o) and not (select is_exempt from obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id))'
    else 'not (select is_exempt from obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id))' end;
  kept constant text := 'from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
    where o.region_id = $1 and o.campaign_id = $3 and ($4 is null or o.kind = $4) and ($5 is null or o.due_on >= $5) and o.due_on < $6
      and o.cancelled_at is null and p.ended_at is null and ($8 is null or p.batch_id = $8) and ' || stands || '
      and (p.path <@ any ($7) or p.linked <@ any ($7)) and ' || here;
  last_on date;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, wanted_kind, from_day, before_day, scope, batch;
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
             select o.id, o.due_on, p.path ' || kept || ' and ($9 is null or (o.due_on, p.path, o.id) > ($9, $10, $11))
              order by o.due_on, p.path, o.id limit $12) page'
    into page using region, node, campaign, wanted_kind, from_day, before_day, scope, batch, last_on, last_at, after, wanted;
end $$;
revoke execute on function rollup_owed_page(int, text, ltree, uuid, text, text, date, date, uuid, uuid, int) from public;
grant execute on function rollup_owed_page(int, text, ltree, uuid, text, text, date, date, uuid, uuid, int) to muster_app;

-- What the standings of one batch come to at each of these nodes, as counters have it of all batches; for whoever sees the node.
create function rollup_batch_figures(region int, wanted uuid[], campaign uuid, batch uuid)
returns table (id uuid, stage_code text, measure text, amount bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select o.id, s.stage_code, s.item || ':' || s.value,
      sum(case when s.item ~ '^(asked|owed|exempt|hours):' then s.num else 1 end)::bigint
    from organisation o
    join rollup_standing s on s.region_id = o.region_id and s.campaign_id = campaign
      and case o.tree when 'place' then s.path <@ o.path
          else s.linked <@ o.path and (select bool_and(each <@ o.path) from unnest(s.linked) each) end
    join participation p on p.region_id = s.region_id and p.id = s.participation_id and p.batch_id = batch
    where o.region_id = region and o.id = any (wanted) and (o.path <@ any (scope) or o.linked <@ any (scope))
    group by o.id, s.stage_code, s.item, s.value;
end $$;
revoke execute on function rollup_batch_figures(int, uuid[], uuid, uuid) from public;
grant execute on function rollup_batch_figures(int, uuid[], uuid, uuid) to muster_app;

-- As before, and of all weeks where none is named.
create or replace function study_presences_page(
  region int, tree text, node ltree, node_kind text, node_id uuid, campaign uuid, wanted_presence text, week date, from_at timestamptz, before_at timestamptz,
  after_sheet uuid, after_person uuid, wanted int, out sheets uuid[], out people uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  counted constant text := case wanted_presence when 'present' then 'attendances' else 'absences' end || coalesce('@' || week, '');
  own constant text := case node_kind when 'unit' then 't.unit_id = $12' when 'branch' then 's.branch_id = $12' else 'true' end;
  kept constant text := format('from activity v
    join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
    join attendance t on t.region_id = s.region_id and t.sheet_id = s.id and t.campaign_id = v.campaign_id
    where v.region_id = $1 and v.campaign_id = $3 and v.starts_at >= $5 and v.starts_at < $6 and v.voided_at is null and %2$s
      and t.presence = $4 and t.%1$I <@ $2 and (t.path <@ any ($7) or t.party_path <@ any ($7)) ',
    case tree when 'place' then 'path' else 'party_path' end, own);
  last_at timestamptz;
begin
  if node <@ any (scope) then
    total :=
      (select coalesce(sum(c.amount), 0) from rollup_counter c
        where c.region_id = region and c.path = node and c.campaign_id = campaign and c.measure = counted)
      + (select coalesce(sum(d.amount), 0) from rollup_delta d
          where d.region_id = region and d.campaign_id = campaign and d.measure = counted
            and case tree when 'place' then d.path else d.party_path end <@ node);
  else
    execute 'select count(*) ' || kept into total
      using region, node, campaign, wanted_presence, from_at, before_at, scope, null::timestamptz, null::uuid, null::uuid, 0, node_id;
  end if;
  sheets := '{}';
  people := '{}';
  if after_sheet is not null then
    select v.starts_at into last_at from sheet s join activity v on v.region_id = s.region_id and v.id = s.activity_id
     join attendance t on t.region_id = s.region_id and t.sheet_id = s.id and t.person_id = after_person
     where s.region_id = region and s.id = after_sheet and (t.path <@ any (scope) or t.party_path <@ any (scope));
    if last_at is null then
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(sheet_id order by starts_at desc, activity_id desc, sheet_id desc, person_id desc), ''{}''),
      coalesce(array_agg(person_id order by starts_at desc, activity_id desc, sheet_id desc, person_id desc), ''{}'') from (
      select t.sheet_id, t.person_id, v.starts_at, v.id as activity_id ' || kept || '
        and ($8 is null or (v.starts_at, v.id, t.sheet_id, t.person_id) < ($8, (select activity_id from sheet where region_id = $1 and id = $9), $9, $10))
      order by v.starts_at desc, v.id desc, t.sheet_id desc, t.person_id desc limit $11) page'
    into sheets, people
    using region, node, campaign, wanted_presence, from_at, before_at, scope, last_at, after_sheet, after_person, wanted, node_id;
end $$;
