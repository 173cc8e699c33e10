-- Once branches say of every meeting what was read there, nearly everybody has read nearly everything, and the figure of who has not was put
-- together from a row for each piece that each person heard at each meeting: seconds in a city. Now each meeting is looked at once, and what
-- somebody has read is a bit a piece.

-- As before.
create or replace function study_unread_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out unread int[], out required int[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
  -- Each piece has its bit.
  known constant text[] := (select array_agg(distinct x.piece) from jsonb_to_recordset(asked) as a (pieces jsonb)
    cross join lateral jsonb_to_recordset(a.pieces) as x (piece text));
  nothing constant bit varying := repeat('0', coalesce(cardinality(known), 0));
begin
  execute format('
    with bits as materialized (
      select k.piece, set_bit($10, k.position::int - 1, 1) as bit from unnest($9) with ordinality as k (piece, position)
    ), reads as materialized (
      select p.unit_id, w.pieces
        from participation p
        join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
        join campaign c on c.id = p.campaign_id
        join jsonb_to_recordset($5) as a (documents text[], is_open boolean, pieces jsonb) on a.documents = s.documents
          and (a.is_open is null or a.is_open = (s.closed_at is null and c.closed_on is null))
        cross join lateral (select bit_or(b.bit) as pieces from jsonb_to_recordset(a.pieces) as x (piece text, not_for text[])
                             join bits b on b.piece = x.piece where p.track <> all (x.not_for)) w
       where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)
         and w.pieces is not null
    ), due as materialized (
      select m.id, m.person_id, m.%1$I as at, p.name, u.pieces
      from reads u
      join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
        and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
      join person p on p.region_id = m.region_id and p.id = m.person_id
    ), met as materialized (
      select a.sheet_id, array_agg(d.id) as there
      from due d
      join attendance a on a.region_id = $1 and a.person_id = d.person_id and a.campaign_id = $3 and a.stage_code = $4
        and a.presence = ''present'' and a.voided_at is null
      group by a.sheet_id
    ), done as materialized (
      select e.id, bit_or(e.pieces) as pieces from (
        select d.id, b.bit as pieces from due d
        join reading r on r.region_id = $1 and r.person_id = d.person_id and r.campaign_id = $3 and r.stage_code = $4 and r.voided_at is null
        join bits b on b.piece = r.piece
        union all
        select h.id, t.pieces from met
        cross join lateral (
          select bit_or(b.bit) as pieces from sheet s
          join activity v on v.region_id = s.region_id and v.id = s.activity_id and v.voided_at is null and v.campaign_id = $3
          join activity_reading t on t.region_id = v.region_id and t.activity_id = v.id and t.voided_at is null
          join bits b on b.piece = t.piece
          where s.region_id = $1 and s.id = met.sheet_id and s.superseded_at is null) t
        cross join lateral unnest(met.there) h (id)
        where t.pieces is not null) e
      group by e.id
    ), counted as materialized (
      select d.id, d.at, d.name, bit_count(d.pieces)::int as required, bit_count(d.pieces & ~coalesce(f.pieces, $10))::int as unread
      from due d left join done f on f.id = d.id
    ), listed as (
      select * from counted
      where unread > 0 and ($7 is null or (at, name, id) > (select c.at, c.name, c.id from counted c where c.id = $7))
      order by at, name, id limit $8
    )
    select coalesce(array_agg(l.id order by l.at, l.name, l.id), ''{}''), coalesce(array_agg(l.unread order by l.at, l.name, l.id), ''{}''),
      coalesce(array_agg(l.required order by l.at, l.name, l.id), ''{}''),
      (select count(*) from counted where unread > 0), (select count(*) from counted)
    from listed l', own)
    into page, unread, required, total, all_asked using region, node, campaign, stage, asked, scope, after, wanted, known, nothing;
end $$;
