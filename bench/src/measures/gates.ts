import { connect, type City } from '../city.ts';
import { ms, once, quantile, seconds, type Figure } from '../figure.ts';

const asked = 50;

/** P4: the gate of one unit, over HTTP; what every unit of the open stages has, worked out from the records. */
export async function gates({ database, folder, office }: City): Promise<Figure[]> {
  const { rows: units } = await database.query<{ id: string }>(
    `select p.unit_id as id from participation p join participation_stage s
       on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
     where p.ended_at is null order by md5(p.id::text) limit ${asked}`,
  );
  const taken: number[] = [];
  for (const { id } of units) taken.push(await once(() => office.get(`/api/units/${id}/gate`)));
  const p95 = quantile(taken, 0.95);
  const conditions = await everyStanding(folder);
  return [
    {
      id: 'P4',
      what: `gate of one unit from its records, ${units.length} units: p95; the middle one`,
      ours: `${ms(p95)}; ${ms(quantile(taken, 0.5))}`,
      beside: '–',
      wanted: 'at most 50 ms',
      holds: p95 <= 50,
    },
    {
      id: 'P4',
      what: `all standings of the open stages, ${conditions.rows} conditions`,
      ours: seconds(conditions.taken),
      beside: '–',
      wanted: 'at most 2 s',
      holds: conditions.taken <= 2000,
    },
  ];
}

/** As the worker, which counts them: in one transaction that sees everything. */
async function everyStanding(folder: string): Promise<{ rows: number; taken: number }> {
  const worker = await connect(folder, 'worker');
  try {
    await worker.query('begin read only');
    await worker.query(`select muster_scope(array['*'], null)`);
    let rows = 0;
    const taken = await once(async () => {
      const { rows: counted } = await worker.query<{ count: number }>(
        `select count(m.condition_code)::int as count
         from (select s.stage_code, array_agg(s.region_id) as regions, array_agg(s.participation_id) as ids
                 from participation_stage s join participation p on p.region_id = s.region_id and p.id = s.participation_id
                where s.opened_at is not null and s.closed_at is null and p.ended_at is null group by s.stage_code) open
         cross join lateral gate_measures(open.regions, open.ids, open.stage_code) m`,
      );
      rows = counted[0]?.count ?? 0;
    });
    return { rows, taken };
  } finally {
    await worker.end();
  }
}
