import { sql } from 'kysely';

/** What is asked, what of it is not done, and what was let off, by kind and by the day on which it is due; where a part ended what was settled. */
export const countedOwed = sql`
    select o.region_id, o.participation_id, o.stage_code, w.what || o.kind || ':' || o.due_on, w.state, count(*), null, count(*)::int
      from obligation o
      left join (
        select region_id, obligation_id from obligation_exemption where voided_at is null
        except select region_id, obligation_id from obligation_discharge where voided_at is null) let
        on let.region_id = o.region_id and let.obligation_id = o.id
      left join (
        select region_id, obligation_id from obligation_discharge where voided_at is null
        union
        select region_id, obligation_id from (
          select distinct on (d.region_id, d.obligation_id) d.region_id, d.obligation_id, c.deliverable_id from deliverable d
            left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
            order by d.region_id, d.obligation_id, d.version desc) last where deliverable_id is null
        union
        select b.region_id, b.id from (
          select distinct on (a.region_id, a.order_id) a.region_id, a.order_id, v.answer_id from order_answer a
            left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id
            order by a.region_id, a.order_id, a.version desc) last
          join obligation b on b.region_id = last.region_id and b.origin_kind = 'order' and b.origin_id = last.order_id
          where last.answer_id is null) done
        on done.region_id = o.region_id and done.obligation_id = o.id
      cross join (values ('asked:', 'all'), ('owed:', 'open'), ('exempt:', 'all')) w (what, state)
      join participation p on p.region_id = o.region_id and p.id = o.participation_id
      left join (select distinct region_id, obligation_id from obligation_discharge where voided_at is null) settled
        on settled.region_id = o.region_id and settled.obligation_id = o.id
      where o.cancelled_at is null and (p.ended_at is null or settled.obligation_id is not null or let.obligation_id is not null) and (let.obligation_id is not null) = (w.what = 'exempt:') and (w.what <> 'owed:' or done.obligation_id is null)
      group by 1, 2, 3, 4, 5`;
