-- What lies ahead of a unit is what the playbook's track has, all of it and in its order, in no fewer days than the playbook and the layers
-- above the unit ask for. The functions that take stages and days from the application looked at the track alone.

-- The stages of a track, in order. A layer adds none and takes none away: they are those of the topmost document.
create function campaign_stages_on_track(campaign uuid, wanted text) returns table (code text, ordinal bigint)
language sql security definer set search_path = public stable as $$
  select btrim(s.stage ->> 'code'), s.ordinal
  from campaign c
  join playbook d on encode(d.sha256, 'hex') = (playbook_lineage(c.playbook_id))[1]
  cross join lateral jsonb_array_elements(d.body -> 'stages') with ordinality as s (stage, ordinal)
  where c.id = campaign and (coalesce(jsonb_typeof(s.stage -> 'tracks'), 'null') <> 'array'
    or exists (select from jsonb_array_elements_text(s.stage -> 'tracks') t where btrim(t) = wanted))
$$;
revoke execute on function campaign_stages_on_track(uuid, text) from public;

-- The documents in force at a place, the campaign's own and those of the layers above it.
create function campaign_documents_at(campaign uuid, place ltree, others ltree[]) returns setof jsonb
language sql security definer set search_path = public stable as $$
  select d.body from playbook d where encode(d.sha256, 'hex') in (
    select unnest(playbook_lineage(c.playbook_id)) from campaign c where c.id = campaign
    union all
    select unnest(playbook_lineage(l.playbook_id)) from campaign_layer l
     where l.campaign_id = campaign and l.superseded_at is null and (l.path @> place or l.path @> any (others)))
$$;
revoke execute on function campaign_documents_at(uuid, ltree, ltree[]) from public;

create function campaign_days_of(document jsonb, word text) returns int language sql immutable as $$
  select case when jsonb_typeof(document -> word) = 'number' then (document ->> word)::numeric::int else 0 end
$$;

-- As before, with no fewer days in all than are asked for there.
create or replace function campaign_begin_on_tracks(units jsonb) returns void
language plpgsql security definer set search_path = public as $$
declare
  everywhere constant boolean := current_setting('muster.scope', true) = '*';
  scope constant ltree[] := case when not everywhere then nullif(current_setting('muster.scope', true), '')::ltree[] end;
  begun bigint;
begin
  perform campaign_must_know_track(k.campaign_id, k.track) from (
    select distinct p.campaign_id, n.track from jsonb_to_recordset(units) as n (region int, id uuid, track text)
      join participation p on p.region_id = n.region and p.id = n.id) k;
  if exists (
    with wanted as materialized (
      select p.campaign_id, p.path, p.linked, n.days from jsonb_to_recordset(units) as n (region int, id uuid, days int)
        join participation p on p.region_id = n.region and p.id = n.id),
    asked as materialized (
      select c.id as campaign_id, null::ltree as path, campaign_days_of(d.body, 'minimumTotalDays') as days
        from campaign c join playbook d on encode(d.sha256, 'hex') = any (playbook_lineage(c.playbook_id))
       where c.id in (select w.campaign_id from wanted w)
      union all
      select l.campaign_id, l.path, campaign_days_of(d.body, 'minimumTotalDays')
        from campaign_layer l join playbook d on encode(d.sha256, 'hex') = any (playbook_lineage(l.playbook_id))
       where l.superseded_at is null and l.campaign_id in (select w.campaign_id from wanted w))
    select from asked a join wanted w on w.campaign_id = a.campaign_id and coalesce(w.days, 0) < a.days
     where a.days > 0 and (a.path is null or a.path @> w.path or a.path @> any (w.linked))) then
    raise exception 'fewer days than are asked for' using errcode = '23514', constraint = 'participation__minimum_total_days', table = 'participation';
  end if;
  update participation p set track = n.track, minimum_total_days = n.days
    from jsonb_to_recordset(units) as n (region int, id uuid, track text, days int)
   where p.region_id = n.region and p.id = n.id and p.track = ''
     and (everywhere or p.path <@ any (scope) or p.linked <@ any (scope));
  get diagnostics begun = row_count;
  if begun <> jsonb_array_length(units) then
    raise exception 'not within reach, or begun before' using errcode = '42501';
  end if;
end $$;

-- As before, and what replaces the stages ahead is all that the track has besides those that the unit has been through.
create or replace function campaign_replace_stages_ahead(region int, wanted uuid, track_code text, stages jsonb) returns void
language plpgsql security definer set search_path = public as $$
declare
  p participation;
  before jsonb;
begin
  select * into p from participation where region_id = region and id = wanted for update;
  if not coalesce(p.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
                  or p.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  perform campaign_must_know_track(p.campaign_id, track_code);
  select coalesce(jsonb_object_agg(stage_code, minimum_days), '{}') into before
    from participation_stage where region_id = region and participation_id = wanted and opened_at is null;
  delete from participation_stage where region_id = region and participation_id = wanted and opened_at is null;
  update participation set track = track_code where region_id = region and id = wanted;
  if (select coalesce(array_agg(t.code order by t.ordinal), '{}') from campaign_stages_on_track(p.campaign_id, track_code) t
       where not exists (select from participation_stage s
                          where s.region_id = region and s.participation_id = wanted and s.stage_code = t.code))
     is distinct from (select coalesce(array_agg(n.code order by n.position), '{}') from jsonb_to_recordset(stages) as n (code text, position int)) then
    raise exception 'the track has other stages'
      using errcode = '23514', constraint = 'participation_stage__of_the_track', table = 'participation_stage';
  end if;
  insert into participation_stage (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, minimum_days,
    window_from, window_to, first_ends_on, path, linked)
  select region, wanted, n.code, n.position, n."startsOn", greatest(n."earliestOn", n."startsOn" + (d.days - 1)),
    greatest(n."endsOn", n."startsOn" + (d.days - 1)), d.days, n."windowFrom", greatest(n."windowTo", n."startsOn" + (d.days - 1)), n."endsOn", p.path, p.linked
  from jsonb_to_recordset(stages) as n (code text, position int, "startsOn" date, "earliestOn" date, "endsOn" date, "minimumDays" int,
    "windowFrom" date, "windowTo" date)
  cross join lateral (select greatest(n."minimumDays", (before ->> n.code)::int, (
    select max(campaign_days_of(s.stage, 'minimumDays')) from campaign_documents_at(p.campaign_id, p.path, p.linked) body
      cross join lateral jsonb_array_elements(case jsonb_typeof(body -> 'stages') when 'array' then body -> 'stages' else '[]' end) s (stage)
     where btrim(s.stage ->> 'code') = n.code)) as days) d;
  -- A stage that is the last one now keeps the total.
  update participation_stage s
     set earliest_on = greatest(s.earliest_on, e.earliest), ends_on = greatest(s.ends_on, e.earliest)
    from (select x.stage_code, campaign_earliest(region, wanted, x.stage_code, x.starts_on) as earliest
            from participation_stage x where x.region_id = region and x.participation_id = wanted and x.opened_at is not null and x.closed_at is null) e
   where s.region_id = region and s.participation_id = wanted and s.stage_code = e.stage_code;
  perform campaign_push_stages(region, wanted);
end $$;
