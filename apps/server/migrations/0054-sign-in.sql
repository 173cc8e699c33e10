-- Whoever comes to a planned activity may sign in by a code that changes and is shown in the room. The codes of a plan come from a
-- secret of its own and the time: none is stored. The sheet says who was there; a sign-in is what its recorder has before him.

alter table planned_activity add column code_secret bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

create table sign_in (
  region_id int not null,
  planned_id uuid not null,
  person_id uuid not null,
  branch_id uuid not null,
  signed_at timestamptz not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, planned_id, person_id),
  constraint sign_in__plan foreign key (region_id, planned_id) references planned_activity (region_id, id),
  constraint sign_in__person foreign key (region_id, person_id) references person (region_id, id)
);
create trigger sign_in__recorded_now before insert on sign_in for each row execute function recorded_now();
call muster_protect('sign_in', 'path', 'party_path', 'person_id', 'insert');

-- How many the recorder counted in the room, whoever signed in.
alter table sheet add column heads_claim int, add constraint sheet__heads check (heads_claim >= 0);

-- The plan that somebody is expected at, with everything a sign-in is judged by, for the one who signs in.
create function study_signing_in(wanted uuid)
returns table (region_id int, code_secret bytea, starts_at timestamptz, ends_at timestamptz, called_off boolean, branch_id uuid, written boolean,
  signed_at timestamptz, path text, party_path text)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.code_secret, p.starts_at, p.ends_at, p.called_off_at is not null, b.branch_id,
    exists (select from activity a join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.superseded_at is null
             where a.region_id = p.region_id and a.planned_id = p.id and a.voided_at is null and s.branch_id = b.branch_id),
    i.signed_at, m.path::text, m.party_path::text
  from planned_activity p
  left join membership m on m.region_id = p.region_id and m.person_id = nullif(current_setting('muster.self', true), '')::uuid
    and m.to_on is null and m.standing <> 'applicant'
  left join planned_branch b on b.region_id = p.region_id and b.planned_id = p.id and b.branch_id = m.branch_id
  left join sign_in i on i.region_id = p.region_id and i.planned_id = p.id and i.person_id = m.person_id
  where p.region_id in (select r.region_id from region r) and p.id = wanted
$$;
grant execute on function study_signing_in(uuid) to muster_app;

-- For the screen in the room: the branches that one records for, how many they expect, and how many of them have signed in.
create function study_sign_in_screen(wanted uuid)
returns table (branch_id uuid, name text, path text, party_path text, expected bigint, signed_in bigint, code_secret bytea)
language sql security definer set search_path = public stable as $$
  select b.branch_id, o.name, b.path::text, b.party_path::text,
    (select count(*) from membership m
      where m.region_id = b.region_id and m.branch_id = b.branch_id and m.to_on is null and m.standing <> 'applicant'),
    (select count(*) from sign_in i where i.region_id = b.region_id and i.planned_id = b.planned_id and i.branch_id = b.branch_id),
    p.code_secret
  from planned_activity p
  join planned_branch b on b.region_id = p.region_id and b.planned_id = p.id
  join organisation o on o.region_id = b.region_id and o.id = b.branch_id
  where p.region_id in (select r.region_id from region r) and p.id = wanted
    and (b.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
      or b.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))
  order by b.branch_id <> p.host_branch_id, b.party_path
$$;
grant execute on function study_sign_in_screen(uuid) to muster_app;
