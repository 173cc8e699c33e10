-- As before, and without a value: whoever has any verdict on a condition, which are all units with a part in the node. Where a value is
-- asked for, a unit is counted at the node that holds all its branches, as its figure counts it.
create or replace function rollup_standing_page(
  region int, tree text, node ltree, campaign uuid, stage text, wanted_item text, wanted_value text, after uuid, wanted int,
  out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case
    when tree = 'place' then 's.path <@ $2'
    when wanted_value is null then 's.linked <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  valued constant text := case when wanted_value is null then '' else 'and s.value = $6' end;
  kept constant text := 'from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item = $5 ' || valued || '
      and (s.path <@ any ($7) or s.linked <@ any ($7)) and ' || here;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, stage, wanted_item, wanted_value, scope;
  if after is not null then
    select s.path into last_at from rollup_standing s
     where s.region_id = region and s.participation_id = after and s.stage_code = stage and s.item = wanted_item
       and (s.path <@ any (scope) or s.linked <@ any (scope));
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(participation_id order by path, participation_id), ''{}'') from (
             select s.participation_id, s.path ' || kept || ' and ($8 is null or (s.path, s.participation_id) > ($8, $9))
              order by s.path, s.participation_id limit $10) page'
    into page using region, node, campaign, stage, wanted_item, wanted_value, scope, last_at, after, wanted;
end $$;
