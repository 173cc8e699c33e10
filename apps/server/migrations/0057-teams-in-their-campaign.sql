-- A team answers for its units in its own campaign and in no other: what its people are granted says which campaign it is for, and whoever
-- acts there is held against it. The database writes the campaign itself, from the team that the grant comes from.

alter table access_grant add column campaign_id uuid;
update access_grant g set campaign_id = t.campaign_id from supervision_team t where g.cause_kind = 'team' and t.id = g.cause_id;
alter table access_grant add constraint access_grant__campaign foreign key (campaign_id) references campaign (id);
alter table access_grant add constraint access_grant__team_in_its_campaign check ((cause_kind = 'team') = (campaign_id is not null));

create function access_grant__in_campaign() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  new.campaign_id := case when new.cause_kind = 'team' then (select t.campaign_id from supervision_team t where t.id = new.cause_id) end;
  return new;
end $$;
create trigger access_grant__in_campaign before insert or update of cause_kind, cause_id, campaign_id on access_grant
  for each row execute function access_grant__in_campaign();

drop function access_grants(uuid, timestamptz);
create function access_grants(wanted uuid, at timestamptz)
returns table (verb text, path text, linked text[], region_id int, organisation_id uuid, organisation_name text, organisation_kind text, role text, cause_kind text,
  campaign_id uuid)
language sql security definer set search_path = public stable as $$
  select g.verb, g.path::text, g.linked::text[], g.organisation_region_id, g.organisation_id, o.name, o.kind, g.role, g.cause_kind, g.campaign_id
  from access_grant g join organisation o on o.region_id = g.organisation_region_id and o.id = g.organisation_id
  where g.person_id = wanted and g.from_at <= at and (g.to_at is null or g.to_at > at)
  order by g.path, g.verb
$$;
grant execute on function access_grants(uuid, timestamptz) to muster_app;

-- As access_holds, of something in a campaign.
create function access_holds_in(campaign uuid, person uuid, wanted text, place ltree, others ltree[], at timestamptz) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (
    select from access_grant g
     where g.person_id = person and g.verb = wanted and g.from_at <= at and (g.to_at is null or g.to_at > at)
       and (g.campaign_id is null or g.campaign_id = campaign)
       and (place <@ g.path or others <@ g.path))
$$;

-- As before, in the campaign of what is acted on.
create or replace function acts_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  campaign uuid;
  place ltree;
  others ltree[];
  verb text;
  person uuid;
  at timestamptz;
begin
  case tg_table_name
    when 'tally_teller', 'tally_assessment' then
      select a.campaign_id, h.path, h.linked into campaign, place, others
        from assessment a join assessment h on h.region_id = a.region_id and h.id = coalesce(a.counted_in, a.id)
       where a.region_id = new.region_id and a.id = (row_now ->> 'assessment_id')::uuid;
    else
      select t.campaign_id, t.path, t.linked into campaign, place, others from transition t
       where t.region_id = new.region_id and t.id = (row_now ->> 'transition_id')::uuid;
  end case;
  case tg_table_name
    when 'tally_teller' then verb := 'tell-assessment'; person := row_now ->> 'teller_id'; at := row_now ->> 'recorded_at';
    when 'tally_assessment' then verb := 'confirm-assessment'; person := row_now ->> 'confirmed_by'; at := row_now ->> 'confirmed_at';
    when 'transition_step' then
      verb := case row_now ->> 'step' when 'applied' then 'apply-transition' else 'endorse-transition' end;
      person := row_now ->> 'actor_id'; at := row_now ->> 'recorded_at';
    when 'transition_decision' then verb := 'decide-transition'; person := row_now ->> 'decided_by'; at := row_now ->> 'recorded_at';
  end case;
  if not coalesce(access_holds_in(campaign, person, verb, place, others, at), false) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  return new;
end $$;

-- As before, in the campaign of the finding or the order.
create or replace function supervision_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  ordered order_to_correct;
  campaign uuid := new.campaign_id;
  unit uuid;
  place ltree := new.path;
  others ltree[] := new.linked;
  verb text;
  person uuid;
begin
  case tg_table_name
    when 'finding' then verb := 'order-correction'; person := row_now ->> 'found_by'; unit := row_now ->> 'unit_id';
    when 'order_to_correct' then verb := 'order-correction'; person := row_now ->> 'issued_by'; unit := row_now ->> 'unit_id';
    when 'order_answer' then verb := 'submit-deliverable'; person := row_now ->> 'answered_by';
    when 'order_verification' then verb := 'check-deliverable'; person := row_now ->> 'verified_by';
  end case;
  if tg_table_name in ('finding', 'order_to_correct') then
    if not exists (select from participation p
                    where p.region_id = new.region_id and p.id = (row_now ->> 'participation_id')::uuid and p.unit_id = unit
                      and p.campaign_id = new.campaign_id and p.path = new.path and p.linked = new.linked) then
      raise exception 'it is of another unit' using errcode = '23514', constraint = tg_table_name || '__of_its_unit', table = tg_table_name;
    end if;
  else
    select * into ordered from order_to_correct o
     where o.region_id = new.region_id and o.id = (row_now ->> 'order_id')::uuid;
    campaign := ordered.campaign_id;
    unit := ordered.unit_id;
    place := ordered.path;
    others := ordered.linked;
  end if;
  if not access_holds_in(campaign, person, verb, place, others, new.recorded_at) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if tg_table_name <> 'order_answer' and supervision_recused(person, new.region_id, unit) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = tg_table_name || '__recused', table = tg_table_name;
  end if;
  return new;
end $$;

-- As before, in the campaign of the vote.
create or replace function team_report__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  a assessment;
begin
  select * into a from assessment s where s.region_id = new.region_id and s.id = new.assessment_id;
  if a.counted_in is not null or a.participation_id <> new.participation_id then
    raise exception 'it is counted elsewhere'
      using errcode = '23514', constraint = 'tally_teller__counted_here', table = 'team_report';
  end if;
  if not exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) then
    raise exception 'it is not confirmed' using errcode = '23514', constraint = 'team_report__confirmed', table = 'team_report';
  end if;
  if not access_holds_in(a.campaign_id, new.reported_by, 'confirm-assessment', a.path, a.linked, new.recorded_at) then
    raise exception 'confirm-assessment is not held there' using errcode = '23514', constraint = 'team_report__by_right', table = 'team_report';
  end if;
  if exists (select from assessment o where o.region_id = a.region_id and (o.id = a.id or o.counted_in = a.id)
              and supervision_recused(new.reported_by, o.region_id, o.unit_id)) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = 'team_report__recused', table = 'team_report';
  end if;
  return new;
end $$;
