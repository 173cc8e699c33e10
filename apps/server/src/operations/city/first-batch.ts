import { appoint } from '@muster/contract/access';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import type { AssessedSeat } from './assess-first-batch.ts';
import type { City } from './found-city.ts';
import { handIn } from './hand-in.ts';
import { inParallel } from './in-parallel.ts';
import { sendMeetings } from './meetings.ts';
import { atOnce, crewOf, recorderAt, type Crews } from './offices.ts';
import type { PlannedUnit } from './plan-city.ts';
import { decided, type SeatHistory } from './plan-history.ts';

interface Applying {
  readonly unitId: string;
  readonly head: Visitor;
  readonly team: Visitor;
}

/** The first batch of one seat around its votes, which are there already: three stages, from the first meeting to the last decision. */
export async function writeFirstBatch(
  city: City,
  { code, first }: SeatHistory,
  seat: AssessedSeat,
  office: Visitor,
  wrote: (rows: number) => void,
): Promise<void> {
  const { days, house } = city;
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(days.first, day), time));
  on(1, '08:40');
  const applying = await appointHeads(city, first.units, seat.crews, wrote);
  const committee = `W${code}`;
  const recorder = await recorderAt(city, committee);
  const organisationId = city.id(`${code}-0`);
  const deliver = (stageCode: string, codes: readonly string[], day: number) => {
    const about = { organisationId, stageCode, codes };
    return handIn(office, seat, about, (step) => on(day, step === 'submitted' ? '10:30' : '16:30'), wrote);
  };
  await deliver('study', ['unit-plan'], 6);
  await sendMeetings(city, recorder, committee, first.study, wrote);
  await deliver('study', ['effect-check', 'stage-summary'], decided.study - 3);
  await pass(applying, office, on, decided.study, wrote);
  await sendMeetings(city, recorder, committee, first.analysis, wrote);
  await deliver('analysis', ['stage-summary'], decided.analysis - 3);
  await pass(applying, office, on, decided.analysis, wrote);
  await sendMeetings(city, recorder, committee, first.rectification, wrote);
  await deliver('rectification', ['stage-summary'], decided.rectification - 3);
  await pass(applying, office, on, decided.rectification, wrote);
}

async function appointHeads(
  { house, office, id, plan }: City,
  units: readonly PlannedUnit[],
  crews: Crews,
  wrote: (rows: number) => void,
): Promise<Applying[]> {
  const members = Map.groupBy(plan.first.members, ({ unit }) => unit);
  const applying: Applying[] = [];
  await inParallel(units, atOnce, async (unit) => {
    const member = members.get(unit.code)?.[0];
    if (member === undefined) throw new Error(`${unit.name} has too few members`);
    const [unitId, personId] = [id(unit.code), id(member.code)];
    await office.call(appoint, { params: { organisationId: unitId }, body: { personId, role: 'head' } });
    const head = await house.account(personId, member.code.toLowerCase());
    applying.push({ unitId, head, team: crewOf(crews, unit).leader });
    wrote(1);
  });
  return applying;
}

/** The unit applies, the team endorses, the office decides, each on a day of its own. */
async function pass(
  applying: readonly Applying[],
  office: Visitor,
  on: (day: number, time: string) => void,
  day: number,
  wrote: (rows: number) => void,
): Promise<void> {
  const applied: { transitionId: string; team: Visitor }[] = [];
  on(day - 2, '09:10');
  await inParallel(applying, atOnce, async ({ unitId, head, team }) => {
    const { judgedHash } = await head.call(readGate, { params: { unitId } });
    const { id: transitionId } = await head.call(applyForTransition, { params: { unitId }, body: { judgedHash } });
    applied.push({ transitionId, team });
    wrote(1);
  });
  on(day - 1, '15:40');
  await inParallel(applied, atOnce, async ({ transitionId, team }) => {
    await team.call(endorseTransition, { params: { transitionId }, body: { note: '情况属实' } });
    wrote(1);
  });
  on(day, '10:00');
  await inParallel(applied, atOnce, async ({ transitionId }) => {
    await office.call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
    wrote(1);
  });
}
