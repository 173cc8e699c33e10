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

/** Every counter of a node: those of its roster, and those of a campaign. */
export async function countersAt(
  tx: ReadTx,
  node: Node,
  campaignId: string | null,
): Promise<{ readonly rows: readonly StageCounter[]; readonly figure: FigureAt }> {
  const { rows } = await sql<StageCounter>`
    select stage_code, measure, amount from rollup_figures(${node.regionId}, ${node.id}::uuid)
    where campaign_id in (${noCampaign}::uuid, ${campaignId ?? noCampaign}::uuid)`.execute(tx);
  const counters = new Map(rows.map((row) => [`${row.stage_code}|${row.measure}`, row.amount]));
  return { rows, figure: (stage, measure) => counters.get(`${stage}|${measure}`) ?? 0 };
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

/** All bands of the playbook, also those in which nobody is. */
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
