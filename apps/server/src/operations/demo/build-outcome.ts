import {
  confirmAssessment,
  enterCount,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { addDays } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoUnit, Fate } from './town.ts';
import type { Visitor } from '../visitor.ts';

/** How far each fate goes: opened, counted, confirmed, applied, endorsed, decided. */
const reach: Readonly<Record<Fate, number>> = {
  studying: 0,
  nearly: 0,
  'to-count': 1,
  differing: 2,
  blocked: 3,
  ready: 3,
  applied: 4,
  endorsed: 5,
  passed: 6,
};

interface Actors {
  readonly head: Visitor;
  readonly clerk: Visitor;
  readonly secretary: Visitor;
  readonly team: Visitor;
}

/** What became of a unit at the end of the stage, by the people whose turn it was. */
export async function buildOutcome(town: Town, offices: Officers, unit: DemoUnit): Promise<void> {
  const steps = reach[unit.fate];
  if (steps === 0) return;
  const { house, calendar, ids } = town;
  const unitId = idOf(ids, unit.name);
  const actors = actorsOf(offices, unit);
  const at = (day: number, time: string) => house.clock.set(instantOf(addDays(calendar.startsOn, day), time));

  at(29, '09:00');
  const { id: assessmentId } = await actors.clerk.call(openAssessment, {
    params: { unitId },
    body: { heldOn: addDays(calendar.startsOn, 29) },
  });
  if (steps < 2) return;
  at(29, '16:20');
  await count(actors, assessmentId, unit.fate);
  if (steps < 3) return;
  at(29, '17:00');
  await actors.team.call(confirmAssessment, { params: { assessmentId } });
  if (steps < 4) return;
  at(29, '17:40');
  await actors.team.call(reportAssessment, {
    params: { assessmentId },
    body: { note: '测评在支部大会上进行，到会的都投了票' },
  });
  at(30, '09:10');
  const { judgedHash } = await actors.head.call(readGate, { params: { unitId } });
  const { id: transitionId } = await actors.head.call(applyForTransition, { params: { unitId }, body: { judgedHash } });
  if (steps < 5) return;
  at(30, '15:40');
  await actors.team.call(endorseTransition, {
    params: { transitionId },
    body: { note: '到场核对签到表和选票，情况属实' },
  });
  if (steps < 6) return;
  at(31, '10:00');
  await town.office.call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
}

function actorsOf(offices: Officers, unit: DemoUnit): Actors {
  const of = offices.units.get(unit.code);
  const secretary = offices.secretaries.get(unit.branches[0]?.code ?? '');
  const team = offices.teams.get(unit.code);
  if (of === undefined || secretary === undefined || team === undefined)
    throw new Error(`${unit.name} lacks an office`);
  return { head: of.head, clerk: of.clerk, secretary, team };
}

/** Two tellers, each from the same pile of papers; a few people stayed away, a few papers were void. */
async function count({ clerk, secretary }: Actors, assessmentId: string, fate: Fate): Promise<void> {
  const { assessment } = await clerk.call(readAssessment, { params: { assessmentId } });
  const { member, representative } = assessment.electorate;
  const pile = (eligible: number, dissatisfied: number, slip: number) => {
    const away = eligible > 9 ? 1 : 0;
    const basically = Math.floor(eligible / 5);
    return {
      satisfied: eligible - away - basically - dissatisfied - slip,
      basicallySatisfied: basically + slip,
      dissatisfied,
      dontKnow: 0,
      void: 0,
    };
  };
  const dissatisfied = fate === 'blocked' ? 2 : fate === 'passed' || fate === 'endorsed' ? 1 : 0;
  const counted = (slip: number) => ({
    member: pile(member, fate === 'blocked' ? 2 : 0, 0),
    representative: pile(representative, dissatisfied, slip),
  });
  await clerk.call(enterCount, { params: { assessmentId }, body: counted(0) });
  await secretary.call(enterCount, { params: { assessmentId }, body: counted(fate === 'differing' ? 1 : 0) });
}
