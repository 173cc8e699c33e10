-- Hours follow the person, but they lay in the stage of the unit that one was in: whoever was moved to a unit that goes by other stages had
-- nothing there of what one had attended on the very same days. From now on a line says, beside the stage in which it was written, the stage of the present
-- unit to which it was carried; what counts by the person goes by that, what counts by the unit by the other.

alter table attendance add column carried_to text;
alter table reading add column carried_to text;

-- What people have attended and read, at the unit where they are now: of a stage that this unit has, it stays there; of another it goes to the
-- unit's open stage, where it was within that, and stays with a stage of this unit to which it was carried before.
create function study_carried(own text, before text, at timestamptz, stages text[], open_stage text, starts_on date) returns text
language sql stable set search_path = public as $$
  select case when own = any (stages) then null when before = any (stages) then before
    when (at at time zone (select time_zone from instance))::date >= starts_on then open_stage end
$$;

create function study_carry(region int, people uuid[]) returns void language sql security definer set search_path = public as $$
  with present as materialized (
    select m.person_id, p.campaign_id, array_agg(s.stage_code) as stages,
      max(s.stage_code) filter (where s.opened_at is not null and s.closed_at is null) as open_stage,
      max(s.starts_on) filter (where s.opened_at is not null and s.closed_at is null) as starts_on
    from membership m
    join participation p on p.region_id = m.region_id and p.unit_id = m.unit_id and p.ended_at is null
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
    where m.region_id = region and m.person_id = any (people) and m.to_on is null
      and (m.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or m.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))
    group by 1, 2
  ), attended as (
    update attendance a set carried_to = study_carried(a.stage_code, a.carried_to, a.starts_at, n.stages, n.open_stage, n.starts_on)
    from present n
    where a.region_id = region and a.person_id = n.person_id and a.campaign_id = n.campaign_id and a.voided_at is null
      and a.carried_to is distinct from study_carried(a.stage_code, a.carried_to, a.starts_at, n.stages, n.open_stage, n.starts_on)
  )
  update reading r set carried_to = study_carried(r.stage_code, r.carried_to, r.recorded_at, n.stages, n.open_stage, n.starts_on)
  from present n
  where r.region_id = region and r.person_id = n.person_id and r.campaign_id = n.campaign_id and r.voided_at is null
    and r.carried_to is distinct from study_carried(r.stage_code, r.carried_to, r.recorded_at, n.stages, n.open_stage, n.starts_on)
$$;
revoke execute on function study_carry(int, uuid[]) from public;
grant execute on function study_carry(int, uuid[]) to muster_app, muster_worker;

-- As before, by that.
create or replace function study_credited(region int, campaign uuid, people uuid[])
returns table (person_id uuid, stage_code text, sheet_id uuid, branch_id uuid, minutes int, collective_minutes int)
language sql stable as $$
  with piece as (
    select t.person_id, coalesce(t.carried_to, t.stage_code) as stage_code, t.sheet_id, t.branch_id, t.is_collective, t.minutes, t.starts_at,
      t.starts_at + make_interval(mins => t.minutes) as ends_at
    from attendance t
    where t.region_id = region and t.person_id = any (people) and t.campaign_id = campaign and t.voided_at is null and t.minutes > 0
    union all
    select k.person_id, k.stage_code, null, null, r.is_collective, (extract(epoch from upper(r.during) - lower(r.during)) / 60)::int,
      lower(r.during), upper(r.during)
    from study_credit k
    cross join lateral (select d, false from unnest(k.during) d union all select d, true from unnest(k.collective_during) d) r (during, is_collective)
    where k.region_id = region and k.person_id = any (people) and k.campaign_id = campaign
  ), beside as (
    select p.*, max(p.ends_at) over earlier as seen, max(p.ends_at) filter (where p.is_collective) over earlier as seen_collective
    from piece p
    window earlier as (partition by p.person_id order by p.starts_at, p.sheet_id nulls first, p.stage_code, p.ends_at, p.is_collective
                       rows between unbounded preceding and 1 preceding)
  )
  select b.person_id, b.stage_code, b.sheet_id, b.branch_id,
    case when b.seen is null or b.seen <= b.starts_at then b.minutes
         when b.seen >= b.ends_at then 0 else (extract(epoch from b.ends_at - b.seen) / 60)::int end,
    case when not b.is_collective then 0 when b.seen_collective is null or b.seen_collective <= b.starts_at then b.minutes
         when b.seen_collective >= b.ends_at then 0 else (extract(epoch from b.ends_at - b.seen_collective) / 60)::int end
  from beside b
  union all
  -- Whose times nobody knows any more.
  select k.person_id, k.stage_code, null, null, k.minutes - study_minutes(k.during), k.collective_minutes - study_minutes(k.collective_during)
  from study_credit k
  where k.region_id = region and k.person_id = any (people) and k.campaign_id = campaign
$$;

create or replace function roster_left_behind(region int, node ltree, campaign uuid)
returns table (membership_id uuid, person_id uuid, branch_id uuid, unit_id uuid, standing text, path ltree, party_path ltree, name text,
  born_in int, categories text[], stage_code text, has_trace boolean, last_on date, last_mode text, last_outcome text, whereabouts text,
  reach_by text)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select m.id, m.person_id, m.branch_id, m.unit_id, m.standing, m.path, m.party_path, p.name, p.born_in, p.categories, s.stage_code,
      s.stage_code is not null and trace.found, last.on_date, last.mode, last.outcome, word.whereabouts, word.reach_by
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join participation t on t.region_id = m.region_id and t.unit_id = m.unit_id and t.campaign_id = campaign
    left join participation_stage s on s.region_id = t.region_id and s.participation_id = t.id
      and s.opened_at is not null and s.closed_at is null
    cross join lateral (
      select exists (select from attendance a where a.region_id = m.region_id and a.person_id = m.person_id and a.campaign_id = campaign
                       and coalesce(a.carried_to, a.stage_code) = s.stage_code and a.presence = 'present' and a.voided_at is null)
          or exists (select from contact c where c.region_id = m.region_id and c.person_id = m.person_id and c.voided_at is null
                       and c.outcome = 'reached' and c.on_date >= s.starts_on) as found) trace
    left join lateral (
      select c.on_date, c.mode, c.outcome from contact c
      where c.region_id = m.region_id and c.person_id = m.person_id and c.voided_at is null
      order by c.on_date desc, c.id desc limit 1) last on true
    left join lateral (
      select c.whereabouts, c.reach_by from contact c
      where c.region_id = m.region_id and c.person_id = m.person_id and c.voided_at is null and c.mode = 'report-in'
      order by c.on_date desc, c.id desc limit 1) word on true
    where m.region_id = region and m.to_on is null and m.standing <> 'applicant'
      and (m.path <@ node or m.party_path <@ node)
      and (m.path <@ any (scope) or m.party_path <@ any (scope))
      and ((s.stage_code is not null and not trace.found) or p.categories && array['floating', 'infirm']);
end $$;

create or replace function study_read(region int, campaign uuid, stage text, people uuid[])
returns table (person_id uuid, piece text, read_on date, activity_id uuid)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  zone constant text := (select time_zone from instance);
begin
  return query
    with present as (
      select m.person_id as who from membership m
      where m.region_id = region and m.person_id = any (people) and m.to_on is null
        and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self)
    ), together as (
      select t.activity_id as meeting, t.piece as what, v.starts_at
      from activity_reading t
      join activity v on v.region_id = t.region_id and v.id = t.activity_id and v.voided_at is null
      where t.region_id = region and t.voided_at is null and v.campaign_id = campaign
    ), each_one as (
      select r.person_id as who, r.piece as what, r.recorded_at as at, null::uuid as meeting
      from reading r join present p on p.who = r.person_id
      where r.region_id = region and r.campaign_id = campaign and coalesce(r.carried_to, r.stage_code) = stage and r.voided_at is null
      union all
      select a.person_id, t.what, t.starts_at, t.meeting
      from attendance a
      join present p on p.who = a.person_id
      join sheet s on s.region_id = a.region_id and s.id = a.sheet_id and s.superseded_at is null
      join together t on t.meeting = s.activity_id
      where a.region_id = region and a.campaign_id = campaign and coalesce(a.carried_to, a.stage_code) = stage and a.presence = 'present' and a.voided_at is null
    )
    select distinct on (e.who, e.what) e.who, e.what, (e.at at time zone zone)::date, e.meeting
    from each_one e order by e.who, e.what, e.at;
end $$;

create or replace function study_unread_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out unread int[], out required int[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
  -- Each piece has its bit.
  known constant text[] := (select array_agg(distinct x.piece) from jsonb_to_recordset(asked) as a (pieces jsonb)
    cross join lateral jsonb_to_recordset(a.pieces) as x (piece text));
  nothing constant bit varying := repeat('0', coalesce(cardinality(known), 0));
begin
  execute format('
    with bits as materialized (
      select k.piece, set_bit($10, k.position::int - 1, 1) as bit from unnest($9) with ordinality as k (piece, position)
    ), reads as materialized (
      select p.unit_id, w.pieces
        from participation p
        join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
        join campaign c on c.id = p.campaign_id
        join jsonb_to_recordset($5) as a (documents text[], is_open boolean, pieces jsonb) on a.documents = s.documents
          and (a.is_open is null or a.is_open = (s.closed_at is null and c.closed_on is null))
        cross join lateral (select bit_or(b.bit) as pieces from jsonb_to_recordset(a.pieces) as x (piece text, not_for text[])
                             join bits b on b.piece = x.piece where p.track <> all (x.not_for)) w
       where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)
         and w.pieces is not null
    ), due as materialized (
      select m.id, m.person_id, m.%1$I as at, p.name, u.pieces
      from reads u
      join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
        and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
      join person p on p.region_id = m.region_id and p.id = m.person_id
    ), met as materialized (
      select a.sheet_id, array_agg(d.id) as there
      from due d
      join attendance a on a.region_id = $1 and a.person_id = d.person_id and a.campaign_id = $3 and coalesce(a.carried_to, a.stage_code) = $4
        and a.presence = ''present'' and a.voided_at is null
      group by a.sheet_id
    ), done as materialized (
      select e.id, bit_or(e.pieces) as pieces from (
        select d.id, b.bit as pieces from due d
        join reading r on r.region_id = $1 and r.person_id = d.person_id and r.campaign_id = $3 and coalesce(r.carried_to, r.stage_code) = $4 and r.voided_at is null
        join bits b on b.piece = r.piece
        union all
        select h.id, t.pieces from met
        cross join lateral (
          select bit_or(b.bit) as pieces from sheet s
          join activity v on v.region_id = s.region_id and v.id = s.activity_id and v.voided_at is null and v.campaign_id = $3
          join activity_reading t on t.region_id = v.region_id and t.activity_id = v.id and t.voided_at is null
          join bits b on b.piece = t.piece
          where s.region_id = $1 and s.id = met.sheet_id and s.superseded_at is null) t
        cross join lateral unnest(met.there) h (id)
        where t.pieces is not null) e
      group by e.id
    ), counted as materialized (
      select d.id, d.at, d.name, bit_count(d.pieces)::int as required, bit_count(d.pieces & ~coalesce(f.pieces, $10))::int as unread
      from due d left join done f on f.id = d.id
    ), listed as (
      select * from counted
      where unread > 0 and ($7 is null or (at, name, id) > (select c.at, c.name, c.id from counted c where c.id = $7))
      order by at, name, id limit $8
    )
    select coalesce(array_agg(l.id order by l.at, l.name, l.id), ''{}''), coalesce(array_agg(l.unread order by l.at, l.name, l.id), ''{}''),
      coalesce(array_agg(l.required order by l.at, l.name, l.id), ''{}''),
      (select count(*) from counted where unread > 0), (select count(*) from counted)
    from listed l', own)
    into page, unread, required, total, all_asked using region, node, campaign, stage, asked, scope, after, wanted, known, nothing;
end $$;

create or replace function study_spoken(campaign uuid, stage text, person uuid) returns table (kind text, is_own boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  regions constant int[] := (select array_agg(r.region_id) from region r);
begin
  return query
    select v.kind, exists (select from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id and t.is_own)
    from lecture l
    join activity v on v.region_id = l.region_id and v.id = l.activity_id and v.voided_at is null and v.campaign_id = campaign
    where l.region_id = any (regions) and l.lecturer_id = person and l.capacity = 'member' and l.withdrawn_at is null
      and coalesce((
        select coalesce(a.carried_to, a.stage_code) from sheet s
        join attendance a on a.region_id = s.region_id and a.sheet_id = s.id and a.person_id = l.lecturer_id
        where s.region_id = l.region_id and s.activity_id = l.activity_id and s.superseded_at is null
        order by a.presence desc, a.sheet_id limit 1), v.stage_code) = stage
      and (person = self or exists (select from membership m where m.region_id = any (regions) and m.person_id = person and m.to_on is null
                                       and (m.path <@ any (scope) or m.party_path <@ any (scope))));
end $$;

create or replace function study_unspoken_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  regions constant int[] := (select array_agg(r.region_id) from region r);
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
  last_at ltree;
  last_name text;
begin
  if after is not null then
    execute format('select m.%I, p.name from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
                     where m.region_id = $1 and m.id = $2 and (m.path <@ any ($3) or m.party_path <@ any ($3))', own)
      into last_at, last_name using region, after, scope;
  end if;
  execute format('
    with due as materialized (
      select m.id, m.person_id, m.%1$I as at, p.name, u.kinds, u.own_script
      from (select p.unit_id, a.exempt, a.kinds, a.own_script
              from participation p
              join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
              join campaign c on c.id = p.campaign_id
              join jsonb_to_recordset($5) as a (documents text[], is_open boolean, not_for text[], exempt text[], kinds text[], own_script boolean)
                on a.documents = s.documents and p.track <> all (a.not_for)
                and (a.is_open is null or a.is_open = (s.closed_at is null and c.closed_on is null))
             where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)) u
      join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
        and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
      join person p on p.region_id = m.region_id and p.id = m.person_id and not p.categories && u.exempt
    ), unspoken as materialized (
      -- Wherever that was: who came from another region has spoken there.
      select d.id, d.at, d.name from due d
      where not exists (
        select from lecture l
        join activity v on v.region_id = l.region_id and v.id = l.activity_id and v.voided_at is null and v.campaign_id = $3
        where l.region_id = any ($7) and l.lecturer_id = d.person_id and l.capacity = ''member'' and l.withdrawn_at is null and v.kind = any (d.kinds)
          and coalesce((
            select coalesce(a.carried_to, a.stage_code) from sheet s
            join attendance a on a.region_id = s.region_id and a.sheet_id = s.id and a.person_id = l.lecturer_id
            where s.region_id = l.region_id and s.activity_id = l.activity_id and s.superseded_at is null
            order by a.presence desc, a.sheet_id limit 1), v.stage_code) = $4
          and (not d.own_script or exists (select from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id and t.is_own)))
    ), listed as (
      select * from unspoken where $8 is null or (at, name, id) > ($9, $10, $8) order by at, name, id limit $11
    )
    select coalesce(array_agg(l.id order by l.at, l.name, l.id), ''{}''), (select count(*) from unspoken), (select count(*) from due)
    from listed l', own)
    into page, total, all_asked using region, node, campaign, stage, asked, scope, regions, after, last_at, last_name, wanted;
end $$;

-- And into another region they go with the stage that they count for.
create or replace function study_move_credits(from_region int, to_region int, people uuid[], at timestamptz) returns bigint
language plpgsql set search_path = public as $$
declare written bigint;
begin
  with line as materialized (
    select a.region_id, a.person_id, a.campaign_id, coalesce(a.carried_to, a.stage_code) as stage_code,
      tstzmultirange(tstzrange(a.starts_at, a.starts_at + make_interval(mins => a.minutes))) as during,
      case when a.is_collective then tstzmultirange(tstzrange(a.starts_at, a.starts_at + make_interval(mins => a.minutes))) else '{}' end as collective,
      0 as untimed, 0 as untimed_collective,
      case a.region_id when from_region then
        array(select e.id from sheet s join ledger_entry e on e.region_id = s.region_id and e.subject_id = s.activity_id
               where s.region_id = a.region_id and s.id = a.sheet_id and e.kind = 'study.activity-recorded') else '{}' end as entries
    from attendance a
    where a.region_id in (from_region, to_region) and a.person_id = any (people) and a.voided_at is null and a.minutes > 0
    union all
    select k.region_id, k.person_id, k.campaign_id, k.stage_code, k.during, k.collective_during,
      k.minutes - study_minutes(k.during), k.collective_minutes - study_minutes(k.collective_during),
      case k.region_id when from_region then k.cites else '{}' end
    from study_credit k where k.region_id in (from_region, to_region) and k.person_id = any (people)
  ), summed as (
    select region_id, person_id, campaign_id, stage_code, range_agg(during) as during, range_agg(collective) as collective,
      sum(untimed)::int as untimed, sum(untimed_collective)::int as untimed_collective
    from line group by 1, 2, 3, 4
  ), further as (
    select s.person_id, s.campaign_id, s.stage_code,
      (s.during - coalesce(h.during, '{}')) + (s.collective - coalesce(h.collective, '{}')) as during,
      s.collective - coalesce(h.collective, '{}') as collective,
      greatest(s.untimed - coalesce(h.untimed, 0), 0) as untimed,
      greatest(s.untimed_collective - coalesce(h.untimed_collective, 0), 0) as untimed_collective
    from summed s
    left join summed h on h.region_id = to_region and (h.person_id, h.campaign_id, h.stage_code) = (s.person_id, s.campaign_id, s.stage_code)
    where s.region_id = from_region
  ), cited as (
    select person_id, campaign_id, stage_code, array_agg(distinct entry) as entries
    from line cross join lateral unnest(entries) entry where region_id = from_region group by 1, 2, 3
  )
  insert into study_credit as known (region_id, id, person_id, campaign_id, stage_code, minutes, collective_minutes, during, collective_during,
    from_region_id, cites, recorded_at, path, party_path)
  select to_region, gen_random_uuid(), f.person_id, f.campaign_id, f.stage_code, study_minutes(f.during) + f.untimed,
    study_minutes(f.collective) + least(f.untimed_collective, f.untimed), f.during, f.collective, from_region, c.entries, at, p.path, p.party_path
  from further f
  -- Hours that no entry proves stop the move, rather than being lost on the way.
  left join cited c using (person_id, campaign_id, stage_code)
  join person p on p.region_id = to_region and p.id = f.person_id
  where study_minutes(f.during) + f.untimed > 0
  on conflict (region_id, person_id, campaign_id, stage_code, from_region_id) do update
    set minutes = known.minutes - study_minutes(known.during) + excluded.minutes - study_minutes(excluded.during)
          + study_minutes(known.during + excluded.during),
        collective_minutes = known.collective_minutes - study_minutes(known.collective_during) + excluded.collective_minutes
          - study_minutes(excluded.collective_during) + study_minutes(known.collective_during + excluded.collective_during),
        during = known.during + excluded.during, collective_during = known.collective_during + excluded.collective_during,
        cites = array(select unnest(known.cites) union select unnest(excluded.cites)), path = excluded.path, party_path = excluded.party_path;
  get diagnostics written = row_count;
  return written;
end $$;

-- Who has been moved already.
do $$
begin
  perform set_config('muster.scope', (select array_agg(o.path)::text from organisation o where o.parent_id is null), true);
  perform study_carry(m.region_id, array_agg(m.person_id))
  from (select distinct region_id, person_id from membership where end_reason in ('merged', 'transferred')) m group by m.region_id;
  perform set_config('muster.scope', '', true);
end $$;
insert into rollup_dirty (region_id, participation_id, path, linked)
select distinct p.region_id, p.id, p.path, p.linked
from attendance a
join membership m on m.region_id = a.region_id and m.person_id = a.person_id and m.to_on is null
join participation p on p.region_id = m.region_id and p.unit_id = m.unit_id and p.campaign_id = a.campaign_id and p.ended_at is null
where a.carried_to is not null
on conflict (region_id, participation_id) do nothing;
