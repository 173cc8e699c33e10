import { formPool } from '@muster/contract/assessment';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { fewestVoters } from './papers.ts';
import type { PlannedUnit } from './plan-city.ts';
import { goesByStages } from './tracks.ts';

/** In a county so many joint branches whose units will vote together; the office has yet to see to the other small units. */
const poolsOfACounty = 3;
const formedOn = 16;

/** Units that one branch serves and in which too few may vote alone, before anybody of them does. */
export async function poolSmallUnits(
  { days, house, id, plan }: City,
  { code, units, office }: { readonly code: string; readonly units: readonly PlannedUnit[]; readonly office: Visitor },
): Promise<void> {
  const own = new Set(units);
  const members = Map.groupBy(plan.second.members, ({ unit }) => unit);
  const votersIn = (unit: PlannedUnit) => members.get(unit.code)?.length ?? 0;
  const joint = plan.second.organisations.flatMap((each) => {
    const [host] = each.units;
    if (host === undefined || !own.has(host)) return [];
    const together = each.units.filter(
      (unit) => own.has(unit) && votersIn(unit) > 0 && goesByStages(unit) === goesByStages(host),
    );
    return isNeeded(together.map(votersIn)) ? [together] : [];
  });
  house.clock.set(instantOf(addDays(days.second, formedOn), '10:40'));
  for (const together of joint.slice(0, poolsOfACounty)) {
    const unitIds = together.map((unit) => id(unit.code));
    await office.call(formPool, { params: { organisationId: id(code) }, body: { unitIds } });
  }
}

/** Whether these may vote together: as many small ones as it takes, and one that is large enough only where they need it. */
function isNeeded(voters: readonly number[]): boolean {
  const large = voters.filter((each) => each >= fewestVoters);
  const small = voters.filter((each) => each < fewestVoters).reduce((sum, each) => sum + each, 0);
  return large.length === 0
    ? voters.length > 1 && small >= fewestVoters
    : large.length === 1 && small > 0 && small < fewestVoters;
}
