-- Every member speaks of what he or she has learnt. Nobody is written down as owing it: who has not spoken is worked out from the roster and
-- from who spoke, so that a member who comes, goes, or is named later changes the list and no row of it.

-- The documents by which units beneath a node were opened a stage, each set once; as far as one sees the units.
create function study_stages_opened(region int, node ltree, campaign uuid)
returns table (stage_code text, documents text[])
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select distinct s.stage_code, s.documents
    from participation p
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null
    where p.region_id = region and p.campaign_id = campaign and p.ended_at is null
      and (p.path <@ node or p.linked <@ node) and (p.path <@ any (scope) or p.linked <@ any (scope));
end $$;
revoke execute on function study_stages_opened(int, ltree, uuid) from public;
grant execute on function study_stages_opened(int, ltree, uuid) to muster_app;

-- Members beneath a node whose unit has opened a stage under documents that ask a lecture of every member, and who have given none in it; by
-- tree and name, with how many are asked at all. `asked` has an entry for each set of documents: on which tracks it is not asked, of which
-- categories it is not, at which kinds it may be given, and whether a script of one's own belongs to it. As far as one sees the members.
create function study_unspoken_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  regions constant int[] := (select array_agg(r.region_id) from region r);
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
  due constant text := format('
    from (select p.unit_id, a.exempt, a.kinds, a.own_script
            from participation p
            join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
            join jsonb_to_recordset($5) as a (documents text[], not_for text[], exempt text[], kinds text[], own_script boolean)
              on a.documents = s.documents and p.track <> all (a.not_for)
           where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)) u
    join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
      and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
    join person p on p.region_id = m.region_id and p.id = m.person_id and not p.categories && u.exempt ', own);
  -- Wherever that was: who came from another region has spoken there.
  unspoken constant text := ' where not exists (
    select from lecture l
    join activity v on v.region_id = l.region_id and v.id = l.activity_id and v.voided_at is null and v.campaign_id = $3 and v.stage_code = $4
    where l.region_id = any ($7) and l.lecturer_id = m.person_id and l.capacity = ''member'' and l.withdrawn_at is null and v.kind = any (u.kinds)
      and (not u.own_script or exists (select from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id and t.is_own))) ';
  last_at ltree;
  last_name text;
begin
  execute 'select count(*)' || due into all_asked using region, node, campaign, stage, asked, scope;
  execute 'select count(*)' || due || unspoken into total using region, node, campaign, stage, asked, scope, regions;
  if after is not null then
    execute format('select m.%I, p.name from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
                     where m.region_id = $1 and m.id = $2 and (m.path <@ any ($3) or m.party_path <@ any ($3))', own)
      into last_at, last_name using region, after, scope;
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute format(
    'select coalesce(array_agg(id order by at, name, id), ''{}'') from (
       select m.id, m.%1$I as at, p.name %2$s and m.%1$I >= $8 and ($9 is null or (m.%1$I, p.name, m.id) > ($8, $9, $10))
        order by m.%1$I, p.name, m.id limit $11) page', own, due || unspoken)
    into page using region, node, campaign, stage, asked, scope, regions, coalesce(last_at, node), last_name, after, wanted;
end $$;
revoke execute on function study_unspoken_page(int, text, ltree, uuid, text, jsonb, uuid, int) from public;
grant execute on function study_unspoken_page(int, text, ltree, uuid, text, jsonb, uuid, int) to muster_app;

-- Who holds an office over those who meet: the heads of the units, and the leaders above the branch. For whoever sees the branch.
create function study_offices_over(branches uuid[], units uuid[])
returns table (branch_id uuid, person_id uuid, name text, office text)
language sql security definer set search_path = public stable as $$
  with met as (
    select distinct b.region_id, b.id, b.path as party_path, u.id as unit, u.path
    from unnest(branches, units) as w (branch, unit)
    join organisation b on b.id = w.branch and b.region_id in (select r.region_id from region r) and b.moved_to is null
      and (b.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or b.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))
    join organisation u on u.region_id = b.region_id and u.id = w.unit
  ), leaders as materialized (
    select a.person_id, a.path from appointment a where a.role = 'leader' and a.to_on is null
  ), over as (
    select m.id, a.person_id, 'head' as office from met m
      join appointment a on a.region_id = m.region_id and a.organisation_id = m.unit and a.role = 'head' and a.to_on is null
    union
    select m.id, l.person_id, 'leader' from met m join leaders l on l.path @> m.path or l.path @> m.party_path)
  select o.id, p.id, p.name, o.office from over o
  join person p on p.region_id in (select r.region_id from region r) and p.id = o.person_id
$$;
revoke execute on function study_offices_over(uuid[], uuid[]) from public;
grant execute on function study_offices_over(uuid[], uuid[]) to muster_app;
