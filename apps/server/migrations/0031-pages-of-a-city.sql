-- Row security compares every row with the scope, which it reads anew for each, and no index helps: the operators of paths are not
-- leakproof. Over a city's roster that is half a second a page. Here the scope is read once and the index finds where a page begins. What
-- comes out are keys and their number; the rows themselves are read under row security.
create index membership__in_tree on membership (region_id, path) where to_on is null;
create index membership__in_party on membership (region_id, party_path) where to_on is null;

-- Present members at and beneath a node, by tree and name: the keys of one page after a membership, and how many there are of the kind.
create function roster_page(
  region int, tree text, node ltree, wanted_category text, wanted_standing text, after uuid, wanted int, out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
  kept constant text := format(
    'from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      where m.region_id = $1 and m.to_on is null and m.%1$I <@ $2 and (m.path <@ any ($3) or m.party_path <@ any ($3))
        and ($4 is null or $4 = any (p.categories)) and ($5 is null or m.standing = $5)', own);
  last_at ltree;
  last_name text;
begin
  if wanted_category is null then
    execute format(
      'select count(*) from membership m
        where m.region_id = $1 and m.to_on is null and m.%1$I <@ $2 and (m.path <@ any ($3) or m.party_path <@ any ($3))
          and ($4 is null or m.standing = $4)', own) into total using region, node, scope, wanted_standing;
  else
    execute 'select count(*) ' || kept into total using region, node, scope, wanted_category, wanted_standing;
  end if;
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
       select m.id, m.%1$I as at, p.name %2$s and m.%1$I >= $6 and ($7 is null or (m.%1$I, p.name, m.id) > ($6, $7, $8))
        order by m.%1$I, p.name, m.id limit $9) page', own, kept)
    into page using region, node, scope, wanted_category, wanted_standing, coalesce(last_at, node), last_name, after, wanted;
end $$;
revoke execute on function roster_page(int, text, ltree, text, text, uuid, int) from public;
grant execute on function roster_page(int, text, ltree, text, text, uuid, int) to muster_app;
