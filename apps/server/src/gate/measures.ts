import { createHash } from 'node:crypto';
import { judge, judgedMatter, type GateState, type Judgement, type PinnedCondition } from '@muster/core/gate';
import { canonicalJson } from '@muster/proof';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { countingAgainOf, openTransitions, stagesOf, unmendedOf, unreportedOf, type ToMend } from './queries.ts';

interface Row {
  readonly condition_code: string;
  readonly measure: string;
  readonly subject: string | null;
  readonly grain: 'member' | 'unit';
  readonly is_hard: boolean;
  readonly applies: boolean;
  readonly member_needs: number | null;
  readonly comparison: 'at-least' | 'below';
  readonly threshold_num: number | null;
  readonly threshold_den: number | null;
  readonly present_num: number | null;
  readonly present_den: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly let_off: number | null;
}

/** Every pinned condition of the open stage of each with its figure, worked out from the records now, in one query; by the participation's id. */
async function judgeNow(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, Judgement[]>> {
  const { rows } = await sql<Row & { readonly of: string }>`
    with open as materialized (${stagesOf(participations)}),
      alike as (select stage, array_agg(region) as regions, array_agg(id) as ids from open group by stage),
      figure as materialized (
        select m.* from alike a cross join lateral gate_measures(a.regions, a.ids, a.stage) m)
    select c.participation_id as of, c.condition_code, c.measure, c.subject, c.grain, c.is_hard, c.applies, c.member_needs, c.comparison,
      c.threshold_num, c.threshold_den, c.present_num, c.present_den, m.num, m.den, m.let_off
    from open o
    join stage_condition c on c.region_id = o.region and c.participation_id = o.id and c.stage_code = o.stage
    left join figure m on m.region_id = c.region_id and m.participation_id = c.participation_id
      and m.stage_code = c.stage_code and m.condition_code = c.condition_code
    order by c.participation_id, c.position ${kept}`.execute(tx);
  const byId = Map.groupBy(rows, ({ of }) => of);
  return new Map(
    [...byId].map(([id, own]) => [
      id,
      own.map((row) => judge(conditionOf(row), { num: row.num, den: row.den, letOff: row.let_off })),
    ]),
  );
}

function conditionOf(row: Row): PinnedCondition {
  return {
    code: row.condition_code,
    measure: row.measure,
    subject: row.subject,
    grain: row.grain,
    isHard: row.is_hard,
    applies: row.applies,
    memberNeeds: row.member_needs,
    comparison: row.comparison,
    threshold: shareOf(row.threshold_num, row.threshold_den),
    present: shareOf(row.present_num, row.present_den),
  };
}

interface GateNow extends GateState {
  readonly matter: ReturnType<typeof judgedMatter> | null;
  readonly toReport: { assessmentId: string; attempt: number }[];
  readonly unmended: ToMend[];
}

const shareOf = (num: number | null, den: number | null) => (num === null || den === null ? null : { num, den });

/** The whole state that the rules of the gate decide by. */
export async function gateState(tx: ReadTx, participation: Participation): Promise<GateNow> {
  return (await gateStates(tx, [participation])).get(participation.id) ?? noStage;
}

export const noStage: GateNow = {
  stage: null,
  judgements: [],
  judgedHash: '',
  open: null,
  matter: null,
  unreported: 0,
  countingAgain: null,
  toReport: [],
  unmended: [],
};

/** Of each that has an open stage, by the participation's id; as many queries for one as for hundreds. */
export async function gateStates(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, GateNow>> {
  const inStage = participations.flatMap(({ id, openStage }) => (openStage === null ? [] : { id, stage: openStage }));
  if (inStage.length === 0) return new Map();
  const judged = await judgeNow(tx, participations);
  const under = await openTransitions(tx, participations);
  const unreported = await unreportedOf(tx, participations);
  const counting = await countingAgainOf(tx, participations);
  const toMend = await unmendedOf(tx, participations);
  return new Map(
    inStage.map(({ id, stage }) => {
      const judgements = judged.get(id) ?? [];
      const matter = judgedMatter(stage.code, stage.earliestOn, judgements);
      const toReport = unreported.get(id) ?? [];
      const open = under.get(id) ?? null;
      const judgedHash = hashOf(matter);
      const unmended = toMend.get(id) ?? [];
      const countingAgain = counting.get(id) ?? null;
      const left = { toReport, unreported: toReport.length, countingAgain, unmended };
      return [id, { stage, judgements, matter, judgedHash, open, ...left }];
    }),
  );
}

function hashOf(matter: ReturnType<typeof judgedMatter>): string {
  return createHash('sha256').update(canonicalJson(matter)).digest('hex');
}
