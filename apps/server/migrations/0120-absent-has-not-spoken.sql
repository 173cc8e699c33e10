-- Whoever a sheet of a meeting has absent, and none has present, has not spoken there, whatever office that one holds: such a lecture would
-- discharge the duty of a head who was not in the room.

-- Who may have spoken at an activity that one sees: whoever was there, and, unless expected and absent, the heads of the units that met,
-- and the leaders above them or tied to them.
create or replace function study_lecturers(wanted uuid)
returns table (person_id uuid, name text, offices text[])
language sql security definer set search_path = public stable as $$
  with held as (
    select v.* from activity v
    where v.region_id in (select r.region_id from region r) and v.id = wanted
      and (v.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or v.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))),
  lines as (
    select a.region_id, a.person_id, a.unit_id, a.branch_id, a.presence, a.path from held v
    join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
    join attendance a on a.region_id = s.region_id and a.sheet_id = s.id),
  units as (select host_unit_id as id from held union select unit_id from lines),
  places as (select id from units union select host_branch_id from held union select branch_id from lines),
  someone as (
    select person_id, null as office from lines where presence = 'present'
    union select a.person_id, a.role from appointment a join units u on u.id = a.organisation_id
      where a.role = 'head' and a.to_on is null
    union select a.person_id, a.role from held v join appointment a on a.path @> v.path or a.path @> v.party_path
      where a.role = 'leader' and a.to_on is null
    union select c.person_id, 'leader' from held v join contact_point c on c.region_id = v.region_id and c.campaign_id = v.campaign_id
      join places on places.id = c.organisation_id
      where (v.starts_at at time zone (select time_zone from instance))::date between c.from_on and coalesce(c.to_on, 'infinity'))
  select p.id, p.name, array_remove(array_agg(distinct someone.office order by someone.office), null)
  from someone join person p on p.id = someone.person_id and p.region_id in (select r.region_id from region r)
  -- By the sheets that stand; in another branch's line one may have been there all the same.
  where not exists (select 1 from lines l where l.person_id = p.id and l.presence = 'absent')
    or exists (select 1 from lines l where l.person_id = p.id and l.presence = 'present')
  group by p.id, p.name order by p.name, p.id
$$;

-- Of a branch that met or is writing its sheet: who is named as having spoken there, by whomever, and is present on the sheet of no other
-- branch. For whoever answers for that branch: as a guest one does not see the lectures of the host.
create function study_own_lecturers(wanted uuid, branch uuid) returns table (person_id uuid, name text)
language sql security definer set search_path = public stable as $$
  with lines as (
    select s.branch_id, a.person_id, a.presence from sheet s
    join attendance a on a.region_id = s.region_id and a.sheet_id = s.id
    where s.region_id in (select r.region_id from region r) and s.activity_id = wanted and s.superseded_at is null)
  select l.lecturer_id, l.lecturer_name from lecture l
  where l.region_id in (select r.region_id from region r) and l.activity_id = wanted and l.withdrawn_at is null
    and exists (select from organisation o where o.region_id in (select r.region_id from region r) and o.id = branch and o.moved_to is null
      and (o.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or o.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])))
    and (exists (select from lines n where n.branch_id = branch and n.person_id = l.lecturer_id)
      or exists (select from membership m where m.region_id in (select r.region_id from region r) and m.branch_id = branch
        and m.person_id = l.lecturer_id and m.to_on is null))
    and not exists (select from lines n where n.branch_id <> branch and n.person_id = l.lecturer_id and n.presence = 'present')
$$;
revoke execute on function study_own_lecturers(uuid, uuid) from public;
grant execute on function study_own_lecturers(uuid, uuid) to muster_app;
