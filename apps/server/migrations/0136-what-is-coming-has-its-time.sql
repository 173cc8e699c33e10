-- A member's page added up what is planned, also what is planned for the same time, which counts once, and what falls on a day of the member's
-- own leave, which a sheet comes with as an absence.

-- As before, with when it is, and without the days of a leave that is noted; it goes by the day on which the meeting begins, as on the sheet.
drop function study_coming(int, uuid, uuid, timestamptz, date);
create function study_coming(region int, campaign uuid, person uuid, after_at timestamptz, until_on date)
returns table (kind text, starts_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  zone constant text := (select time_zone from instance);
begin
  return query
    select p.kind, p.starts_at, p.ends_at
    from membership m
    join planned_branch b on b.region_id = m.region_id and b.branch_id = m.branch_id
    join planned_activity p on p.region_id = b.region_id and p.id = b.planned_id
    where m.region_id = region and m.person_id = person and m.to_on is null
      and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self)
      and p.campaign_id = campaign and p.called_off_at is null and p.starts_at > after_at
      and (p.starts_at at time zone zone)::date <= until_on
      and not exists (select from leave l left join leave_end e on e.region_id = l.region_id and e.leave_id = l.id
        where l.region_id = m.region_id and l.person_id = m.person_id
          and (p.starts_at at time zone zone)::date between l.from_on and coalesce(e.last_on, l.to_on));
end $$;
revoke execute on function study_coming(int, uuid, uuid, timestamptz, date) from public;
grant execute on function study_coming(int, uuid, uuid, timestamptz, date) to muster_app, muster_worker;
