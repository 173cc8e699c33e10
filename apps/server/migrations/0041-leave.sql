-- Leave has dates: noted once, it fills in the sheets of the meetings held meanwhile. One that ends early has an end written beside it;
-- nothing is taken back. It follows the person to another branch, so it is read by who answers for the person now.

create table leave (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  branch_id uuid not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  salt bytea not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint leave__person foreign key (region_id, person_id) references person (region_id, id),
  constraint leave__branch foreign key (region_id, branch_id) references organisation (region_id, id),
  constraint leave__dates check (to_on between from_on and from_on + 366)
);
create index leave__of_person on leave (region_id, person_id, to_on desc);
create trigger leave__recorded_now before insert on leave for each row execute function recorded_now();
call muster_protect('leave', 'path', 'party_path', 'person_id', 'insert');

-- Its last day after all; the day before it began says that it never did.
create table leave_end (
  region_id int not null,
  leave_id uuid not null,
  last_on date not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, leave_id),
  constraint leave_end__leave foreign key (region_id, leave_id) references leave (region_id, id)
);
create trigger leave_end__recorded_now before insert on leave_end for each row execute function recorded_now();
call muster_protect('leave_end', 'path', 'party_path', null, 'insert');

create function leave_end__earlier() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from leave l where l.region_id = new.region_id and l.id = new.leave_id
                   and new.last_on between l.from_on - 1 and l.to_on - 1) then
    raise exception 'it ends within the leave' using errcode = '23514', constraint = 'leave_end__earlier', table = 'leave_end';
  end if;
  return new;
end $$;
create trigger leave_end__earlier before insert on leave_end for each row execute function leave_end__earlier();

-- Leave of people who belong to a branch now, wherever it was noted; as far as one sees the memberships.
create function study_leaves(region int, branch uuid, since date)
returns table (id uuid, person_id uuid, name text, from_on date, to_on date, last_on date, reason text, recorded_by_name text,
  recorded_at timestamptz, ended_by_name text, ended_at timestamptz)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select l.id, l.person_id, p.name, l.from_on, l.to_on, coalesce(e.last_on, l.to_on), l.reason, l.recorded_by_name, l.recorded_at,
      e.recorded_by_name, e.recorded_at
    from membership m
    join leave l on l.region_id = m.region_id and l.person_id = m.person_id
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join leave_end e on e.region_id = l.region_id and e.leave_id = l.id
    where m.region_id = region and m.branch_id = branch and m.to_on is null and l.to_on >= since
      and (m.path <@ any (scope) or m.party_path <@ any (scope))
    order by l.from_on desc, p.name, l.id;
end $$;
grant execute on function study_leaves(int, uuid, date) to muster_app, muster_worker;
