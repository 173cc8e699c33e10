-- A unit goes by a track that a playbook of its campaign has. The application's login writes the word through these functions alone: once
-- when the unit begins, and again where the track is changed with the stages ahead.

create function campaign_must_know_track(campaign uuid, wanted text) returns void
language plpgsql security definer set search_path = public stable as $$
begin
  if not exists (
    select from playbook d
    cross join lateral jsonb_array_elements(case jsonb_typeof(d.body -> 'tracks') when 'array' then d.body -> 'tracks' else '[]' end) t
    where btrim(t ->> 'code') = wanted and encode(d.sha256, 'hex') in (
      select unnest(playbook_lineage(c.playbook_id)) from campaign c where c.id = campaign
      union all
      select unnest(playbook_lineage(l.playbook_id)) from campaign_layer l where l.campaign_id = campaign)) then
    raise exception 'no playbook of the campaign has this track' using errcode = '23514', constraint = 'participation__track', table = 'participation';
  end if;
end $$;
revoke execute on function campaign_must_know_track(uuid, text) from public;

-- The track and the days in all of units that have just begun.
create function campaign_begin_on_tracks(units jsonb) returns void
language plpgsql security definer set search_path = public as $$
declare
  everywhere constant boolean := current_setting('muster.scope', true) = '*';
  scope constant ltree[] := case when not everywhere then nullif(current_setting('muster.scope', true), '')::ltree[] end;
  begun bigint;
begin
  perform campaign_must_know_track(k.campaign_id, k.track) from (
    select distinct p.campaign_id, n.track from jsonb_to_recordset(units) as n (region int, id uuid, track text)
      join participation p on p.region_id = n.region and p.id = n.id) k;
  update participation p set track = n.track, minimum_total_days = n.days
    from jsonb_to_recordset(units) as n (region int, id uuid, track text, days int)
   where p.region_id = n.region and p.id = n.id and p.track = ''
     and (everywhere or p.path <@ any (scope) or p.linked <@ any (scope));
  get diagnostics begun = row_count;
  if begun <> jsonb_array_length(units) then
    raise exception 'not within reach, or begun before' using errcode = '42501';
  end if;
end $$;
revoke execute on function campaign_begin_on_tracks(jsonb) from public;
grant execute on function campaign_begin_on_tracks(jsonb) to muster_app, muster_worker;

alter table participation alter column track set default '';
revoke insert, update (track, minimum_total_days) on participation from muster_app, muster_worker;
grant insert (region_id, id, campaign_id, batch_id, unit_id, path, linked, recorded_at) on participation to muster_app, muster_worker;

-- As before, by a track that there is.
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
  insert into participation_stage (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, minimum_days,
    window_from, window_to, first_ends_on, path, linked)
  select region, wanted, n.code, n.position, n."startsOn", greatest(n."earliestOn", n."startsOn" + (d.days - 1)),
    greatest(n."endsOn", n."startsOn" + (d.days - 1)), d.days, n."windowFrom", greatest(n."windowTo", n."startsOn" + (d.days - 1)), n."endsOn", p.path, p.linked
  from jsonb_to_recordset(stages) as n (code text, position int, "startsOn" date, "earliestOn" date, "endsOn" date, "minimumDays" int,
    "windowFrom" date, "windowTo" date)
  cross join lateral (select greatest(n."minimumDays", (before ->> n.code)::int) as days) d;
  -- A stage that is the last one now keeps the total.
  update participation_stage s
     set earliest_on = greatest(s.earliest_on, e.earliest), ends_on = greatest(s.ends_on, e.earliest)
    from (select x.stage_code, campaign_earliest(region, wanted, x.stage_code, x.starts_on) as earliest
            from participation_stage x where x.region_id = region and x.participation_id = wanted and x.opened_at is not null and x.closed_at is null) e
   where s.region_id = region and s.participation_id = wanted and s.stage_code = e.stage_code;
  perform campaign_push_stages(region, wanted);
end $$;
