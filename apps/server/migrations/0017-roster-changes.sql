-- Members move, leave and change standing, each by a dated record beside the membership; attempts to reach them, and how many
-- representatives a unit is to have. What happened stays where it happened; the hours a member has earned are the member's, so whoever
-- answers for the member now may know their sum. Functions stand where one command touches both ends and its actor sees only one.

create table transfer (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  membership_id uuid not null,
  from_branch_id uuid not null,
  from_unit_id uuid not null,
  to_branch_id uuid not null,
  to_unit_id uuid not null,
  reason text,
  proposed_by uuid not null,
  proposed_by_name text not null,
  outcome text,
  settled_at timestamptz,
  settled_by uuid,
  settled_by_name text,
  settled_reason text,
  -- Written by roster_move alone.
  moved_on date,
  opened_membership_id uuid,
  path ltree not null,
  linked ltree[] not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint transfer__person foreign key (region_id, person_id) references person (region_id, id),
  constraint transfer__membership foreign key (region_id, membership_id) references membership (region_id, id),
  constraint transfer__opened_membership foreign key (region_id, opened_membership_id) references membership (region_id, id),
  constraint transfer__from_branch foreign key (region_id, from_branch_id) references organisation (region_id, id),
  constraint transfer__from_unit foreign key (region_id, from_unit_id) references organisation (region_id, id),
  constraint transfer__to_branch foreign key (region_id, to_branch_id) references organisation (region_id, id),
  constraint transfer__to_unit foreign key (region_id, to_unit_id) references organisation (region_id, id),
  constraint transfer__elsewhere check ((from_branch_id, from_unit_id) <> (to_branch_id, to_unit_id)),
  constraint transfer__outcome check (outcome in ('accepted', 'declined', 'withdrawn')),
  constraint transfer__settled check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null)),
  constraint transfer__declined_says_why check (outcome is distinct from 'declined' or length(trim(settled_reason)) > 0),
  constraint transfer__moved check ((outcome is not distinct from 'accepted') = (moved_on is not null)
    and (moved_on is null) = (opened_membership_id is null))
);
create unique index transfer__one_open on transfer (region_id, person_id) where outcome is null;
create index transfer__path on transfer using gist (path);
create index transfer__from_branch_time on transfer (region_id, from_branch_id, recorded_at desc);
create index transfer__to_branch_time on transfer (region_id, to_branch_id, recorded_at desc);
create trigger transfer__recorded_now before insert on transfer for each row execute function recorded_now();
call muster_protect('transfer', 'path', 'linked', 'person_id', 'insert');
grant update (outcome, settled_at, settled_by, settled_by_name, settled_reason) on transfer to muster_app, muster_worker;

create table membership_end (
  region_id int not null,
  id uuid not null,
  membership_id uuid not null,
  person_id uuid not null,
  reason text not null,
  on_date date not null,
  note text,
  ended_by uuid not null,
  ended_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint membership_end__membership foreign key (region_id, membership_id) references membership (region_id, id),
  constraint membership_end__person foreign key (region_id, person_id) references person (region_id, id),
  constraint membership_end__reason check (reason in ('died', 'left', 'removed', 'expelled', 'mistaken')),
  constraint membership_end__void check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null))
);
create unique index membership_end__one_stands on membership_end (region_id, membership_id) where voided_at is null;
create index membership_end__of_person on membership_end (region_id, person_id);
create trigger membership_end__recorded_now before insert on membership_end for each row execute function recorded_now();
call muster_protect('membership_end', 'path', 'party_path', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name, void_reason) on membership_end to muster_app, muster_worker;

create table standing_change (
  region_id int not null,
  id uuid not null,
  membership_id uuid not null,
  person_id uuid not null,
  standing_before text not null,
  standing_after text not null,
  on_date date not null,
  note text,
  changed_by uuid not null,
  changed_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint standing_change__membership foreign key (region_id, membership_id) references membership (region_id, id),
  constraint standing_change__person foreign key (region_id, person_id) references person (region_id, id),
  constraint standing_change__standings check (standing_before in ('full', 'probationary', 'applicant')
    and standing_after in ('full', 'probationary', 'applicant') and standing_before <> standing_after)
);
create index standing_change__of_person on standing_change (region_id, person_id);
create trigger standing_change__recorded_now before insert on standing_change for each row execute function recorded_now();
call muster_protect('standing_change', 'path', 'party_path', 'person_id', 'insert');

-- What a person was called, and what else was said of them, until it was corrected.
create table person_correction (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  code text,
  name text not null,
  born_in int,
  categories text[] not null,
  reason text,
  corrected_by uuid not null,
  corrected_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree,
  primary key (region_id, id),
  constraint person_correction__person foreign key (region_id, person_id) references person (region_id, id)
);
create index person_correction__of_person on person_correction (region_id, person_id);
create trigger person_correction__recorded_now before insert on person_correction for each row execute function recorded_now();
call muster_protect('person_correction', 'path', 'party_path', 'person_id', 'insert');

-- An attempt to reach a member, a lesson brought home, or what a member reported. Nothing here earns hours.
create table contact (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  mode text not null,
  on_date date not null,
  outcome text not null,
  note text,
  whereabouts text,
  reach_by text,
  is_late boolean not null,
  late_reason text,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text,
  salt bytea not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint contact__person foreign key (region_id, person_id) references person (region_id, id),
  constraint contact__branch foreign key (region_id, branch_id) references organisation (region_id, id),
  constraint contact__unit foreign key (region_id, unit_id) references organisation (region_id, id),
  constraint contact__mode check (mode in ('visit', 'letter', 'telephone', 'other', 'lesson', 'report-in')),
  constraint contact__outcome check (outcome in ('reached', 'not-reached') and (outcome = 'reached' or mode not in ('lesson', 'report-in'))),
  constraint contact__whereabouts check ((mode = 'report-in') = (whereabouts is not null)),
  constraint contact__reported_by_oneself check (mode <> 'report-in' or recorded_by = person_id),
  constraint contact__late_reason check (not is_late or length(trim(late_reason)) > 0),
  constraint contact__void check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null))
);
create index contact__of_person on contact (region_id, person_id, on_date desc, id desc);
create index contact__path on contact using gist (path);
create trigger contact__recorded_now before insert on contact for each row execute function recorded_now();
call muster_protect('contact', 'path', 'party_path', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name, void_reason) on contact to muster_app, muster_worker;

-- How many representatives a unit is to have from each origin; a new figure replaces the one before, which stays.
create table representative_quota (
  region_id int not null,
  id uuid not null,
  unit_id uuid not null,
  origin text not null,
  wanted int not null,
  set_by uuid not null,
  set_by_name text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint representative_quota__unit foreign key (region_id, unit_id) references organisation (region_id, id),
  constraint representative_quota__origin check (origin in ('own', 'subordinate', 'served')),
  constraint representative_quota__wanted check (wanted between 0 and 10000)
);
create unique index representative_quota__one_stands on representative_quota (region_id, unit_id, origin) where replaced_at is null;
create index representative_quota__path on representative_quota using gist (path);
create trigger representative_quota__recorded_now before insert on representative_quota for each row execute function recorded_now();
call muster_protect('representative_quota', 'path', 'linked', null, 'insert');
grant update (replaced_at) on representative_quota to muster_app, muster_worker;

create index person__name on person (region_id, name);
create index appointment__person_open on appointment (region_id, person_id) where to_on is null;

-- A branch that can take members, found by its code or key wherever it lies, with the unit asked for or the host. Told to the giving
-- end is its name alone; the places stay in the server, which writes them into the transfer.
create function roster_destination(region int, wanted_code text, wanted_branch uuid, wanted_unit uuid)
returns table (branch_id uuid, branch_name text, branch_kind text, branch_path text, unit_id uuid, unit_name text, unit_path text)
language sql security definer set search_path = public stable as $$
  select b.id, b.name, b.kind, b.path::text, u.id, u.name, u.path::text
  from organisation b
  join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.to_on is null
  join organisation u on u.region_id = s.region_id and u.id = s.unit_id and u.closed_on is null
  where b.region_id = region and b.kind = 'branch' and b.closed_on is null
    and (b.id = wanted_branch or b.code = wanted_code or b.credit_code = wanted_code)
    and case when wanted_unit is null then s.is_host else s.unit_id = wanted_unit end
$$;

-- Who is meant by a transfer and what its two ends are called, to those who see the transfer.
create function roster_transfer_words(wanted uuid[])
returns table (transfer_id uuid, person_name text, person_code text, born_in int, categories text[], standing text,
  from_branch text, from_unit text, to_branch text, to_unit text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select t.id, p.name, p.code, p.born_in, p.categories, m.standing, fb.name, fu.name, tb.name, tu.name
    from transfer t
    join person p on p.region_id = t.region_id and p.id = t.person_id
    join membership m on m.region_id = t.region_id and m.id = t.membership_id
    join organisation fb on fb.region_id = t.region_id and fb.id = t.from_branch_id
    join organisation fu on fu.region_id = t.region_id and fu.id = t.from_unit_id
    join organisation tb on tb.region_id = t.region_id and tb.id = t.to_branch_id
    join organisation tu on tu.region_id = t.region_id and tu.id = t.to_unit_id
    where t.id = any (wanted) and (t.path <@ any (scope) or t.linked <@ any (scope) or t.person_id = self);
end $$;

-- Ends one membership and opens the other, moves the figures in both trees and marks both units, for whoever answers for the
-- receiving end. Nobody is in two branches for an instant, or in none.
create function roster_move(region int, wanted uuid, new_membership uuid, mover uuid, mover_name text, on_day date, at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  t transfer;
  m membership;
  branch_path ltree;
  unit_path ltree;
  is_floating boolean;
begin
  select * into t from transfer where region_id = region and id = wanted for update;
  select b.path, u.path into branch_path, unit_path
  from organisation b
  join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.unit_id = t.to_unit_id and s.to_on is null
  join organisation u on u.region_id = s.region_id and u.id = s.unit_id and u.closed_on is null
  where b.region_id = region and b.id = t.to_branch_id and b.closed_on is null;
  if branch_path is null then
    raise exception 'the branch does not serve the unit' using errcode = '23514', constraint = 'transfer__destination', table = 'transfer';
  end if;
  if not coalesce(branch_path <@ any (scope) or unit_path <@ any (scope), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  if t.outcome is not null then
    raise exception 'settled already' using errcode = '23514', constraint = 'transfer__open', table = 'transfer';
  end if;
  select * into m from membership where region_id = region and id = t.membership_id for update;
  if m.to_on is not null or (m.branch_id, m.unit_id) <> (t.from_branch_id, t.from_unit_id) then
    raise exception 'no longer there' using errcode = '23514', constraint = 'transfer__still_there', table = 'transfer';
  end if;
  if on_day < m.from_on or on_day > (at at time zone (select time_zone from instance))::date then
    raise exception 'the day does not fit' using errcode = '23514', constraint = 'transfer__day', table = 'transfer';
  end if;
  update membership set to_on = on_day, end_reason = 'transferred' where region_id = region and id = m.id;
  insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, path, party_path, recorded_at)
  values (region, new_membership, m.person_id, t.to_branch_id, t.to_unit_id, m.standing, on_day, unit_path, branch_path, at);
  update person set path = unit_path, party_path = branch_path where region_id = region and id = m.person_id
  returning 'floating' = any (categories) into is_floating;
  update transfer set outcome = 'accepted', settled_at = at, settled_by = mover, settled_by_name = mover_name, moved_on = on_day,
    opened_membership_id = new_membership where region_id = region and id = wanted;
  if m.standing <> 'applicant' then
    insert into rollup_delta (region_id, id, campaign_id, measure, amount, path, party_path)
    select region, gen_random_uuid(), null, figure.measure, leaf.amount, leaf.path, leaf.party_path
    from (values (-1, m.path, m.party_path), (1, unit_path, branch_path)) leaf (amount, path, party_path)
    cross join (values ('members', true), ('floating', is_floating)) figure (measure, counts)
    where figure.counts;
  end if;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id = region and unit_id in (m.unit_id, t.to_unit_id)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
end $$;

-- Every membership a person has had, with the names of its places, to whoever answers for the person now and to the person.
create function roster_memberships(region int, wanted uuid)
returns table (membership_id uuid, branch_id uuid, branch_name text, unit_id uuid, unit_name text, standing text, from_on date, to_on date,
  end_reason text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  if not exists (select from person p where p.region_id = region and p.id = wanted
                 and (p.path <@ any (scope) or p.party_path <@ any (scope) or p.id = self)) then
    return;
  end if;
  return query
    select m.id, m.branch_id, b.name, m.unit_id, u.name, m.standing, m.from_on, m.to_on, m.end_reason
    from membership m
    join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where m.region_id = region and m.person_id = wanted
    order by m.from_on desc, m.recorded_at desc, m.id desc;
end $$;

-- Minutes that people have earned in a campaign, wherever they earned them: the sum follows the person, the meetings do not.
-- Elsewhere: of these, in another branch than the present one.
create function study_earned(region int, campaign uuid, people uuid[])
returns table (person_id uuid, stage_code text, minutes bigint, collective_minutes bigint, elsewhere_minutes bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select a.person_id, a.stage_code, sum(a.minutes), coalesce(sum(a.collective_minutes), 0),
      coalesce(sum(a.minutes) filter (where a.branch_id is distinct from m.branch_id), 0)
    from membership m
    cross join lateral (
      select t.person_id, t.stage_code, t.minutes, case when t.is_collective then t.minutes else 0 end as collective_minutes, t.branch_id
      from attendance t
      where t.region_id = m.region_id and t.person_id = m.person_id and t.campaign_id = campaign and t.voided_at is null
      union all
      select k.person_id, k.stage_code, k.minutes, k.collective_minutes, null
      from study_credit k where k.region_id = m.region_id and k.person_id = m.person_id and k.campaign_id = campaign) a
    where m.region_id = region and m.person_id = any (people) and m.to_on is null
      and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self)
    group by a.person_id, a.stage_code;
end $$;

-- A person's attendances: one's own wherever they were, another's as far as one sees them.
create function study_attended(region int, wanted uuid)
returns table (activity_id uuid, topic text, kind text, starts_at timestamptz, presence text, reason text, minutes int, voided boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select v.id, v.topic, v.kind, v.starts_at, a.presence, a.reason, a.minutes, a.voided_at is not null
    from attendance a
    join sheet s on s.region_id = a.region_id and s.id = a.sheet_id
    join activity v on v.region_id = s.region_id and v.id = s.activity_id
    where a.region_id = region and a.person_id = wanted and (a.path <@ any (scope) or a.party_path <@ any (scope) or a.person_id = self)
    order by v.starts_at desc, v.id desc
    limit 500;
end $$;

-- Attempts to reach a person, whichever branch made them, to whoever answers for the person now and to the person.
create function roster_contacts(region int, wanted uuid) returns setof contact
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select c.* from contact c
    join person p on p.region_id = c.region_id and p.id = c.person_id
    where c.region_id = region and c.person_id = wanted
      and (p.path <@ any (scope) or p.party_path <@ any (scope) or p.id = self or c.path <@ any (scope) or c.party_path <@ any (scope))
    order by c.on_date desc, c.recorded_at desc, c.id desc
    limit 200;
end $$;

-- Members beneath a node of whom the open stage has no trace (present nowhere, reached by nobody, no word of their own), and all
-- floating and infirm ones with the last contact. As far as one sees the memberships.
create function roster_left_behind(region int, node ltree, campaign uuid)
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
                       and a.stage_code = s.stage_code and a.presence = 'present' and a.voided_at is null)
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

-- People of a name who are members where the asker does not see: how many, and nothing about them.
create function roster_namesakes_elsewhere(region int, wanted_name text, wanted_year int) returns int
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return (select count(*)::int from person p join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
          where p.region_id = region and p.name = wanted_name and (p.born_in = wanted_year or p.born_in is null or wanted_year is null)
            and not coalesce(p.path <@ any (scope) or p.party_path <@ any (scope), false));
end $$;

-- Death and expulsion end every office and authority, the sessions and the account, wherever they lie: the command has asked whether
-- its actor may end each of them. Only of somebody whom the actor sees.
create function access_end_person(wanted uuid, on_day date, at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  if not exists (select from person p where p.id = wanted and (p.path <@ any (scope) or p.party_path <@ any (scope))) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  update appointment set to_on = greatest(from_on, on_day) where person_id = wanted and to_on is null;
  update access_grant set to_at = greatest(from_at, at) where person_id = wanted and (to_at is null or to_at > at);
  perform access_end_sessions_of(wanted, at, null);
  update account set state = 'closed' where person_id = wanted and state <> 'closed';
end $$;

-- An ending that was a mistake: the account waits for a new activation sheet; offices are given again by whoever may give them.
create function access_reopen_account(wanted uuid) returns void
language plpgsql security definer set search_path = public as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  if not exists (select from person p where p.id = wanted and (p.path <@ any (scope) or p.party_path <@ any (scope))) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  update account set state = 'awaiting' where person_id = wanted and state = 'closed';
end $$;

grant execute on function
  roster_destination(int, text, uuid, uuid),
  roster_transfer_words(uuid[]),
  roster_move(int, uuid, uuid, uuid, text, date, timestamptz),
  roster_memberships(int, uuid),
  study_earned(int, uuid, uuid[]),
  study_attended(int, uuid),
  roster_contacts(int, uuid),
  roster_left_behind(int, ltree, uuid),
  roster_namesakes_elsewhere(int, text, int),
  access_end_person(uuid, date, timestamptz),
  access_reopen_account(uuid)
to muster_app;
