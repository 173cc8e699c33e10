-- Who is on no sheet is not signed in either: whose unit is being judged, or is in no stage. And lists that said less than their figure: of the
-- branches at a branch whose host one does not see, and of the units that ended in a week or were there at its end.

-- Whether some unit keeps house for a branch, for whoever sees the branch: who answers for a guest alone does not see which.
create function organisation_is_hosted(region int, branch uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from organisation o
    join branch_serves_unit s on s.region_id = o.region_id and s.branch_id = o.id and s.is_host and s.to_on is null
    where o.region_id = region and o.id = branch
      and (o.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or o.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])))
$$;
revoke execute on function organisation_is_hosted(int, uuid) from public;
grant execute on function organisation_is_hosted(int, uuid) to muster_app;

-- As before, with why a sheet would be without the one who signs in. Whose unit takes no part is counted with the host.
drop function study_signing_in(uuid);
create function study_signing_in(wanted uuid)
returns table (region_id int, code_secret bytea, starts_at timestamptz, ends_at timestamptz, called_off boolean, branch_id uuid,
               written boolean, signed_at timestamptz, path text, party_path text, elsewhere text, left_out text)
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
        order by o.starts_at, o.id limit 1),
      case
        when b.branch_id is null then null
        when g.starts_on is null or g.starts_on > (p.starts_at at time zone (select time_zone from instance))::date then 'no-stage'
        when g.unit_id = m.unit_id and exists (select from transition n where n.region_id = p.region_id and n.participation_id = g.id
          and n.stage_code = g.stage_code and n.ended_at is null) then 'judged'
      end
    from planned_activity p
    left join membership m on m.region_id = p.region_id and m.person_id = self and m.to_on is null and m.standing <> 'applicant'
    left join planned_branch b on b.region_id = p.region_id and b.planned_id = p.id and b.branch_id = m.branch_id
    left join sign_in i on i.region_id = p.region_id and i.planned_id = p.id and i.person_id = m.person_id
    left join lateral (
      select t.id, t.unit_id, s.stage_code, s.starts_on
      from participation t
      left join participation_stage s on s.region_id = t.region_id and s.participation_id = t.id and s.opened_at is not null and s.closed_at is null
      where t.region_id = p.region_id and t.unit_id in (m.unit_id, b.unit_id) and t.campaign_id = p.campaign_id and t.ended_at is null
      order by t.unit_id = m.unit_id desc limit 1) g on b.branch_id is not null
    where p.region_id in (select r.region_id from region r) and p.id = wanted;
end $$;
revoke execute on function study_signing_in(uuid) from public;
grant execute on function study_signing_in(uuid) to muster_app;

-- As before; and the units that ended in a week, or were there at its end: those that are there now, and those that ended later.
create or replace function rollup_standing_page(
  region int, tree text, node ltree, campaign uuid, stage text, wanted_item text, wanted_value text, batch uuid, after uuid, wanted int,
  out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  ended constant text[] := '{ended-ahead, ended-within, ended-past}';
  kept_items constant text[] := case wanted_item
    when 'within' then array['opened'] when 'past' then array['passed'] when 'ended' then ended when 'all' then array['stage'] || ended
    else array[wanted_item] end;
  here constant text := case
    when tree = 'place' then 's.path <@ $2'
    when wanted_value is null then 's.linked <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  valued constant text := case
    when wanted_value is null then ''
    when wanted_item in ('within', 'past') then 'and s.value <= $6 and not exists (select from rollup_standing l
      where l.region_id = s.region_id and l.participation_id = s.participation_id and l.stage_code = s.stage_code and l.value <= $6
        and l.item in (' || case wanted_item when 'within' then '''passed'', ''ended-within''' else '''ended-past''' end || '))'
    when wanted_item = 'all' then 'and (s.item = ''stage'' or s.value > $6)'
    else 'and s.value = $6' end;
  of_batch constant text := case when batch is null then '' else 'and exists (select from participation p
    where p.region_id = s.region_id and p.id = s.participation_id and p.batch_id = $8)' end;
  kept constant text := 'from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item ' || case cardinality(kept_items) when 1 then '= $5[1] ' else '= any ($5) ' end
    || valued || ' ' || of_batch || ' and (s.path <@ any ($7) or s.linked <@ any ($7)) and ' || here;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, stage, kept_items, wanted_value, scope, batch;
  if after is not null then
    select s.path into last_at from rollup_standing s
     where s.region_id = region and s.participation_id = after and s.stage_code = stage and s.item = any (kept_items)
       and (s.path <@ any (scope) or s.linked <@ any (scope));
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(participation_id order by path, participation_id), ''{}'') from (
             select s.participation_id, s.path ' || kept || ' and ($9 is null or (s.path, s.participation_id) > ($9, $10))
              order by s.path, s.participation_id limit $11) page'
    into page using region, node, campaign, stage, kept_items, wanted_value, scope, batch, last_at, after, wanted;
end $$;
