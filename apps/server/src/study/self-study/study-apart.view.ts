import type { RouteAnswer } from '@muster/contract';
import type { readStudyApart } from '@muster/contract/study';
import { mostMinutesADay } from '@muster/core/study';
import { sql } from 'kysely';
import { makeUpsOfPerson } from '../make-up/make-ups.view.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';

type Answer = RouteAnswer<typeof readStudyApart>;
type Entry = Answer['log'][number];

export async function studyApartOf(
  tx: ReadTx,
  person: { readonly regionId: number; readonly id: string },
  mayLog: boolean,
  context: Pick<Context, 'actor' | 'platform'>,
): Promise<Answer> {
  const { rows } = await sql<Omit<Entry, 'at'> & { readonly at: Date }>`
    select id, studied_on as "on", minutes, subject, stage_code as "stageCode", is_late as "isLate", recorded_by_name as by,
      recorded_by <> person_id as "isByAnother", recorded_at as at,
      case when voided_at is not null then json_build_object('by', voided_by_name, 'reason', void_reason) end as voided
    from self_study where region_id = ${person.regionId} and person_id = ${person.id}::uuid
    order by studied_on desc, id desc limit 200`.execute(tx);
  return {
    makeUps: [...(await makeUpsOfPerson(tx, person, context))],
    log: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    mayLog,
    mostMinutesADay,
  };
}
