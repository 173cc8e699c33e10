-- Campaigns run side by side: what runs at a place is asked of the place. A campaign is closed once, by somebody who may, for a reason;
-- from then on nothing in it changes. The application says so first and in its own words; here it is so whatever the application does.

alter table campaign
  add column closed_at timestamptz,
  add column closed_by uuid,
  add column closed_by_name text,
  add column close_reason text,
  add constraint campaign__closed_in_order check (closed_on >= started_on),
  add constraint campaign__closing_whole check (num_nulls(closed_on, closed_at, closed_by, closed_by_name, close_reason) in (0, 5));
grant update (closed_on, closed_at, closed_by, closed_by_name, close_reason) on campaign to muster_app, muster_worker;
create index campaign__path on campaign using gist (path);

create function campaign__closed_for_good() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if old.closed_on is not null then
    raise exception 'it is closed' using errcode = '23514', constraint = 'campaign__runs', table = 'campaign';
  end if;
  if abs(extract(epoch from new.closed_at - clock_timestamp())) > 5 and not exists (select from instance where building) then
    raise exception 'clock' using errcode = '23514', constraint = 'campaign__recorded_now', table = 'campaign';
  end if;
  if not access_holds(new.closed_by, 'manage-campaign', new.path, '{}', new.closed_at) then
    raise exception 'it is not held there' using errcode = '23514', constraint = 'campaign__closed_by_right', table = 'campaign';
  end if;
  return new;
end $$;
create trigger campaign__closed_for_good before update of closed_on, closed_at, closed_by, closed_by_name, close_reason on campaign
  for each row execute function campaign__closed_for_good();

-- Campaigns, running or closed, at a node: rooted at it or above it, in either tree. A committee high up has no link of its own: a
-- campaign of the other tree is at it when every branch beneath serves units of that campaign (and the other way round).
create function campaigns_at(at ltree, others ltree[]) returns setof uuid
language sql security definer set search_path = public stable as $$
  select c.id from campaign c
   where c.path @> at or c.path @> any (others)
      or (others = '{}' and subpath(c.path, 0, 1) <> subpath(at, 0, 1)
          and exists (select from organisation o
                       where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null and o.linked <@ c.path)
          and (nlevel(c.path) = 1
               or not exists (select from organisation o
                               where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null
                                 and o.linked <> '{}' and not o.linked <@ c.path)))
$$;
grant execute on function campaigns_at(ltree, ltree[]) to muster_app, muster_worker;

-- Guards the heads of everything that belongs to a campaign; what hangs on them is written with them. The argument says how the row
-- leads to its campaign. A move still rewrites places: it changes nothing of what was done.
create function campaign__runs() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  of_campaign uuid;
begin
  case tg_argv[0]
    when 'campaign' then of_campaign := new.campaign_id;
    when 'batch' then select b.campaign_id into of_campaign from batch b where b.id = new.batch_id;
    when 'participation' then
      select p.campaign_id into of_campaign from participation p where p.region_id = new.region_id and p.id = new.participation_id;
    when 'request' then
      select r.campaign_id into of_campaign from stage_request r where r.region_id = new.region_id and r.id = new.request_id;
    when 'assessment' then
      select a.campaign_id into of_campaign from assessment a where a.region_id = new.region_id and a.id = new.assessment_id;
    when 'transition' then
      select t.campaign_id into of_campaign from transition t where t.region_id = new.region_id and t.id = new.transition_id;
    when 'activity' then
      select v.campaign_id into of_campaign from activity v where v.region_id = new.region_id and v.id = new.activity_id;
    when 'obligation' then
      select o.campaign_id into of_campaign from obligation o where o.region_id = new.region_id and o.id = new.obligation_id;
    when 'deliverable' then
      select o.campaign_id into of_campaign from deliverable d join obligation o on o.region_id = d.region_id and o.id = d.obligation_id
       where d.region_id = new.region_id and d.id = new.deliverable_id;
    when 'team' then
      select t.campaign_id into of_campaign from supervision_team t where t.region_id = new.region_id and t.id = new.team_id;
  end case;
  if exists (select from campaign c where c.id = of_campaign and c.closed_on is not null) then
    raise exception 'its campaign is closed' using errcode = '23514', constraint = 'campaign__runs', table = tg_table_name;
  end if;
  return new;
end $$;

create trigger batch__campaign_runs before insert or update on batch for each row execute function campaign__runs('campaign');
create trigger batch_stage__campaign_runs before insert or update on batch_stage for each row execute function campaign__runs('batch');
create trigger campaign_layer__campaign_runs before insert or update of superseded_at on campaign_layer
  for each row execute function campaign__runs('campaign');
-- A unit that goes to another region takes along how it took part: organisation_move_region writes as the owner.
create trigger participation__campaign_runs before insert or update of track, ended_at on participation
  for each row when (current_user in ('muster_app', 'muster_worker')) execute function campaign__runs('campaign');
create trigger participation_stage__campaign_runs before update of starts_on, earliest_on, ends_on, opened_at, closed_at on participation_stage
  for each row execute function campaign__runs('participation');
create trigger track_change__campaign_runs before insert on track_change for each row execute function campaign__runs('participation');
create trigger stage_request__campaign_runs before insert on stage_request for each row execute function campaign__runs('campaign');
create trigger stage_request_decision__campaign_runs before insert on stage_request_decision
  for each row execute function campaign__runs('request');
create trigger stage_extension__campaign_runs before insert on stage_extension for each row execute function campaign__runs('campaign');
create trigger activity__campaign_runs before insert or update of voided_at on activity for each row execute function campaign__runs('campaign');
create trigger sheet__campaign_runs before insert on sheet for each row execute function campaign__runs('activity');
create trigger assessment__campaign_runs before insert on assessment for each row execute function campaign__runs('campaign');
create trigger tally_electorate__campaign_runs before insert on tally_electorate for each row execute function campaign__runs('assessment');
create trigger tally_teller__campaign_runs before insert on tally_teller for each row execute function campaign__runs('assessment');
create trigger tally_assessment__campaign_runs before insert on tally_assessment for each row execute function campaign__runs('assessment');
create trigger transition__campaign_runs before insert or update of ended_at on transition for each row execute function campaign__runs('campaign');
create trigger transition_step__campaign_runs before insert on transition_step for each row execute function campaign__runs('transition');
create trigger transition_decision__campaign_runs before insert on transition_decision for each row execute function campaign__runs('transition');
create trigger obligation__campaign_runs before insert on obligation for each row execute function campaign__runs('campaign');
create trigger deliverable__campaign_runs before insert on deliverable for each row execute function campaign__runs('obligation');
create trigger deliverable_check__campaign_runs before insert on deliverable_check for each row execute function campaign__runs('deliverable');
create trigger supervision_team__campaign_runs before insert on supervision_team for each row execute function campaign__runs('campaign');
create trigger team_member__campaign_runs before insert on team_member for each row execute function campaign__runs('team');
create trigger team_unit__campaign_runs before insert on team_unit for each row execute function campaign__runs('team');
