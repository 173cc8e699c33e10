-- As before, with as little left to guesses of the planner as can be: which units are asked, and on which sheets something was read
-- together, is found first. A database that nobody has counted yet took seconds for some hundred members.
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
        join jsonb_to_recordset($5) as a (documents text[], pieces jsonb) on a.documents = s.documents
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
