-- Minutes that a person of whom one may ask can still earn in a stage by making up what is open, each time once.
create function study_left_to_make_up(region int, campaign uuid, stage text, wanted uuid) returns int
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  missed tstzmultirange;
  made tstzmultirange;
begin
  select range_agg(tstzrange(date_trunc('minute', v.starts_at), date_trunc('minute', v.starts_at) + make_interval(mins => v.minutes)))
    into missed
    from obligation o
    join sheet f on f.region_id = coalesce(o.origin_region_id, o.region_id) and f.id = o.origin_id
    join activity v on v.region_id = f.region_id and v.id = f.activity_id
   where o.region_id = region and o.person_id = wanted and o.campaign_id = campaign and o.stage_code = stage and o.kind = 'make-up'
     and o.origin_kind = 'sheet' and o.cancelled_at is null and v.minutes > 0 and obligation_outstanding(o)
     and (o.path <@ any (scope) or o.linked <@ any (scope) or o.person_id = self);
  if missed is null then
    return 0;
  end if;
  select coalesce(range_agg(study_missed_time(u)), '{}') into made from make_up u
   where u.region_id = region and u.person_id = wanted and u.campaign_id = campaign and u.voided_at is null and u.minutes > 0;
  return study_minutes(missed - made - study_present(region, campaign, wanted, missed));
end $$;
revoke execute on function study_left_to_make_up(int, uuid, text, uuid) from public;
grant execute on function study_left_to_make_up(int, uuid, text, uuid) to muster_app, muster_worker;
