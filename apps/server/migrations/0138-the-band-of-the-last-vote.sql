-- A unit that voted in two stages stood in two bands, and counted in both. It stands in that of its last vote that had an outcome, under the
-- stage of that vote; so the list behind a band may be asked for without a stage, and is then as long as the figure.

-- As before; and without a stage those of all. It is asked for bands alone, of which a unit has one.
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
  of_stage constant text := case when stage is null then '' else 'and s.stage_code = $4' end;
  kept constant text := 'from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 ' || of_stage || ' and s.item ' || case cardinality(kept_items) when 1 then '= $5[1] ' else '= any ($5) ' end
    || valued || ' ' || of_batch || ' and (s.path <@ any ($7) or s.linked <@ any ($7)) and ' || here;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, stage, kept_items, wanted_value, scope, batch;
  if after is not null then
    select s.path into last_at from rollup_standing s
     where s.region_id = region and s.participation_id = after and s.stage_code = coalesce(stage, s.stage_code) and s.item = any (kept_items)
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

create index rollup_standing__band on rollup_standing (region_id, campaign_id, value, path, participation_id) where item = 'band';

insert into rollup_dirty (region_id, participation_id, path, linked)
select p.region_id, p.id, p.path, p.linked from participation p
  join assessment a on a.region_id = p.region_id and a.participation_id = p.id
 group by p.region_id, p.id, p.path, p.linked having count(distinct a.stage_code) > 1
on conflict (region_id, participation_id) do nothing;
