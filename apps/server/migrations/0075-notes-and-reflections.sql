-- What members write and hand in: a text, or a file or photograph of paper. Whoever records for the branch returns a careless one with a
-- reason, once; whoever does nothing has accepted it. The same words handed in by two people are shown as that, and judged by nobody here.

create table study_note (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  -- Which of the playbook's writings.
  writing_code text not null,
  body text,
  file_sha256 bytea,
  file_name text,
  -- Of the words without blanks and signs, else of the file.
  same_hash bytea not null,
  salt bytea not null,
  -- The member, or who hands in for a member who cannot.
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  returned_at timestamptz,
  returned_by uuid,
  returned_by_name text,
  return_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint study_note__person foreign key (region_id, person_id) references person (region_id, id),
  constraint study_note__campaign foreign key (campaign_id) references campaign (id),
  constraint study_note__something check (length(trim(body)) > 0 or file_sha256 is not null),
  constraint study_note__file check (num_nulls(file_sha256, file_name) in (0, 2)),
  constraint study_note__return check (num_nulls(returned_at, returned_by, returned_by_name, return_reason) in (0, 4)),
  constraint study_note__not_by_oneself check (returned_by is distinct from person_id)
);
create index study_note__of_person on study_note (region_id, person_id, campaign_id, stage_code);
create index study_note__of_branch on study_note (region_id, branch_id, campaign_id, recorded_at);
create index study_note__same on study_note (region_id, campaign_id, same_hash);
create trigger study_note__recorded_now before insert on study_note for each row when (not organisation_comes_along())
  execute function recorded_now();
create trigger study_note__campaign_runs before insert or update of returned_at on study_note
  for each row when (not organisation_comes_along()) execute function campaign__runs('campaign');
call muster_protect('study_note', 'path', 'party_path', 'person_id', 'insert');
grant update (returned_at, returned_by, returned_by_name, return_reason) on study_note to muster_app, muster_worker;

create function study_note__returned_for_good() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if old.returned_at is not null and new.returned_at is distinct from old.returned_at then
    raise exception 'it was returned' using errcode = '23514', constraint = 'study_note__returned_for_good', table = 'study_note';
  end if;
  return new;
end $$;
create trigger study_note__returned_for_good before update of returned_at on study_note
  for each row execute function study_note__returned_for_good();

-- Who else in the campaign handed in the same words, by the note; of those whom one does not see only that there is somebody.
create function study_same_notes(region int, wanted uuid[])
returns table (note_id uuid, other_id uuid, person_id uuid, name text)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select n.id, o.id, case when seen.is then o.person_id end, case when seen.is then p.name end
    from study_note n
    join study_note o on o.region_id = n.region_id and o.campaign_id = n.campaign_id and o.same_hash = n.same_hash and o.person_id <> n.person_id
    join person p on p.region_id = o.region_id and p.id = o.person_id
    cross join lateral (select o.path <@ any (scope) or o.party_path <@ any (scope) as is) seen
    where n.region_id = region and n.id = any (wanted) and (n.path <@ any (scope) or n.party_path <@ any (scope))
    order by n.id, o.recorded_at, o.id;
end $$;
revoke execute on function study_same_notes(int, uuid[]) from public;
grant execute on function study_same_notes(int, uuid[]) to muster_app, muster_worker;

-- As before; and what they wrote.
alter function study_move_apart(int, int, uuid[]) rename to study_move_apart_unwritten;
create function study_move_apart(from_region int, to_region int, people uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform study_move_apart_unwritten(from_region, to_region, people);
  perform set_config('muster.comes_along', 'yes', true);
  perform organisation_write_moved(array_agg(organisation_moved_row(n, jsonb_build_object('region_id', to_region,
    'path', p.path, 'party_path', p.party_path))), '{recorded_at}')
  from study_note n join person p on p.region_id = to_region and p.id = n.person_id
  where n.region_id = from_region and n.person_id = any (people);
  perform set_config('muster.comes_along', '', true);
end $$;
revoke execute on function study_move_apart(int, int, uuid[]) from public;

-- As before; a note that is owed again goes along with its writer too, and is let go of with the membership.
create or replace function obligation_take_along(region int, people uuid[]) returns void
language plpgsql security definer set search_path = public as $$
declare scope constant text := nullif(current_setting('muster.scope', true), '');
begin
  -- Whoever moved them may see them where they are now, or where they were.
  if scope is null then raise exception 'out of scope' using errcode = '42501'; end if;
  with along as (
    select o.id, m.unit_id, m.branch_id, p.id as participation_id, p.path, p.linked,
      case o.anchor when 'day' then greatest(s.starts_on, least(s.ends_on, o.due_on))
        else obligation_due(o.anchor, o.offset_days, s.starts_on, s.ends_on) end as due_on
    from obligation o
    join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
    join participation p on p.region_id = o.region_id and p.unit_id = m.unit_id and p.campaign_id = o.campaign_id and p.ended_at is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = o.stage_code
    where o.region_id = region and o.person_id = any (people) and o.kind in ('make-up', 'note') and o.cancelled_at is null
      and (m.unit_id <> o.unit_id or m.branch_id is distinct from o.branch_id)
      and s.closed_at is null and obligation_outstanding(o)
  )
  update obligation o set unit_id = a.unit_id, branch_id = a.branch_id, participation_id = a.participation_id, path = a.path,
    linked = a.linked, due_on = a.due_on
  from along a where o.region_id = region and o.id = a.id;
end $$;
create or replace function obligation_let_go(region int, person uuid, at timestamptz, actor uuid, actor_name text) returns void
language sql security definer set search_path = public as $$
  update obligation o set cancelled_at = at, cancelled_by = actor, cancelled_by_name = actor_name, cancel_reason = 'member-left'
   where o.region_id = region and o.person_id = person and o.kind in ('make-up', 'note') and obligation_outstanding(o) and muster_is_somebody()
     and exists (select from campaign c where c.id = o.campaign_id and c.closed_on is null)
$$;
create or replace function obligation_owe_again(region int, person uuid) returns void
language sql security definer set search_path = public as $$
  update obligation o set cancelled_at = null, cancelled_by = null, cancelled_by_name = null, cancel_reason = null
   where o.region_id = region and o.person_id = person and o.kind in ('make-up', 'note') and o.cancel_reason = 'member-left' and muster_is_somebody()
     and exists (select from campaign c where c.id = o.campaign_id and c.closed_on is null)
$$;
