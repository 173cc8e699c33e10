-- What pages of a city ask of many rows, read once by whoever sees the node: row security compares each row with the scope, hides from the
-- planner how many there are, and no index helps. As in the pages of rosters and figures, what comes out are keys and numbers; the rows
-- themselves are read under row security.

-- The first units by place in the tree that do not meet a condition, for many conditions at once; the index has them in that order.
create index rollup_standing__lacking on rollup_standing (region_id, campaign_id, stage_code, item, path, participation_id)
  where value in ('not-met', 'waiting');
create function rollup_lacking(region int, tree text, node ltree, campaign uuid, stages text[], items text[], wanted int)
returns table (stage_code text, item text, unit_id uuid, path ltree)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree
    -- Nothing beneath a node sorts behind its label with another letter.
    when 'place' then 's.path >= $2 and s.path < ($2::text || ''0'')::ltree and s.path <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
begin
  return query execute 'select c.stage, c.item, s.unit_id, s.path
     from unnest($4, $5) c (stage, item)
     cross join lateral (
       select s.unit_id, s.path from rollup_standing s
        where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = c.stage and s.item = c.item and s.value in (''not-met'', ''waiting'')
          and (s.path <@ any ($6) or s.linked <@ any ($6)) and ' || here || '
        order by s.path, s.participation_id limit $7) s'
    using region, node, campaign, stages, items, scope, wanted;
end $$;
revoke execute on function rollup_lacking(int, text, ltree, uuid, text[], text[], int) from public;
grant execute on function rollup_lacking(int, text, ltree, uuid, text[], text[], int) to muster_app;

-- The latest activities at and beneath a node above the branch, after one of them.
create function study_activities_beneath(
  region int, tree text, node ltree, campaign uuid, from_at timestamptz, from_id uuid, wanted int
) returns setof uuid language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query execute format(
    'select a.id from activity a
      where a.region_id = $1 and a.campaign_id = $2 and a.%1$I <@ $3 and (a.path <@ any ($4) or a.party_path <@ any ($4))
        and ($5 is null or (a.starts_at, a.id) < ($5, $6))
      order by a.starts_at desc, a.id desc limit $7', case tree when 'place' then 'path' else 'party_path' end)
    using region, campaign, node, scope, from_at, from_id, wanted;
end $$;
revoke execute on function study_activities_beneath(int, text, ltree, uuid, timestamptz, uuid, int) from public;
grant execute on function study_activities_beneath(int, text, ltree, uuid, timestamptz, uuid, int) to muster_app;
