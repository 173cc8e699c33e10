import { hourBandOf, hourBands } from '@muster/core/study';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { Standing, StandingKey } from './standing.ts';

/** How many members of a unit are how far with the hours that a stage asks of each, of every stage that asks for any; of one that is closed, whom it counted. */
export async function hourStandings(tx: Tx, regions: readonly number[], ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<StandingKey & { asked: number; minutes: number; members: number }>`
    select p.region_id, p.id as participation_id, p.campaign_id, p.unit_id, h.stage_code, p.path, p.linked::text[] as linked,
      h.asked, h.minutes, h.members
    from study_hours(${[...regions]}::int[], ${[...ids]}::uuid[]) h
    join participation p on p.region_id = h.region_id and p.id = h.participation_id`.execute(tx);
  const units = Map.groupBy(rows, (row) => `${row.participation_id} ${row.stage_code}`);
  return [...units.values()].flatMap((ofUnit) => {
    const [first] = ofUnit;
    if (first === undefined) return [];
    const { asked: _asked, minutes: _minutes, members: _members, ...key } = first;
    return hourBands.flatMap((band) => {
      const num = ofUnit
        .filter(({ minutes, asked }) => hourBandOf(minutes, asked) === band)
        .reduce((sum, { members }) => sum + members, 0);
      return num === 0 ? [] : [{ ...key, item: `hours:${band}`, value: 'members', num, den: null }];
    });
  });
}
