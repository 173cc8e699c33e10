-- What a unit owes goes along to another region under the same ids, with all that was handed in and said of it, so that it is open,
-- waiting, let off, done or late over there as it was here. It stays behind as well, with the part in the campaign that ended. Orders to
-- correct stay where they were given, once they are settled.

-- That what is recorded now says now, and that who checks or lets off may do so, was asked when it was recorded. The setting alone opens
-- nothing: whoever acts for the application is not the owner.
create function organisation_comes_along() returns boolean language sql stable set search_path = public as $$
  select coalesce(current_setting('muster.comes_along', true), '') <> ''
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'obligation'::regclass)
$$;
grant execute on function organisation_comes_along() to muster_app, muster_worker;

do $$
declare
  guarded text;
begin
  foreach guarded in array '{obligation, deliverable, deliverable_check, obligation_discharge, obligation_exemption, obligation_extension, file}'::text[] loop
    execute format('drop trigger %1$I__recorded_now on %1$I', guarded);
    execute format('create trigger %1$I__recorded_now before insert on %1$I for each row when (not organisation_comes_along())
      execute function recorded_now()', guarded);
  end loop;
end $$;
drop trigger deliverable_check__not_of_the_unit on deliverable_check;
create trigger deliverable_check__not_of_the_unit before insert on deliverable_check
  for each row when (not organisation_comes_along()) execute function deliverable_check__not_of_the_unit();
drop trigger obligation_exemption__by_right on obligation_exemption;
create trigger obligation_exemption__by_right before insert on obligation_exemption
  for each row when (not organisation_comes_along()) execute function obligation__relieved_by_right();
drop trigger obligation_extension__asked on obligation_extension;
create trigger obligation_extension__asked before insert on obligation_extension
  for each row when (not organisation_comes_along()) execute function obligation__relieved_by_right();
drop trigger obligation_extension__by_right on obligation_extension;
create trigger obligation_extension__by_right before update of outcome, note, decision_salt, decided_by, decided_by_name, decided_at on obligation_extension
  for each row when (not organisation_comes_along()) execute function obligation__relieved_by_right();

-- Called by the move, in whose transaction nothing else runs; back in a region that it left, what it owes stands there once.
create function obligation_move_region(from_region int, to_region int, took uuid[], takes uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform set_config('muster.comes_along', 'yes', true);
  perform organisation_write_moved(array_agg(organisation_moved_row(o, jsonb_build_object('region_id', to_region, 'participation_id', p.id,
    'path', p.path, 'linked', p.linked::text[]))), '{recorded_at}')
  from unnest(took, takes) t (took, takes)
  join obligation o on o.region_id = from_region and o.participation_id = t.took and o.kind <> 'order'
  join participation p on p.region_id = to_region and p.id = t.takes;
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join deliverable d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  insert into deliverable_check
  select (organisation_moved_row(c, jsonb_build_object('region_id', to_region, 'path', d.path, 'linked', d.linked::text[]))).*
  from obligation o
  join deliverable d on d.region_id = to_region and d.obligation_id = o.id
  join deliverable_check c on c.region_id = from_region and c.deliverable_id = d.id
  where o.region_id = to_region and o.participation_id = any (takes)
  on conflict (region_id, deliverable_id) do update set path = excluded.path, linked = excluded.linked;
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join obligation_discharge d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join obligation_exemption d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join obligation_extension d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  -- Whose content is kept once, whatever region its rows are of.
  perform organisation_write_moved(array_agg(organisation_moved_row(f, jsonb_build_object('region_id', to_region, 'path', h.path))), '{recorded_at}')
  from file f
  cross join lateral (
    select d.path from obligation o join deliverable d on d.region_id = to_region and d.obligation_id = o.id
     where o.region_id = to_region and o.participation_id = any (takes) and d.file_sha256 = f.sha256 and d.submitted_by = f.owner_id limit 1) h
  where f.region_id = from_region;
  perform set_config('muster.comes_along', '', true);
end $$;
revoke execute on function obligation_move_region(int, int, uuid[], uuid[]) from public;

-- As before, but what is owed goes along, what was handed in stops no move, and an order to correct that nobody verified does.
create or replace function organisation_move_region(
  from_region int, top uuid, to_region int, new_parent uuid, new_party_parent uuid, on_day date, mover uuid, mover_name text, why text, at timestamptz
) returns table (organisations bigint, members bigint, credits bigint) language plpgsql security definer set search_path = public as $$
declare
  base organisation;
  parent organisation;
  party organisation;
  units uuid[];
  branches uuid[];
  nodes uuid[];
  people uuid[];
  holders uuid[];
  took uuid[];
  takes uuid[];
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'only an operator moves rows to another region' using errcode = '42501';
  end if;
  select * into base from organisation where region_id = from_region and id = top and closed_on is null and parent_id is not null and tree = 'place';
  select * into parent from organisation where region_id = to_region and id = new_parent and closed_on is null and kind = 'region';
  select * into party from organisation where region_id = to_region and id = new_party_parent and closed_on is null and kind in ('committee', 'general_branch');
  if base.id is null or parent.id is null or party.id is null or from_region = to_region then
    raise exception 'there is no such node' using errcode = '23514', constraint = 'organisation__region_move_ends', table = 'organisation';
  end if;
  select array_agg(id) into units from organisation where region_id = from_region and path <@ base.path and closed_on is null;
  select coalesce(array_agg(distinct branch_id), '{}') into branches from branch_serves_unit
   where region_id = from_region and unit_id = any (units) and to_on is null;
  nodes := units || branches;
  if exists (select from branch_serves_unit where region_id = from_region and branch_id = any (branches) and to_on is null and unit_id <> all (units)) then
    raise exception 'a branch serves a unit that stays' using errcode = '23514', constraint = 'organisation__region_move_closed_set', table = 'organisation';
  end if;
  if exists (select from transfer where region_id = from_region and outcome is null
              and (from_unit_id = any (units) or to_unit_id = any (units) or from_branch_id = any (branches) or to_branch_id = any (branches)))
     or exists (select from transition n join campaign c on c.id = n.campaign_id and c.closed_on is null
                 where n.region_id = from_region and n.unit_id = any (units) and n.ended_at is null)
     or exists (select from participation p join campaign c on c.id = p.campaign_id and c.closed_on is null
                 join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
                  and s.opened_at is not null and s.closed_at is null
                 join assessment a on a.region_id = p.region_id and a.participation_id = p.id and a.stage_code = s.stage_code
                 where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null)
     or exists (select from participation p join campaign c on c.id = p.campaign_id and c.closed_on is null
                 join order_to_correct o on o.region_id = p.region_id and o.participation_id = p.id
                 where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null
                   and not exists (select from order_verification v
                                    where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')) then
    raise exception 'something is under way that stays' using errcode = '23514', constraint = 'organisation__region_move_between_stages', table = 'organisation';
  end if;
  select coalesce(array_agg(distinct person_id), '{}') into people from membership
   where region_id = from_region and to_on is null and (unit_id = any (units) or branch_id = any (branches));
  select coalesce(array_agg(distinct person_id), '{}') into holders from appointment
   where region_id = from_region and organisation_id = any (nodes) and to_on is null and person_id <> all (people);

  -- Nodes, parents first.
  perform organisation_write_moved(array_agg(organisation_moved_row(o, jsonb_build_object('region_id', to_region, 'opened_on', on_day,
    'recorded_at', at, 'linked', '{}',
    'parent_id', case when o.id = top then new_parent when o.tree = 'party' then new_party_parent else o.parent_id end,
    'path', case o.tree when 'place' then parent.path || subpath(o.path, nlevel(base.path) - 1) else party.path || subpath(o.path, -1, 1) end))
    order by nlevel(o.path)), '{opened_on, recorded_at}')
  from organisation o where o.region_id = from_region and o.id = any (nodes);
  insert into organisation_parent (region_id, organisation_id, from_on, parent_id, path, reason, moved_by, moved_by_name, recorded_at)
  select region_id, id, on_day, parent_id, path, why, mover, mover_name, at from organisation where region_id = to_region and id = any (nodes)
  on conflict (region_id, organisation_id, from_on) do update set to_on = null, parent_id = excluded.parent_id, path = excluded.path,
    reason = excluded.reason, moved_by = excluded.moved_by, moved_by_name = excluded.moved_by_name;
  insert into branch_serves_unit (region_id, branch_id, unit_id, from_on, is_host, path, party_path)
  select to_region, s.branch_id, s.unit_id, on_day, s.is_host, u.path, b.path
  from branch_serves_unit s
  join organisation u on u.region_id = to_region and u.id = s.unit_id
  join organisation b on b.region_id = to_region and b.id = s.branch_id
  where s.region_id = from_region and s.branch_id = any (branches) and s.to_on is null
  on conflict (region_id, branch_id, unit_id, from_on) do update
    set to_on = null, is_host = excluded.is_host, path = excluded.path, party_path = excluded.party_path;
  perform organisation_refresh_links(to_region, nodes);

  -- People, who carry their hours; those who only hold an office there are known in both regions.
  perform organisation_write_moved(array_agg(organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'recorded_at', at,
    'path', u.path, 'party_path', b.path, 'moved_to', null))), '{recorded_at}')
  from person p
  left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null and p.id = any (people)
  left join appointment a on a.region_id = p.region_id and a.id = (
    select x.id from appointment x where x.region_id = p.region_id and x.person_id = p.id and x.organisation_id = any (nodes) and x.to_on is null
    order by x.from_on limit 1)
  join organisation n on n.region_id = to_region and n.id = coalesce(m.unit_id, a.organisation_id)
  left join organisation b on b.region_id = to_region and b.id = coalesce(m.branch_id, case n.tree when 'party' then n.id end)
  cross join lateral (select case n.tree when 'place' then n.path else coalesce(n.linked[1], n.path) end as path) u
  where p.region_id = from_region and (p.id = any (people) or p.id = any (holders)
    and not exists (select from person known where known.region_id = to_region and known.id = p.id and known.moved_to is null));
  insert into membership
  select (organisation_moved_row(m, jsonb_build_object('region_id', to_region, 'id', gen_random_uuid(), 'from_on', greatest(on_day, m.from_on),
    'recorded_at', at, 'path', u.path, 'party_path', b.path))).*
  from membership m
  join organisation u on u.region_id = to_region and u.id = m.unit_id
  join organisation b on b.region_id = to_region and b.id = m.branch_id
  where m.region_id = from_region and m.person_id = any (people) and m.to_on is null;
  get diagnostics members = row_count;
  -- Summed by themselves: minutes joined to what they cite would count once for each entry.
  with earned as materialized (
    select a.person_id, a.campaign_id, a.stage_code, a.minutes, case when a.is_collective then a.minutes else 0 end as collective,
      array(select e.id from sheet s join ledger_entry e on e.region_id = s.region_id and e.subject_id = s.activity_id
             where s.region_id = a.region_id and s.id = a.sheet_id and e.kind = 'study.activity-recorded') as entries
    from attendance a where a.region_id = from_region and a.person_id = any (people) and a.voided_at is null and a.minutes > 0
    union all
    select k.person_id, k.campaign_id, k.stage_code, k.minutes, k.collective_minutes, k.cites
    from study_credit k where k.region_id = from_region and k.person_id = any (people)
  ), summed as (
    select person_id, campaign_id, stage_code, sum(minutes) as minutes, sum(collective) as collective from earned group by 1, 2, 3
  ), had as (
    -- What the region has of them from earlier: there the minutes stand already, and came along as a credit when they left.
    select person_id, campaign_id, stage_code, sum(minutes) as minutes, sum(collective) as collective from (
      select a.person_id, a.campaign_id, a.stage_code, a.minutes, case when a.is_collective then a.minutes else 0 end as collective
      from attendance a where a.region_id = to_region and a.person_id = any (people) and a.voided_at is null
      union all
      select k.person_id, k.campaign_id, k.stage_code, k.minutes, k.collective_minutes
      from study_credit k where k.region_id = to_region and k.person_id = any (people)) known group by 1, 2, 3
  ), further as (
    select s.person_id, s.campaign_id, s.stage_code, s.minutes - coalesce(h.minutes, 0) as minutes,
      least(greatest(s.collective - coalesce(h.collective, 0), 0), s.minutes - coalesce(h.minutes, 0)) as collective
    from summed s left join had h using (person_id, campaign_id, stage_code) where s.minutes > coalesce(h.minutes, 0)
  ), cited as (
    select person_id, campaign_id, stage_code, array_agg(distinct entry) as entries
    from earned cross join lateral unnest(entries) entry group by 1, 2, 3
  )
  insert into study_credit (region_id, id, person_id, campaign_id, stage_code, minutes, collective_minutes, from_region_id, cites, recorded_at, path, party_path)
  select to_region, gen_random_uuid(), h.person_id, h.campaign_id, h.stage_code, h.minutes, h.collective, from_region, c.entries, at, p.path, p.party_path
  from further h
  -- Hours that no entry proves stop the move, rather than being lost on the way.
  left join cited c using (person_id, campaign_id, stage_code)
  join person p on p.region_id = to_region and p.id = h.person_id
  on conflict (region_id, person_id, campaign_id, stage_code, from_region_id) do update
    set minutes = study_credit.minutes + excluded.minutes, collective_minutes = study_credit.collective_minutes + excluded.collective_minutes,
        cites = array(select unnest(study_credit.cites) union select unnest(excluded.cites)), path = excluded.path, party_path = excluded.party_path;
  get diagnostics credits = row_count;

  -- Offices go on, and with them the authority that came from them; a team's does not: the team stays.
  perform organisation_write_moved(array_agg(organisation_moved_row(a, jsonb_build_object('region_id', to_region, 'recorded_at', at,
    'path', n.path, 'linked', n.linked::text[]))), '{recorded_at}')
  from appointment a join organisation n on n.region_id = to_region and n.id = a.organisation_id
  where a.region_id = from_region and a.organisation_id = any (nodes) and a.to_on is null;
  update access_grant g set organisation_region_id = to_region, path = n.path, linked = n.linked from organisation n
   where n.region_id = to_region and n.id = g.organisation_id and g.organisation_region_id = from_region and g.organisation_id = any (nodes)
     and g.to_at is null and g.cause_kind = 'appointment';
  update access_grant set to_at = greatest(from_at, at)
   where organisation_region_id = from_region and organisation_id = any (nodes) and to_at is null;
  update account set person_region_id = to_region where person_region_id = from_region and person_id = any (people || holders);

  -- They go on taking part, with the conditions that were pinned; how they took part here at an earlier time stays as it ended.
  select coalesce(array_agg(p.id order by p.id), '{}'), coalesce(array_agg(case when known.id is null then p.id else gen_random_uuid() end order by p.id), '{}')
    into took, takes
    from participation p left join participation known on known.region_id = to_region and known.id = p.id
   where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null
     and exists (select from campaign c where c.id = p.campaign_id and c.closed_on is null);
  insert into participation
  select (organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'id', t.takes, 'recorded_at', at, 'path', n.path, 'linked', n.linked::text[]))).*
  from unnest(took, takes) t (took, takes)
  join participation p on p.region_id = from_region and p.id = t.took
  join organisation n on n.region_id = to_region and n.id = p.unit_id;
  insert into participation_stage
  select (organisation_moved_row(s, jsonb_build_object('region_id', to_region, 'participation_id', p.id, 'path', p.path, 'linked', p.linked::text[]))).*
  from unnest(took, takes) t (took, takes)
  join participation_stage s on s.region_id = from_region and s.participation_id = t.took
  join participation p on p.region_id = to_region and p.id = t.takes;
  insert into stage_condition
  select (organisation_moved_row(c, jsonb_build_object('region_id', to_region, 'participation_id', p.id, 'path', p.path, 'linked', p.linked::text[]))).*
  from unnest(took, takes) t (took, takes)
  join stage_condition c on c.region_id = from_region and c.participation_id = t.took
  join participation p on p.region_id = to_region and p.id = t.takes;
  perform obligation_move_region(from_region, to_region, took, takes);

  -- The old rows end.
  insert into rollup_delta (region_id, id, campaign_id, measure, amount, path, party_path)
  select l.region, gen_random_uuid(), null, l.measure, case l.region when to_region then l.amount else -l.amount end, l.path, l.party_path
  from (
    select o.region_id as region, 'units' as measure, 1 as amount, o.path, null::ltree as party_path
      from organisation o where o.region_id in (from_region, to_region) and o.id = any (units) and o.kind = 'unit'
    union all
    select s.region_id, 'branches', 1, s.path, s.party_path from branch_serves_unit s
      where s.region_id in (from_region, to_region) and s.branch_id = any (branches) and s.is_host and s.to_on is null
    union all
    select m.region_id, f.measure, count(*)::int, m.path, m.party_path
      from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      cross join lateral (values ('members', true), ('floating', 'floating' = any (p.categories))) f (measure, counts)
      where m.region_id in (from_region, to_region) and m.person_id = any (people) and m.to_on is null and m.standing <> 'applicant' and f.counts
      group by 1, 2, 4, 5) l;
  update membership set to_on = greatest(on_day, from_on), end_reason = 'region-moved'
   where region_id = from_region and person_id = any (people) and to_on is null;
  update person set moved_to = to_region where region_id = from_region and id = any (people);
  update appointment set to_on = greatest(on_day, from_on) where region_id = from_region and organisation_id = any (nodes) and to_on is null;
  update team_unit set to_on = greatest(on_day, from_on) where region_id = from_region and unit_id = any (units) and to_on is null;
  update participation set ended_at = at, ended_on = on_day, ended_by = mover, ended_by_name = mover_name, end_reason = why
   where region_id = from_region and unit_id = any (units) and ended_at is null
     and exists (select from campaign c where c.id = participation.campaign_id and c.closed_on is null);
  update branch_serves_unit set to_on = greatest(on_day, from_on) where region_id = from_region and branch_id = any (branches) and to_on is null;
  update organisation_parent set to_on = greatest(on_day, from_on) where region_id = from_region and organisation_id = any (nodes) and to_on is null;
  update organisation set closed_on = greatest(on_day, opened_on), closed_reason = why, closed_by = mover, closed_by_name = mover_name, moved_to = to_region
   where region_id = from_region and id = any (nodes);
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id in (from_region, to_region) and unit_id = any (units)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  organisations := cardinality(nodes);
  return next;
end $$;
