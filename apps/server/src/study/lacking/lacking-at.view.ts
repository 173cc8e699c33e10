import type { RouteAnswer } from '@muster/contract';
import type { readLackingAt } from '@muster/contract/study';
import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { idAtHand } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { Asking } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { dueIn, lectureRule, lecturesAsked, openedBeneath, type Opened } from './asked-beneath.ts';
import { readingRule } from './unread.view.ts';

type Answer = RouteAnswer<typeof readLackingAt>;

interface Counted {
  readonly place: number;
  readonly count: number;
  readonly asked: number;
}

/** In stages that are open somewhere there: how many of the units in them have not spoken, and not read. As many as the two lists of names have. */
export async function lackingAt(tx: ReadTx, node: Node, asking: Asking): Promise<Answer> {
  const campaignId = await idAtHand(tx, node, asking);
  const opened = campaignId === null ? [] : await openedBeneath(tx, node, campaignId);
  const open = new Set(opened.flatMap(({ stage, span }) => (span === null ? [] : [stage.code])));
  const those = opened.filter(({ stage }) => open.has(stage.code));
  const lectures = [...Map.groupBy(lecturesAsked(those), ({ stage, duty }) => `${stage.code} ${duty.code}`).values()];
  const stages = [...Map.groupBy(those, ({ stage }) => stage.code).values()].filter(asksForReading);
  const here = sql`${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid`;
  const asked = (rules: readonly (readonly [string, readonly object[]])[]) =>
    sql`jsonb_to_recordset(${JSON.stringify(rules.map(([stage, rule], place) => ({ place, stage, rule })))}::jsonb)
      as d (place int, stage text, rule jsonb)`;
  const unspoken = await sql<Counted>`
    select d.place, f.total as count, f.all_asked as asked
    from ${asked(lectures.map((each) => [each[0]?.stage.code ?? '', each.map((one) => lectureRule(one, true))]))}
    cross join lateral study_unspoken_page(${here}, d.stage, d.rule, null, 1) f`.execute(tx);
  const unread = await sql<Counted>`
    select d.place, f.total as count, f.all_asked as asked
    from ${asked(stages.map((each) => [each[0]?.stage.code ?? '', each.map((one) => readingRule(one, true))]))}
    cross join lateral study_unread_page(${here}, d.stage, d.rule, null, 1) f`.execute(tx);
  return {
    unspoken: lectures.flatMap((each, place) => {
      const [first] = each;
      const due = earliest(each.flatMap(({ span, duty }) => (span === null ? [] : [dueIn(span, duty)])));
      const row = unspoken.rows.find((counted) => counted.place === place);
      if (first === undefined || due === null || row === undefined) return [];
      const { code, title } = first.duty;
      return [{ stage: first.stage.code, code, title: { ...title }, dueOn: due, count: row.count, asked: row.asked }];
    }),
    unread: stages.flatMap((each, place) => {
      const due = earliest(each.flatMap(({ span }) => (span === null ? [] : [span.endsOn])));
      const row = unread.rows.find((counted) => counted.place === place);
      if (due === null || row === undefined) return [];
      return [{ stage: each[0]?.stage.code ?? '', dueOn: due, count: row.count, asked: row.asked }];
    }),
  };
}

const asksForReading = (each: readonly Opened[]): boolean => each.some(({ stage }) => stage.readings.length > 0);

function earliest(days: readonly CivilDate[]): CivilDate | null {
  return days.toSorted()[0] ?? null;
}
