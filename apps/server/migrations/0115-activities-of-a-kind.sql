-- Of all that a county held one looks for its mobilisation: the list of activities can be narrowed to a kind, with the kinds that count as it.

drop function study_activities_page(int, text, ltree, text, uuid, boolean, uuid, text, timestamptz, uuid, int);

-- The latest at and beneath a node after one of them: those that count there, those of its branches that count elsewhere (at units and
-- branches alone: above them somebody's elsewhere is beneath), the void ones, or where nothing is wanted all that stand; and how many
-- there are of each; of some kinds alone, where any are named. Everywhere: what counts elsewhere is looked for in every region.
create function study_activities_page(
  region int, tree text, node ltree, node_kind text, node_id uuid, everywhere boolean, campaign uuid, wanted_which text, kinds text[],
  from_at timestamptz, from_id uuid, wanted int, out page uuid[], out held bigint, out elsewhere bigint, out voided bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when everywhere then (select array_agg(r.region_id) from region r) else array[region] end;
  zone constant text := (select time_zone from instance);
  sees constant text := '(s.path <@ any ($5) or s.party_path <@ any ($5) or s.party_path @> any ($6)
    or exists (select from attendance t where t.region_id = s.region_id and t.sheet_id = s.id and t.path <@ any ($5)))';
  own constant text := case node_kind when 'unit' then 'a.host_unit_id = $4' when 'branch' then 'a.host_branch_id = $4' else 'true' end;
  here constant text := format('select a.starts_at, a.id from activity a
    where a.region_id = $1 and a.campaign_id = $2 and a.%1$I <@ $3 and %2$s and ($9 is null or a.kind = any ($9))
      and (a.path <@ any ($5) or a.party_path <@ any ($5) or exists (
        select from sheet s where s.region_id = a.region_id and s.activity_id = a.id and %3$s))',
    case tree when 'place' then 'path' else 'party_path' end, own, sees);
  there constant text := case node_kind
    when 'unit' then format('select distinct a.starts_at, a.id from branch_serves_unit b
      join sheet s on s.region_id = b.region_id and s.branch_id = b.branch_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where b.region_id = any ($7) and b.unit_id = $4 and a.campaign_id = $2 and not (a.region_id = $1 and %1$s)
        and ($9 is null or a.kind = any ($9)) and (a.starts_at at time zone $8)::date between b.from_on and coalesce(b.to_on, ''infinity'') and %2$s', own, sees)
    when 'branch' then format('select distinct a.starts_at, a.id from sheet s
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where s.region_id = any ($7) and s.branch_id = $4 and a.campaign_id = $2 and not (a.region_id = $1 and %1$s)
        and ($9 is null or a.kind = any ($9)) and %2$s', own, sees)
    else 'select null::timestamptz, null::uuid where $7 is null and $8 is null and $9 is null' end;
  stands constant text := ' and a.voided_at is null';
  void constant text := ' and a.voided_at is not null';
  listed constant text := case wanted_which
    when 'held' then here || stands
    when 'elsewhere' then there || case when node_kind in ('unit', 'branch') then stands else '' end
    when 'voided' then here || void || case when node_kind in ('unit', 'branch') then ' union all ' || there || void else '' end
    else here || stands || case when node_kind in ('unit', 'branch') then ' union all ' || there || stands else '' end end;
begin
  if node <@ any (scope) and kinds is null then
    held :=
      (select coalesce(sum(c.amount), 0) from rollup_counter c
        where c.region_id = region and c.path = node and c.campaign_id = campaign and c.measure = 'activities')
      + (select coalesce(sum(d.amount), 0) from rollup_delta d
          where d.region_id = region and d.campaign_id = campaign and d.measure = 'activities'
            and case tree when 'place' then d.path else d.party_path end <@ node);
  else
    execute 'select count(*) from (' || here || stands || ') each' into held
      using region, campaign, node, node_id, scope, home, regions, zone, kinds;
  end if;
  elsewhere := 0;
  execute 'select count(*) from (' || here || void || ') each' into voided using region, campaign, node, node_id, scope, home, regions, zone, kinds;
  if node_kind in ('unit', 'branch') then
    execute 'select count(*) from (' || there || stands || ') each' into elsewhere
      using region, campaign, node, node_id, scope, home, regions, zone, kinds;
    execute 'select $10 + count(*) from (' || there || void || ') each' into voided
      using region, campaign, node, node_id, scope, home, regions, zone, kinds, voided;
  end if;
  execute 'select coalesce(array_agg(id order by starts_at desc, id desc), ''{}'') from (
      select starts_at, id from (' || listed || ') each (starts_at, id) where $10 is null or (starts_at, id) < ($10, $11)
      order by starts_at desc, id desc limit $12) page'
    into page using region, campaign, node, node_id, scope, home, regions, zone, kinds, from_at, from_id, wanted;
end $$;
revoke execute on function study_activities_page(int, text, ltree, text, uuid, boolean, uuid, text, text[], timestamptz, uuid, int) from public;
grant execute on function study_activities_page(int, text, ltree, text, uuid, boolean, uuid, text, text[], timestamptz, uuid, int) to muster_app;
