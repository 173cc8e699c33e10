-- Counters hold the path of one tree alone, and row security compares that one: whoever sees a unit by its branch, or a branch by its
-- unit, read nothing but noughts there. A figure belongs to the node and is the same for everybody who may see the node, by whichever
-- tree; lists of people stay as long as what each may see.

create function rollup_figures(region int, wanted uuid) returns table (campaign_id uuid, stage_code text, measure text, amount bigint)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select c.campaign_id, c.stage_code, c.measure, c.amount
    from organisation o join rollup_counter c on c.region_id = o.region_id and c.path = o.path
    where o.region_id = region and o.id = wanted and (o.path <@ any (scope) or o.linked <@ any (scope));
end $$;
grant execute on function rollup_figures(int, uuid) to muster_app;
