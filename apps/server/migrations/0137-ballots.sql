-- Ballots that cannot be traced. What is here is what the desk and the issuer know: which polls there are, who may vote in them, and to whom
-- a blinded key was signed. Of a ballot there is nothing before its board is published, and then only how often each answer was given: a
-- ballot written down beside the one who drew it would share a transaction, an order or an hour with them, and be theirs.

create table ballot_poll (
  region_id int not null,
  id uuid not null,
  -- The attempt that it is a vote of, at the unit that hosts it; a vote of members and representatives apart has two polls.
  assessment_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  raters text[] not null,
  questions text[] not null,
  manifest jsonb not null,
  -- By which everybody names it.
  hash bytea not null,
  mode text not null,
  issuing_from timestamptz not null,
  issuing_until timestamptz not null,
  casting_from timestamptz not null,
  casting_until timestamptz not null,
  turnout_num int not null,
  turnout_den int not null,
  fewest_cast int not null,
  announced_by uuid not null,
  announced_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  -- Places of all units that vote in it.
  told ltree[] not null,
  primary key (region_id, id),
  constraint ballot_poll__assessment foreign key (region_id, assessment_id) references assessment (region_id, id),
  constraint ballot_poll__hash_unique unique (region_id, hash),
  constraint ballot_poll__hash_length check (octet_length(hash) = 32),
  constraint ballot_poll__raters check (cardinality(raters) > 0 and raters <@ '{member, representative}'),
  constraint ballot_poll__questions check (cardinality(questions) between 1 and 16),
  constraint ballot_poll__mode check (mode in ('windows', 'meeting')),
  constraint ballot_poll__in_order check (issuing_from < issuing_until and casting_from < casting_until),
  -- Who casts at once is known by the order.
  constraint ballot_poll__windows_apart check (casting_from >= issuing_until
    or (mode = 'meeting' and casting_from = issuing_from and casting_until = issuing_until)),
  constraint ballot_poll__turnout check (turnout_num between 1 and turnout_den),
  constraint ballot_poll__fewest_cast check (fewest_cast >= 5)
);
create index ballot_poll__of on ballot_poll (region_id, assessment_id);
create trigger ballot_poll__recorded_now before insert on ballot_poll for each row execute function recorded_now();
create trigger ballot_poll__campaign_runs before insert on ballot_poll for each row execute function campaign__runs('campaign');
call muster_protect('ballot_poll', 'path', 'told', null, 'insert');

-- Who may vote, frozen when the poll is announced; by a slip who has no account, or where the poll is held with slips alone.
create table ballot_roster (
  region_id int not null,
  poll_id uuid not null,
  person_id uuid not null,
  way text not null,
  -- Of the hash under the root that the manifest has.
  salt bytea not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id, person_id),
  constraint ballot_roster__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id),
  constraint ballot_roster__way check (way in ('login', 'slip'))
);
create index ballot_roster__person on ballot_roster (region_id, person_id);
call muster_protect('ballot_roster', 'path', 'told', 'person_id', 'insert');

-- What is known of the secret of a slip. Nobody's: who has which is drawn from a box.
create table ballot_slip (
  region_id int not null,
  poll_id uuid not null,
  commitment bytea not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id, commitment),
  constraint ballot_slip__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id),
  constraint ballot_slip__length check (octet_length(commitment) = 32)
);
call muster_protect('ballot_slip', 'path', 'told', null, 'insert');

-- Three holders of the closing key; the shares themselves are theirs.
create table ballot_share (
  region_id int not null,
  poll_id uuid not null,
  position int not null,
  role text not null,
  holder_id uuid not null,
  holder_name text not null,
  commitment bytea not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id, position),
  constraint ballot_share__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id),
  constraint ballot_share__position check (position between 1 and 3),
  constraint ballot_share__role check (role in ('superior-office', 'supervision-team', 'mass-representative')),
  constraint ballot_share__length check (octet_length(commitment) = 32),
  constraint ballot_share__role_unique unique (region_id, poll_id, role),
  constraint ballot_share__holder_unique unique (region_id, poll_id, holder_id)
);
call muster_protect('ballot_share', 'path', 'told', 'holder_id', 'insert');

-- To whom a key was signed: a person or a slip, on which day, and what was signed, so that a lost answer can be given again. The desk does
-- not read it; the issuer reads of it what somebody asks about oneself.
create table ballot_issued (
  region_id int not null,
  poll_id uuid not null,
  person_id uuid,
  slip bytea,
  blinded bytea not null,
  issued_on date not null,
  constraint ballot_issued__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id),
  constraint ballot_issued__person foreign key (region_id, poll_id, person_id) references ballot_roster (region_id, poll_id, person_id),
  constraint ballot_issued__slip foreign key (region_id, poll_id, slip) references ballot_slip (region_id, poll_id, commitment),
  constraint ballot_issued__to_one check (num_nonnulls(person_id, slip) = 1),
  constraint ballot_issued__length check (octet_length(blinded) = 256),
  constraint ballot_issued__person_once unique (region_id, poll_id, person_id),
  constraint ballot_issued__slip_once unique (region_id, poll_id, slip)
);
alter table ballot_issued enable row level security;

-- In a meeting, by whoever leads it: from then on ballots are cast.
create table ballot_draw_close (
  region_id int not null,
  poll_id uuid not null,
  closed_by uuid not null,
  closed_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id),
  constraint ballot_draw_close__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id)
);
create trigger ballot_draw_close__recorded_now before insert on ballot_draw_close for each row execute function recorded_now();
call muster_protect('ballot_draw_close', 'path', 'told', null, 'insert');

-- What the issuer and the box signed at the end.
create table tally_poll (
  region_id int not null,
  poll_id uuid not null,
  issued int not null,
  cast_ballots int not null,
  root bytea not null,
  issued_signature bytea not null,
  head_signature bytea not null,
  closed_by uuid not null,
  closed_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id),
  constraint tally_poll__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id),
  constraint tally_poll__not_negative check (least(issued, cast_ballots) >= 0),
  constraint tally_poll__lengths check (octet_length(root) = 32 and octet_length(issued_signature) = 64 and octet_length(head_signature) = 64)
);
create trigger tally_poll__recorded_now before insert on tally_poll for each row execute function recorded_now();
call muster_protect('tally_poll', 'path', 'told', null, 'insert');

-- A share that its holder brought; one by itself opens nothing.
create table ballot_share_brought (
  region_id int not null,
  poll_id uuid not null,
  position int not null,
  height bytea not null,
  brought_by uuid not null,
  recorded_at timestamptz not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id, position),
  constraint ballot_share_brought__share foreign key (region_id, poll_id, position) references ballot_share (region_id, poll_id, position),
  constraint ballot_share_brought__length check (octet_length(height) = 32)
);
create trigger ballot_share_brought__recorded_now before insert on ballot_share_brought for each row execute function recorded_now();
call muster_protect('ballot_share_brought', 'path', 'told', 'brought_by', 'insert');

-- What the published board says: of each question how many chose nothing, the first answer, the second, and so on.
create table tally_poll_opened (
  region_id int not null,
  poll_id uuid not null,
  closing_secret bytea not null,
  void int not null,
  chosen jsonb not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id),
  constraint tally_poll_opened__closed foreign key (region_id, poll_id) references tally_poll (region_id, poll_id),
  constraint tally_poll_opened__void check (void >= 0),
  constraint tally_poll_opened__length check (octet_length(closing_secret) = 32)
);
call muster_protect('tally_poll_opened', 'path', 'told', null, 'insert');

create table ballot_end (
  region_id int not null,
  poll_id uuid not null,
  ended_as text not null,
  reason text,
  note text,
  ended_by uuid not null,
  ended_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, poll_id),
  constraint ballot_end__poll foreign key (region_id, poll_id) references ballot_poll (region_id, id),
  constraint ballot_end__as check (ended_as in ('counted', 'void', 'cancelled')),
  constraint ballot_end__reason check ((ended_as = 'void') = (reason is not null)),
  constraint ballot_end__reasons check (reason in ('too-few-cast', 'disturbed', 'counts-do-not-hold', 'shares-lost')),
  constraint ballot_end__says_why check (reason is null or reason = 'too-few-cast' or length(trim(note)) > 0)
);
create trigger ballot_end__recorded_now before insert on ballot_end for each row execute function recorded_now();
call muster_protect('ballot_end', 'path', 'told', null, 'insert');

-- Those that were announced and have not ended.
create function ballot_runs(region int, poll uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select not exists (select from ballot_end e where e.region_id = region and e.poll_id = poll)
$$;
revoke execute on function ballot_runs(int, uuid) from public;

-- Written at once, and of as many as the manifest says; nobody comes onto it later, nor is in two polls of one question.
create function ballot_roster__frozen() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from (select distinct a.region_id, a.poll_id from added a) n
    join ballot_poll p on p.region_id = n.region_id and p.id = n.poll_id
    where (select count(*) from ballot_roster r where r.region_id = p.region_id and r.poll_id = p.id)
          <> (p.manifest -> 'electorate' ->> 'count')::bigint
       or (p.manifest -> 'electorate' ->> 'count')::bigint < 10) then
    raise exception 'the roster is as it was announced'
      using errcode = '23514', constraint = 'ballot_roster__frozen', table = 'ballot_roster';
  end if;
  if exists (
    select from added a
    join ballot_poll p on p.region_id = a.region_id and p.id = a.poll_id
    join ballot_roster o on o.region_id = a.region_id and o.person_id = a.person_id and o.poll_id <> a.poll_id
    join ballot_poll q on q.region_id = o.region_id and q.id = o.poll_id and q.questions && p.questions
    where ballot_runs(q.region_id, q.id)) then
    raise exception 'somebody is in another poll' using errcode = '23514', constraint = 'ballot_roster__disjoint', table = 'ballot_roster';
  end if;
  return null;
end $$;
create trigger ballot_roster__frozen after insert on ballot_roster referencing new table as added
  for each statement execute function ballot_roster__frozen();

-- Whoever does one of these holds the verb there and then, and what it rests on is there.
create function ballot__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  poll ballot_poll;
  verb text;
  person uuid;
begin
  select * into poll from ballot_poll p
   where p.region_id = new.region_id and p.id = coalesce(row_now ->> 'poll_id', row_now ->> 'id')::uuid for update;
  if tg_table_name = 'ballot_poll' then poll := new; end if;
  case tg_table_name
    when 'ballot_poll' then verb := 'open-assessment'; person := row_now ->> 'announced_by';
    when 'ballot_end' then verb := 'confirm-assessment'; person := row_now ->> 'ended_by';
    else verb := 'open-assessment'; person := row_now ->> 'closed_by';
  end case;
  if not access_holds_in(poll.campaign_id, person, verb, poll.path, poll.told, new.recorded_at) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if tg_table_name <> 'ballot_poll' and not ballot_runs(poll.region_id, poll.id) then
    raise exception 'it has ended' using errcode = '23514', constraint = tg_table_name || '__while_it_runs', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger ballot_poll__by_right before insert on ballot_poll for each row execute function ballot__by_right();
create trigger ballot_draw_close__by_right before insert on ballot_draw_close for each row execute function ballot__by_right();
create trigger tally_poll__by_right before insert on tally_poll for each row execute function ballot__by_right();
create trigger ballot_end__by_right before insert on ballot_end for each row execute function ballot__by_right();

create function ballot_draw_close__in_meeting() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from ballot_poll p where p.region_id = new.region_id and p.id = new.poll_id and p.mode = 'meeting'
                  and new.recorded_at >= p.issuing_from and new.recorded_at < p.issuing_until) then
    raise exception 'its draw closes by itself'
      using errcode = '23514', constraint = 'ballot_draw_close__in_meeting', table = 'ballot_draw_close';
  end if;
  return new;
end $$;
create trigger ballot_draw_close__in_meeting before insert on ballot_draw_close
  for each row execute function ballot_draw_close__in_meeting();

-- Emptied when its time is over, or in a meeting once everybody who drew has cast; and as many were issued as are written down here.
create function tally_poll__as_issued() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  poll ballot_poll;
begin
  select * into poll from ballot_poll p where p.region_id = new.region_id and p.id = new.poll_id;
  if new.recorded_at < poll.casting_until and not (poll.mode = 'meeting' and new.cast_ballots = new.issued and exists (
      select from ballot_draw_close d where d.region_id = new.region_id and d.poll_id = new.poll_id)) then
    raise exception 'it goes on' using errcode = '23514', constraint = 'tally_poll__over', table = 'tally_poll';
  end if;
  if new.issued <> (select count(*) from ballot_issued i where i.region_id = new.region_id and i.poll_id = new.poll_id) then
    raise exception 'the issuer has issued another number'
      using errcode = '23514', constraint = 'tally_poll__as_issued', table = 'tally_poll';
  end if;
  return new;
end $$;
create trigger tally_poll__as_issued before insert on tally_poll for each row execute function tally_poll__as_issued();

-- By its holder, the one that was given out, and once the box is emptied.
create function ballot_share_brought__own() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if not exists (
    select from ballot_share s join tally_poll t on t.region_id = s.region_id and t.poll_id = s.poll_id
    where s.region_id = new.region_id and s.poll_id = new.poll_id and s.position = new.position and s.holder_id = new.brought_by
      and s.commitment = sha256(new.height)) or not ballot_runs(new.region_id, new.poll_id) then
    raise exception 'it is not the share of this holder'
      using errcode = '23514', constraint = 'ballot_share_brought__own', table = 'ballot_share_brought';
  end if;
  return new;
end $$;
create trigger ballot_share_brought__own before insert on ballot_share_brought for each row execute function ballot_share_brought__own();

-- Opened by two of three, of enough ballots, and as many answers as ballots.
create function tally_poll_opened__adds_up() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if (select count(*) from ballot_share_brought b where b.region_id = new.region_id and b.poll_id = new.poll_id) < 2 then
    raise exception 'two shares are needed'
      using errcode = '23514', constraint = 'tally_poll_opened__two_shares', table = 'tally_poll_opened';
  end if;
  if not exists (
    select from tally_poll t join ballot_poll p on p.region_id = t.region_id and p.id = t.poll_id
    where t.region_id = new.region_id and t.poll_id = new.poll_id and t.cast_ballots >= p.fewest_cast
      and t.cast_ballots <= t.issued and jsonb_array_length(new.chosen) = cardinality(p.questions)
      and not exists (
        select from jsonb_array_elements(new.chosen) q
        where new.void + (select coalesce(sum(c.ballots::int), 0) from jsonb_array_elements_text(q.value) c (ballots)) <> t.cast_ballots)) then
    raise exception 'it does not add up'
      using errcode = '23514', constraint = 'tally_poll_opened__adds_up', table = 'tally_poll_opened';
  end if;
  return new;
end $$;
create trigger tally_poll_opened__adds_up before insert on tally_poll_opened for each row execute function tally_poll_opened__adds_up();

-- Counted is what was opened; void once the draw has begun, and by nobody of a unit that votes; called off before it.
create function ballot_end__as_it_was() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  poll ballot_poll;
  closed tally_poll;
  opened boolean;
begin
  select * into poll from ballot_poll p where p.region_id = new.region_id and p.id = new.poll_id;
  select * into closed from tally_poll t where t.region_id = new.region_id and t.poll_id = new.poll_id;
  opened := exists (select from tally_poll_opened o where o.region_id = new.region_id and o.poll_id = new.poll_id);
  if (case new.ended_as
        when 'counted' then not opened
        when 'cancelled' then new.recorded_at >= poll.issuing_from
        else opened or new.recorded_at < poll.issuing_from
          or (new.reason = 'too-few-cast') is distinct from coalesce(new.reason = 'too-few-cast' and closed.cast_ballots < poll.fewest_cast, false)
      end) then
    raise exception 'it did not end so' using errcode = '23514', constraint = 'ballot_end__as_it_was', table = 'ballot_end';
  end if;
  if exists (
    select from assessment a where a.region_id = poll.region_id and (a.id = poll.assessment_id or a.counted_in = poll.assessment_id)
       and supervision_recused(new.ended_by, a.region_id, a.unit_id)) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = 'ballot_end__recused', table = 'ballot_end';
  end if;
  return new;
end $$;
create trigger ballot_end__as_it_was before insert on ballot_end for each row execute function ballot_end__as_it_was();

-- What is voted in a box of its own is not counted by tellers besides.
create function tally_teller__on_paper() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from ballot_poll p where p.region_id = new.region_id and p.assessment_id = new.assessment_id) then
    raise exception 'it is voted on electronically' using errcode = '23514', constraint = 'tally_teller__on_paper', table = 'tally_teller';
  end if;
  return new;
end $$;
create trigger tally_teller__on_paper before insert on tally_teller for each row execute function tally_teller__on_paper();

-- Of a vote in one poll nobody is told apart: what was counted stands in one line of both groups.
alter table tally_assessment
  drop constraint tally_assessment__electorate,
  add constraint tally_assessment__assessment foreign key (region_id, assessment_id) references assessment (region_id, id),
  add constraint tally_assessment__voters check (voters in ('member', 'representative', 'together'));

-- Of whom it is asked: those that are in force at these units, whoever of it the asker sees, and who can log in.
create function ballot_voters(region int, units uuid[])
returns table (kind text, person_id uuid, unit_id uuid, from_on date, standing text, can_log_in boolean)
language sql security definer set search_path = public stable as $$
  with unit as (
    select o.id from organisation o where o.region_id = region and o.id = any (units) and muster_in_scope(o.path, o.linked)
  ), voting as (
    select 'member' as kind, m.person_id, m.unit_id, m.from_on, m.standing
    from unit join membership m on m.region_id = region and m.unit_id = unit.id where m.to_on is null
    union all
    select 'representative', a.person_id, a.organisation_id, a.from_on, null
    from unit join appointment a on a.region_id = region and a.organisation_id = unit.id
    where a.role = 'representative' and a.to_on is null)
  select v.kind, v.person_id, v.unit_id, v.from_on, v.standing,
    exists (select from account c where c.person_id = v.person_id and c.state in ('active', 'awaiting'))
  from voting v
$$;
revoke execute on function ballot_voters(int, uuid[]) from public;
grant execute on function ballot_voters(int, uuid[]) to muster_app;

-- Polls that run, with those of these people who are in them; one announcement of a region comes after the other.
create function ballot_running(region int, people uuid[]) returns table (questions text[], person_ids uuid[])
language plpgsql security definer set search_path = public as $$
begin
  if coalesce(nullif(current_setting('muster.scope', true), ''), '{}') = '{}' then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('ballot.announce ' || region, 0));
  return query
    select p.questions, array_agg(r.person_id)
    from ballot_roster r join ballot_poll p on p.region_id = r.region_id and p.id = r.poll_id
    where r.region_id = region and r.person_id = any (people) and ballot_runs(p.region_id, p.id)
    group by p.region_id, p.id, p.questions;
end $$;
revoke execute on function ballot_running(int, uuid[]) from public;
grant execute on function ballot_running(int, uuid[]) to muster_app;

-- One's own share of a poll, which a holder may not see otherwise; what the holder does with it is left in the ledger where the poll is.
create function ballot_share_own(poll uuid)
returns table (region_id int, "position" int, commitment bytea, path text, told text[], unit_id uuid, closed_at timestamptz, ended_as text,
  ended_at timestamptz, is_brought boolean)
language plpgsql security definer set search_path = public as $$
declare
  own ballot_share;
begin
  select s.* into own from region r
    join ballot_share s on s.region_id = r.region_id and s.poll_id = poll
     and s.holder_id = nullif(current_setting('muster.self', true), '')::uuid;
  if own.poll_id is null then return; end if;
  execute format('set local muster.point = %L', own.path::text);
  return query
    select own.region_id, own.position, own.commitment, own.path::text, own.told::text[], a.unit_id, t.recorded_at, e.ended_as, e.recorded_at,
      b.poll_id is not null
    from ballot_poll p
    join assessment a on a.region_id = p.region_id and a.id = p.assessment_id
    left join tally_poll t on t.region_id = p.region_id and t.poll_id = p.id
    left join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
    left join ballot_share_brought b on b.region_id = p.region_id and b.poll_id = p.id and b.position = own.position
    where p.region_id = own.region_id and p.id = own.poll_id;
end $$;
revoke execute on function ballot_share_own(uuid) from public;
grant execute on function ballot_share_own(uuid) to muster_app;

-- How many have drawn, and nothing of who.
create function ballot_issued_number(region int, poll uuid) returns int
language sql security definer set search_path = public stable as $$
  select count(*)::int from ballot_poll p join ballot_issued i on i.region_id = p.region_id and i.poll_id = p.id
  where p.region_id = region and p.id = poll and muster_in_scope(p.path, p.told)
$$;
revoke execute on function ballot_issued_number(int, uuid) from public;
grant execute on function ballot_issued_number(int, uuid) to muster_app, muster_worker;

-- Makes the tally of a vote whose polls have all ended, for each of its units; null while one of them runs. A vote without an outcome (a
-- poll that is void or called off, or a turnout that was not reached) has a tally of nothing, which is of too few, and is held again
-- without an order.
create function assessment_confirm_polls(region int, wanted uuid, confirmer uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
declare
  apart boolean;
  holds boolean;
begin
  if abs(extract(epoch from at - clock_timestamp())) > 5 and not exists (select from instance where building) then
    raise exception 'clock' using errcode = '23514', constraint = 'tally_assessment__recorded_now', table = 'tally_assessment';
  end if;
  perform from assessment a where a.region_id = region and a.id = wanted and muster_in_scope(a.path, a.linked) for update;
  if not found then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  if exists (select from tally_assessment where region_id = region and assessment_id = wanted) then
    raise exception 'confirmed already' using errcode = '23514', constraint = 'tally_assessment__once', table = 'tally_assessment';
  end if;
  if not exists (select from ballot_poll p where p.region_id = region and p.assessment_id = wanted)
     or exists (select from ballot_poll p where p.region_id = region and p.assessment_id = wanted and ballot_runs(p.region_id, p.id)) then
    return false;
  end if;
  perform from participation p join assessment a on a.region_id = p.region_id and a.participation_id = p.id
   where a.region_id = region and (a.id = wanted or a.counted_in = wanted) order by p.id for update of p;
  if exists (select from assessment a join transition t on t.region_id = a.region_id and t.participation_id = a.participation_id
                and t.stage_code = a.stage_code and t.ended_at is null
              where a.region_id = region and (a.id = wanted or a.counted_in = wanted)) then
    raise exception 'one of them has applied'
      using errcode = '23514', constraint = 'tally_assessment__evidence_open', table = 'tally_assessment';
  end if;
  select bool_and(cardinality(p.raters) = 1),
    bool_and(e.ended_as = 'counted' and t.cast_ballots::bigint * p.turnout_den
      >= (p.manifest -> 'electorate' ->> 'count')::bigint * p.turnout_num)
    into apart, holds
  from ballot_poll p
  join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
  left join tally_poll t on t.region_id = p.region_id and t.poll_id = p.id
  where p.region_id = region and p.assessment_id = wanted;
  insert into tally_assessment (region_id, assessment_id, voters, eligible, satisfied, basically_satisfied, dissatisfied, dont_know, void,
                                confirmed_by, confirmed_by_name, confirmed_at, path, linked)
  select a.region_id, a.id, case when apart then p.raters[1] else 'together' end, (p.manifest -> 'electorate' ->> 'count')::int,
    n.chosen[2], n.chosen[3], n.chosen[4], n.chosen[5], n.spoilt + n.chosen[1],
    confirmer, coalesce((select h.name from person h where h.id = confirmer limit 1), ''), at, a.path, a.linked
  from ballot_poll p
  join assessment a on a.region_id = p.region_id and (a.id = p.assessment_id or a.counted_in = p.assessment_id)
  left join tally_poll_opened o on o.region_id = p.region_id and o.poll_id = p.id
  cross join lateral (
    select case when coalesce(holds, false) then o.void else 0 end as spoilt,
      case when coalesce(holds, false)
        then array(select c.ballots::int from jsonb_array_elements_text(o.chosen -> 0) with ordinality c (ballots, answer) order by answer)
        else '{0, 0, 0, 0, 0}' end as chosen) n
  where p.region_id = region and p.assessment_id = wanted;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select p.region_id, p.id, p.path, p.linked from assessment a
    join participation p on p.region_id = a.region_id and p.id = a.participation_id
   where a.region_id = region and (a.id = wanted or a.counted_in = wanted) order by p.id
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  return true;
end $$;
revoke execute on function assessment_confirm_polls(int, uuid, uuid, timestamptz) from public;
grant execute on function assessment_confirm_polls(int, uuid, uuid, timestamptz) to muster_app;

-- What the issuer may ask, and nothing else: its login reads no table. Polls that it has to do with, until they have ended.
create function ballot_issuing()
returns table (region_id int, id uuid, manifest jsonb, draw_closed_at timestamptz, has_ended boolean)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.id, p.manifest, d.recorded_at, e.poll_id is not null
  from region r
  join ballot_poll p on p.region_id = r.region_id
  left join ballot_draw_close d on d.region_id = p.region_id and d.poll_id = p.id
  left join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
  where e.poll_id is null or e.recorded_at > clock_timestamp() - interval '1 day'
$$;

-- Somebody who draws, by an open session or by a slip, and what is known of it. Two at once come one after the other.
create function ballot_drawing(region int, poll uuid, token bytea, csrf_word text, slip_commitment bytea, at timestamptz)
returns table (person_id uuid, is_known boolean, is_on_roster boolean, ended text, signed bytea, draw_closed_at timestamptz,
  closed_at timestamptz, ended_as text, ended_at timestamptz)
language plpgsql security definer set search_path = public as $$
declare
  who uuid;
  found_slip boolean := false;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('ballot.poll ' || poll, 0));
  if slip_commitment is null then
    select a.person_id into who from session s join account a on a.id = s.account_id and a.state = 'active'
     where s.token_hash = token and s.csrf = csrf_word and s.ended_at is null and s.expires_at > at;
    perform from ballot_roster r where r.region_id = region and r.poll_id = poll and r.person_id = who for update;
  else
    perform from ballot_slip s where s.region_id = region and s.poll_id = poll and s.commitment = slip_commitment for update;
    found_slip := found;
  end if;
  return query
    select who, who is not null or found_slip,
      found_slip or coalesce(r.way = 'login', false),
      case when m.reason is not null then m.reason
        when r.person_id is not null and 'representative' = any (p.raters) and not exists (
          select from membership c where c.region_id = region and c.person_id = who and c.to_on is null)
          and not exists (select from appointment o where o.region_id = region and o.person_id = who and o.role = 'representative'
            and o.to_on is null) then 'left' end,
      i.blinded, d.recorded_at, t.recorded_at, e.ended_as, e.recorded_at
    from ballot_poll p
    left join ballot_roster r on r.region_id = p.region_id and r.poll_id = p.id and r.person_id = who
    left join lateral (
      select n.reason from membership_end n
      where n.region_id = region and n.person_id = r.person_id and n.voided_at is null
        and not exists (select from membership c where c.region_id = region and c.person_id = r.person_id and c.to_on is null)
      order by n.recorded_at desc limit 1) m on true
    left join ballot_issued i on i.region_id = p.region_id and i.poll_id = p.id and (i.person_id = who or i.slip = slip_commitment)
    left join ballot_draw_close d on d.region_id = p.region_id and d.poll_id = p.id
    left join tally_poll t on t.region_id = p.region_id and t.poll_id = p.id
    left join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
    where p.region_id = region and p.id = poll;
end $$;

-- Writes down, before it is signed, that it is: one for each who may vote, in the time of the draw.
create function ballot_issue(region int, poll uuid, person uuid, slip_commitment bytea, message bytea, at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare
  zone constant text := coalesce((select time_zone from instance), 'Asia/Shanghai');
begin
  if abs(extract(epoch from at - clock_timestamp())) > 5 and not exists (select from instance where building) then
    raise exception 'clock' using errcode = '23514', constraint = 'ballot_issued__recorded_now', table = 'ballot_issued';
  end if;
  if not exists (
    select from ballot_poll p where p.region_id = region and p.id = poll and at >= p.issuing_from and at < p.issuing_until
       and ballot_runs(p.region_id, p.id)
       and not exists (select from ballot_draw_close d where d.region_id = region and d.poll_id = poll)
       and not exists (select from tally_poll t where t.region_id = region and t.poll_id = poll)) then
    raise exception 'the draw is over' using errcode = '23514', constraint = 'ballot_issued__while_drawing', table = 'ballot_issued';
  end if;
  if slip_commitment is null and not exists (
    select from ballot_roster r where r.region_id = region and r.poll_id = poll and r.person_id = person and r.way = 'login') then
    raise exception 'not on its roster' using errcode = '23514', constraint = 'ballot_issued__on_roster', table = 'ballot_issued';
  end if;
  if slip_commitment is not null then
    -- Spare slips stand for lost ones: no more are signed than there are people for them.
    perform pg_advisory_xact_lock(hashtextextended('ballot.slips ' || poll, 0));
    if (select count(*) from ballot_issued i where i.region_id = region and i.poll_id = poll and i.slip is not null)
       >= (select count(*) from ballot_roster r where r.region_id = region and r.poll_id = poll and r.way = 'slip') then
      raise exception 'all have drawn' using errcode = '23514', constraint = 'ballot_issued__no_more_slips', table = 'ballot_issued';
    end if;
  end if;
  insert into ballot_issued (region_id, poll_id, person_id, slip, blinded, issued_on)
  values (region, poll, case when slip_commitment is null then person end, slip_commitment, message, (at at time zone zone)::date);
end $$;

-- How many were issued, once the draw is over: whoever was still being written down is waited for.
create function ballot_issued_all(region int, poll uuid) returns int
language plpgsql security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ballot.poll ' || poll, 0));
  return (select count(*)::int from ballot_issued i where i.region_id = region and i.poll_id = poll);
end $$;

-- Which share of a poll is whose: of whoever asks.
create function ballot_share_of(region int, poll uuid, token bytea, csrf_word text, at timestamptz) returns int
language sql security definer set search_path = public stable as $$
  select s.position from session n
  join account a on a.id = n.account_id and a.state = 'active'
  join ballot_share s on s.region_id = region and s.poll_id = poll and s.holder_id = a.person_id
  where n.token_hash = token and n.csrf = csrf_word and n.ended_at is null and n.expires_at > at
$$;

do $$
declare
  asked text;
begin
  foreach asked in array '{"ballot_issuing()", "ballot_drawing(int, uuid, bytea, text, bytea, timestamptz)",
    "ballot_issue(int, uuid, uuid, bytea, bytea, timestamptz)", "ballot_issued_all(int, uuid)",
    "ballot_share_of(int, uuid, bytea, text, timestamptz)"}'::text[] loop
    execute format('revoke execute on function %s from public', asked);
    execute format('grant execute on function %s to muster_issuer', asked);
  end loop;
end $$;
