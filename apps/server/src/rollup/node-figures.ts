import type { RouteAnswer } from '@muster/contract';
import type { readStatistics } from '@muster/contract/rollup';
import type { Band, Stage } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { noCampaign } from './fold.ts';

type Statistics = RouteAnswer<typeof readStatistics>;

export interface StageCounter {
  readonly stage_code: string;
  readonly measure: string;
  readonly amount: number;
}

type FigureAt = (stage: string, measure: string) => number;

/**
 * Every counter of a node: those of its roster, and those of a campaign. What hangs on a unit's part in it is of the batch alone that was
 * asked for; rosters and meetings belong to none.
 */
export async function countersAt(
  tx: ReadTx,
  node: Node,
  campaignId: string | null,
  batchId: string | null,
): Promise<{ readonly rows: readonly StageCounter[]; readonly figure: FigureAt }> {
  const { rows: counters } = await sql<StageCounter>`
    select stage_code, measure, amount from rollup_figures(${node.regionId}, ${node.id}::uuid)
    where campaign_id in (${noCampaign}::uuid, ${campaignId ?? noCampaign}::uuid)`.execute(tx);
  const rows =
    campaignId === null || batchId === null
      ? counters
      : [
          ...counters.filter(({ measure }) => !isOfUnits(measure)),
          ...(await batchFigures(tx, node.regionId, [node.id], campaignId, batchId)),
        ];
  const amounts = new Map(rows.map((row) => [`${row.stage_code}|${row.measure}`, row.amount]));
  return { rows, figure: (stage, measure) => amounts.get(`${stage}|${measure}`) ?? 0 };
}

/** Standings are counted as item and value; what else is counted is one word, and perhaps the week of a meeting. */
export const isOfUnits = (measure: string) => measure.includes(':');

export async function batchFigures(
  tx: ReadTx,
  regionId: number,
  ids: readonly string[],
  campaignId: string,
  batchId: string,
): Promise<readonly (StageCounter & { readonly id: string })[]> {
  const { rows } = await sql<StageCounter & { id: string }>`
    select id, stage_code, measure, amount
    from rollup_batch_figures(${regionId}, ${[...ids]}::uuid[], ${campaignId}::uuid, ${batchId}::uuid)`.execute(tx);
  return rows;
}

export function conditionsOf(stages: readonly Stage[], figure: FigureAt): Statistics['conditions'] {
  return stages.flatMap((stage) =>
    stage.conditions.map(({ code, title, measure, isHard }) => {
      const units = (verdict: string) => figure(stage.code, `condition:${code}:${verdict}`);
      return {
        stageCode: stage.code,
        code,
        title,
        measure,
        isHard,
        met: units('met'),
        notMet: units('not-met'),
        waiting: units('waiting'),
        notApplicable: units('not-applicable'),
        notSet: units('not-set'),
      };
    }),
  );
}

/** All bands of the playbook, also those in which nobody is. A unit stands in one, under the stage of its last vote. */
export function bandsOf(bands: readonly Band[], stages: readonly Stage[], figure: FigureAt): Statistics['bands'] {
  return bands.map(({ min, below }, index) => {
    const counted = stages.map(({ code }) => ({ code, units: figure(code, `band:${index}`) }));
    return {
      min,
      below,
      units: counted.reduce((sum, { units }) => sum + units, 0),
      stages: counted.filter(({ units }) => units > 0).map(({ code }) => code),
    };
  });
}
