-- A joint branch has members of several units, and these may be in different stages. What was said and read together at a meeting went by the
-- meeting's stage, which is the host's, so that a guest had it in a stage that was not the own unit's, or had it nowhere. Now it goes by the
-- stage of each line on the sheet, as the hours do.

-- As before, whichever unit's stage the meeting is counted in.
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
      where r.region_id = region and r.campaign_id = campaign and r.stage_code = stage and r.voided_at is null
      union all
      select a.person_id, t.what, t.starts_at, t.meeting
      from attendance a
      join present p on p.who = a.person_id
      join sheet s on s.region_id = a.region_id and s.id = a.sheet_id and s.superseded_at is null
      join together t on t.meeting = s.activity_id
      where a.region_id = region and a.campaign_id = campaign and a.stage_code = stage and a.presence = 'present' and a.voided_at is null
    )
    select distinct on (e.who, e.what) e.who, e.what, (e.at at time zone zone)::date, e.meeting
    from each_one e order by e.who, e.what, e.at;
end $$;

-- As before, and so here.
create or replace function study_unread_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out unread int[], out required int[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
begin
  execute format('
    with reads as materialized (
      select p.unit_id, w.pieces
        from participation p
        join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
        join campaign c on c.id = p.campaign_id
        join jsonb_to_recordset($5) as a (documents text[], is_open boolean, pieces jsonb) on a.documents = s.documents
          and (a.is_open is null or a.is_open = (s.closed_at is null and c.closed_on is null))
        cross join lateral (select array_agg(x.piece) as pieces from jsonb_to_recordset(a.pieces) as x (piece text, not_for text[])
                             where p.track <> all (x.not_for)) w
       where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)
         and w.pieces is not null
    ), due as materialized (
      select m.id, m.person_id, m.%1$I as at, p.name, u.pieces
      from reads u
      join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
        and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
      join person p on p.region_id = m.region_id and p.id = m.person_id
    ), together as materialized (
      select s.id as sheet_id, t.piece
      from activity_reading t
      join activity v on v.region_id = t.region_id and v.id = t.activity_id and v.voided_at is null and v.campaign_id = $3
      join sheet s on s.region_id = t.region_id and s.activity_id = t.activity_id and s.superseded_at is null
      where t.region_id = $1 and t.voided_at is null
    ), done as materialized (
      select d.id, r.piece from due d
      join reading r on r.region_id = $1 and r.person_id = d.person_id and r.campaign_id = $3 and r.stage_code = $4 and r.voided_at is null
      where r.piece = any (d.pieces)
      union
      select d.id, t.piece from due d
      join attendance a on a.region_id = $1 and a.person_id = d.person_id and a.campaign_id = $3 and a.stage_code = $4
        and a.presence = ''present'' and a.voided_at is null
      join together t on t.sheet_id = a.sheet_id
      where t.piece = any (d.pieces)
    ), counted as materialized (
      select d.id, d.at, d.name, cardinality(d.pieces) as required, cardinality(d.pieces) - coalesce(f.read, 0) as unread
      from due d left join (select id, count(*)::int as read from done group by id) f on f.id = d.id
    ), listed as (
      select * from counted
      where unread > 0 and ($7 is null or (at, name, id) > (select c.at, c.name, c.id from counted c where c.id = $7))
      order by at, name, id limit $8
    )
    select coalesce(array_agg(l.id order by l.at, l.name, l.id), ''{}''), coalesce(array_agg(l.unread order by l.at, l.name, l.id), ''{}''),
      coalesce(array_agg(l.required order by l.at, l.name, l.id), ''{}''),
      (select count(*) from counted where unread > 0), (select count(*) from counted)
    from listed l', own)
    into page, unread, required, total, all_asked using region, node, campaign, stage, asked, scope, after, wanted;
end $$;

-- As before; a lecture is of the stage of its lecturer's own line, and of whoever is on no sheet, of the meeting's.
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
        select a.stage_code from sheet s
        join attendance a on a.region_id = s.region_id and a.sheet_id = s.id and a.person_id = l.lecturer_id
        where s.region_id = l.region_id and s.activity_id = l.activity_id and s.superseded_at is null
        order by a.presence desc, a.sheet_id limit 1), v.stage_code) = stage
      and (person = self or exists (select from membership m where m.region_id = any (regions) and m.person_id = person and m.to_on is null
                                       and (m.path <@ any (scope) or m.party_path <@ any (scope))));
end $$;

-- As before, and so here; who is asked, and who of those has not spoken, is worked out once and no longer for each figure by itself.
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
            select a.stage_code from sheet s
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

-- What was said at a meeting by whomever, for whoever writes a branch down that was there, be it later: as a guest one does not see the lectures
-- of the host.
create function study_said_there(wanted uuid, branch uuid) returns table (lecture_id uuid, capacity text, person_id uuid, has_own_script boolean)
language sql security definer set search_path = public stable as $$
  select l.id, l.capacity, l.lecturer_id,
    exists (select from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id and t.is_own)
  from lecture l
  where l.region_id in (select r.region_id from region r) and l.activity_id = wanted and l.withdrawn_at is null
    and exists (select from organisation o where o.region_id in (select r.region_id from region r) and o.id = branch and o.moved_to is null
      and (o.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or o.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])))
$$;
revoke execute on function study_said_there(uuid, uuid) from public;
grant execute on function study_said_there(uuid, uuid) to muster_app;
