import type { RouteAnswer } from '@muster/contract';
import type { listSignIns } from '@muster/contract/study';
import { civilDateAt } from '@muster/core/kernel';
import { whyLeftOut } from '@muster/core/study';
import { findNodes } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { rollsOfBranches } from '../roster/index.ts';
import type { PlanRow } from './plans.view.ts';
import { judgedAmong, openStagesOf, takingPart } from './taking-part.view.ts';

type LeftOut = RouteAnswer<typeof listSignIns>['leftOut'];

/** Of each of these branches that are to meet: who would be on no sheet now, by unit. As many queries for one as for a hundred. */
export async function leftOutThere(
  tx: ReadTx,
  plan: PlanRow,
  branchIds: readonly string[],
  timeZone: string,
): Promise<ReadonlyMap<string, LeftOut>> {
  const rolls = await rollsOfBranches(tx, branchIds);
  const hosts = new Map(plan.branches.map(({ id, unitId }) => [id, unitId]));
  const unitIds = [...hosts.values(), ...[...rolls.values()].flat().map(({ unitId }) => unitId)];
  const units = await takingPart(tx, plan.campaignId, unitIds);
  const [stages, judged, day] = [
    openStagesOf(units),
    await judgedAmong(tx, units),
    civilDateAt(plan.startsAt, timeZone),
  ];
  const names = await findNodes(tx, [...new Set(unitIds)]);
  return new Map(
    branchIds.map((branchId) => {
      const stage = stages.get(hosts.get(branchId) ?? '') ?? null;
      const expected = (rolls.get(branchId) ?? []).filter(({ standing }) => standing !== 'applicant');
      const byUnit = [...Map.groupBy(expected, ({ unitId }) => unitId)].flatMap(([unitId, those]) => {
        const why = whyLeftOut({ stage, stages, judged }, unitId, day);
        const people = those.map(({ personId, name }) => ({ personId, name }));
        return why === null ? [] : [{ unit: { id: unitId, name: names.get(unitId)?.name ?? '' }, why, people }];
      });
      return [branchId, byUnit];
    }),
  );
}
