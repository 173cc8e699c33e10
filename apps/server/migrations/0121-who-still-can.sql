-- Whoever's unit has left a stage, or whose campaign is closed, ticks nothing in it any more and speaks at no meeting of it: such members
-- are lacking nothing that they could still do, and are told apart from those who can.

-- As before; a stage is open in a campaign that runs.
create or replace function study_stages_beneath(region int, node ltree, campaign uuid)
returns table (stage_code text, documents text[], starts_on date, ends_on date)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select s.stage_code, s.documents, min(s.starts_on) filter (where s.closed_at is null and c.closed_on is null),
      min(s.ends_on) filter (where s.closed_at is null and c.closed_on is null)
    from participation p
    join campaign c on c.id = p.campaign_id
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null
    where p.region_id = region and p.campaign_id = campaign and p.ended_at is null
      and (p.path <@ node or p.linked <@ node) and (p.path <@ any (scope) or p.linked <@ any (scope))
    group by s.stage_code, s.documents;
end $$;

-- As before; of the units in which the stage is open, of those that have left it, or of all, as each entry of `asked` says.
create or replace function study_unread_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out unread int[], out required int[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
begin
  execute format('
    with reads as materialized (
      select p.unit_id, w.pieces
        from participation p
        join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
        join campaign c on c.id = p.campaign_id
        join jsonb_to_recordset($5) as a (documents text[], is_open boolean, pieces jsonb) on a.documents = s.documents
          and (a.is_open is null or a.is_open = (s.closed_at is null and c.closed_on is null))
        cross join lateral (select array_agg(x.piece) as pieces from jsonb_to_recordset(a.pieces) as x (piece text, not_for text[])
                             where p.track <> all (x.not_for)) w
       where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)
         and w.pieces is not null
    ), due as materialized (
      select m.id, m.person_id, m.%1$I as at, p.name, u.pieces
      from reads u
      join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
        and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
      join person p on p.region_id = m.region_id and p.id = m.person_id
    ), together as materialized (
      select s.id as sheet_id, t.piece
      from activity_reading t
      join activity v on v.region_id = t.region_id and v.id = t.activity_id and v.voided_at is null and v.campaign_id = $3 and v.stage_code = $4
      join sheet s on s.region_id = t.region_id and s.activity_id = t.activity_id and s.superseded_at is null
      where t.region_id = $1 and t.voided_at is null
    ), done as materialized (
      select d.id, r.piece from due d
      join reading r on r.region_id = $1 and r.person_id = d.person_id and r.campaign_id = $3 and r.stage_code = $4 and r.voided_at is null
      where r.piece = any (d.pieces)
      union
      select d.id, t.piece from due d
      join attendance a on a.region_id = $1 and a.person_id = d.person_id and a.campaign_id = $3 and a.stage_code = $4
        and a.presence = ''present'' and a.voided_at is null
      join together t on t.sheet_id = a.sheet_id
      where t.piece = any (d.pieces)
    ), counted as materialized (
      select d.id, d.at, d.name, cardinality(d.pieces) as required, cardinality(d.pieces) - coalesce(f.read, 0) as unread
      from due d left join (select id, count(*)::int as read from done group by id) f on f.id = d.id
    ), listed as (
      select * from counted
      where unread > 0 and ($7 is null or (at, name, id) > (select c.at, c.name, c.id from counted c where c.id = $7))
      order by at, name, id limit $8
    )
    select coalesce(array_agg(l.id order by l.at, l.name, l.id), ''{}''), coalesce(array_agg(l.unread order by l.at, l.name, l.id), ''{}''),
      coalesce(array_agg(l.required order by l.at, l.name, l.id), ''{}''),
      (select count(*) from counted where unread > 0), (select count(*) from counted)
    from listed l', own)
    into page, unread, required, total, all_asked using region, node, campaign, stage, asked, scope, after, wanted;
end $$;

-- As before, and so here.
create or replace function study_unspoken_page(
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
            join campaign c on c.id = p.campaign_id
            join jsonb_to_recordset($5) as a (documents text[], is_open boolean, not_for text[], exempt text[], kinds text[], own_script boolean)
              on a.documents = s.documents and p.track <> all (a.not_for)
              and (a.is_open is null or a.is_open = (s.closed_at is null and c.closed_on is null))
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
