-- A branch is not planned for twice at one time without being asked about, and nobody is signed in at two activities that go on at the
-- same time: whoever records either of them would have them before him as there.

-- What these branches are expected at for a part of a time, whoever hosts it.
create function study_planned_then(region int, branches uuid[], from_at timestamptz, to_at timestamptz)
returns table (id uuid, topic text, starts_at timestamptz, ends_at timestamptz)
language sql security definer set search_path = public stable as $$
  select distinct p.id, p.topic, p.starts_at, p.ends_at
  from planned_branch b
  join planned_activity p on p.region_id = b.region_id and p.id = b.planned_id
  where b.region_id = region and b.branch_id = any (branches) and p.called_off_at is null and p.moved_to is null
    and p.starts_at < to_at and p.ends_at > from_at
    and (b.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
      or b.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))
  order by p.starts_at, p.id
$$;
revoke execute on function study_planned_then(int, uuid[], timestamptz, timestamptz) from public;
grant execute on function study_planned_then(int, uuid[], timestamptz, timestamptz) to muster_app;

create index sign_in__person on sign_in (region_id, person_id);

-- As before, with what they signed in at for a part of the same time, unless the sheet of it says that they were absent. One signs in
-- after the other, so that of two at once the second finds the first.
drop function study_signing_in(uuid);
create function study_signing_in(wanted uuid)
returns table (region_id int, code_secret bytea, starts_at timestamptz, ends_at timestamptz, called_off boolean, branch_id uuid,
               written boolean, signed_at timestamptz, path text, party_path text, elsewhere text)
language plpgsql security definer set search_path = public as $$
declare
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  if self is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('study.sign-in ' || self, 0));
  return query
    select p.region_id, case when b.branch_id is not null then p.code_secret end, p.starts_at, p.ends_at, p.called_off_at is not null, b.branch_id,
      exists (select from activity a join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.superseded_at is null
               where a.region_id = p.region_id and a.planned_id = p.id and a.voided_at is null and s.branch_id = b.branch_id),
      i.signed_at, m.path::text, m.party_path::text,
      (select o.topic from sign_in j join planned_activity o on o.region_id = j.region_id and o.id = j.planned_id
        where j.region_id = p.region_id and j.person_id = m.person_id and j.planned_id <> p.id and o.called_off_at is null
          and o.starts_at < p.ends_at and p.starts_at < o.ends_at
          and not exists (select from activity a
            join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.superseded_at is null and s.branch_id = j.branch_id
            join attendance t on t.region_id = s.region_id and t.sheet_id = s.id and t.person_id = j.person_id and t.presence = 'absent'
            where a.region_id = o.region_id and a.planned_id = o.id and a.voided_at is null)
        order by o.starts_at, o.id limit 1)
    from planned_activity p
    left join membership m on m.region_id = p.region_id and m.person_id = self and m.to_on is null and m.standing <> 'applicant'
    left join planned_branch b on b.region_id = p.region_id and b.planned_id = p.id and b.branch_id = m.branch_id
    left join sign_in i on i.region_id = p.region_id and i.planned_id = p.id and i.person_id = m.person_id
    where p.region_id in (select r.region_id from region r) and p.id = wanted;
end $$;
revoke execute on function study_signing_in(uuid) from public;
grant execute on function study_signing_in(uuid) to muster_app;
