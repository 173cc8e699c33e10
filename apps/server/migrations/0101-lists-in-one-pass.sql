-- The list behind a figure of what is owed asked a function of its own of every duty of a city, first to count them and again to order
-- them: 15 s for a county. What is asked is now read once, and what stands of each comes by joins that read a table whole where there are
-- many and by its index where there are few. With a duty not discharged, to be let off is to have an exemption; `obligation_stands` and
-- `obligation_left` say the same of one.
create or replace function rollup_owed_page(
  region int, tree text, node ltree, campaign uuid, wanted_state text, wanted_kind text, from_day date, before_day date, batch uuid, after uuid,
  wanted int, out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree when 'place' then 'p.path <@ $2'
    else 'p.linked <@ $2 and (select bool_and(each <@ $2) from unnest(p.linked) each)' end;
  discharged constant text := 'exists (select from obligation_discharge d where d.region_id = $1 and d.obligation_id = a.id and d.voided_at is null)';
  let_off constant text := 'exists (select from obligation_exemption e where e.region_id = $1 and e.obligation_id = a.id and e.voided_at is null)';
  -- The last version of what was handed in or answered, which nobody else has looked at yet.
  handed_in constant text := 'exists (select from deliverable d
    where a.kind = ''deliverable'' and d.region_id = $1 and d.obligation_id = a.id
      and not exists (select from deliverable l where l.region_id = $1 and l.obligation_id = d.obligation_id and l.version > d.version)
      and not exists (select from deliverable_check c where c.region_id = $1 and c.deliverable_id = d.id))';
  answered constant text := 'exists (select from order_answer w
    where a.kind <> ''deliverable'' and a.origin_kind = ''order'' and w.region_id = $1 and w.order_id = a.origin_id
      and not exists (select from order_answer l where l.region_id = $1 and l.order_id = w.order_id and l.version > w.version)
      and not exists (select from order_verification v where v.region_id = $1 and v.answer_id = w.id))';
  chosen constant text := 'select a.id, a.due_on, a.path from asked a where ';
  -- Each part has what none of the others has.
  parts constant text[] := case wanted_state
    when 'open' then array['not exists (select from settled s where s.id = a.id)']
    when 'exempt' then array[let_off || ' and not ' || discharged]
    when 'done' then array[
      discharged,
      handed_in || ' and not ' || discharged || ' and not ' || let_off,
      answered || ' and not ' || discharged || ' and not ' || let_off]
    else array['not ' || let_off, let_off || ' and ' || discharged] end;
  -- Found one by one, so that how many each has is known before it is joined.
  settled constant text := case when wanted_state = 'open' then format('settled as materialized (
      select a.id from asked a where %s union all select a.id from asked a where %s
      union all select a.id from asked a where %s union all select a.id from asked a where %s), ',
    discharged, let_off, handed_in, answered) else '' end;
  last_on date;
  last_at ltree;
begin
  if after is not null then
    select o.due_on, p.path into last_on, last_at
      from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
     where o.region_id = region and o.id = after and (p.path <@ any (scope) or p.linked <@ any (scope));
  end if;
  execute 'with asked as materialized (
      select o.id, o.due_on, o.kind, o.origin_kind, o.origin_id, p.path
        from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
       where o.region_id = $1 and o.campaign_id = $3 and ($4 is null or o.kind = $4) and ($5 is null or o.due_on >= $5) and o.due_on < $6
         and o.cancelled_at is null and p.ended_at is null and ($8 is null or p.batch_id = $8)
         and (p.path <@ any ($7) or p.linked <@ any ($7)) and ' || here || '
    ), ' || settled || 'kept as materialized (' || chosen || array_to_string(parts, ' union all ' || chosen) || ')
    select (select count(*) from kept),
      (select coalesce(array_agg(id order by due_on, path, id), ''{}'') from (
         select id, due_on, path from kept where $9 is null or (due_on, path, id) > ($9, $10, $11)
          order by due_on, path, id limit $12) page)'
    into total, page
    using region, node, campaign, wanted_kind, from_day, before_day, scope, batch, last_on, last_at, after,
      case when after is not null and last_at is null then 0 else wanted end;
end $$;
