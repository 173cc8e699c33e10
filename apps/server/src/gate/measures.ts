import { createHash } from 'node:crypto';
import { judge, judgedMatter, type GateState, type Judgement, type PinnedCondition } from '@muster/core/gate';
import { canonicalJson } from '@muster/proof';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { openTransition, unreportedOf } from './queries.ts';

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
  readonly num: number | null;
  readonly den: number | null;
}

/** Every pinned condition of a stage with its figure, worked out from the records now, in one query. */
async function judgeNow(
  tx: ReadTx,
  participation: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<Judgement[]> {
  const { rows } = await sql<Row>`
    select c.condition_code, c.measure, c.subject, c.grain, c.is_hard, c.applies, c.member_needs, c.comparison, c.threshold_num, c.threshold_den, m.num, m.den
    from stage_condition c
    left join gate_measures(array[${participation.regionId}::int], array[${participation.id}::uuid], ${stageCode}) m
      on m.condition_code = c.condition_code
    where c.region_id = ${participation.regionId} and c.participation_id = ${participation.id} and c.stage_code = ${stageCode}
    order by c.position`.execute(tx);
  return rows.map((row) => judge(conditionOf(row), { num: row.num, den: row.den }));
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
    threshold:
      row.threshold_num === null || row.threshold_den === null
        ? null
        : { num: row.threshold_num, den: row.threshold_den },
  };
}

interface GateNow extends GateState {
  readonly matter: ReturnType<typeof judgedMatter> | null;
  readonly toReport: { assessmentId: string; attempt: number }[];
}

/** The whole state that the rules of the gate decide by. */
export async function gateState(tx: ReadTx, participation: Participation): Promise<GateNow> {
  const stage = participation.openStage;
  if (stage === null)
    return { stage: null, judgements: [], judgedHash: '', open: null, matter: null, unreported: 0, toReport: [] };
  const judgements = await judgeNow(tx, participation, stage.code);
  const matter = judgedMatter(stage.code, stage.earliestOn, judgements);
  const open = await openTransition(tx, participation, stage.code);
  const toReport = await unreportedOf(tx, participation, stage.code);
  return { stage, judgements, matter, judgedHash: hashOf(matter), open, toReport, unreported: toReport.length };
}

function hashOf(matter: ReturnType<typeof judgedMatter>): string {
  return createHash('sha256').update(canonicalJson(matter)).digest('hex');
}
