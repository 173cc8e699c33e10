import { appoint } from '@muster/contract/access';
import { confirmAssessment, enterCount, openAssessment, readAssessment } from '@muster/contract/assessment';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { inParallel } from './in-parallel.ts';
import { sendMeetings } from './meetings.ts';
import { fewestVoters, papersIn } from './papers.ts';
import type { PlannedUnit } from './plan-city.ts';
import { decided, type SeatHistory } from './plan-history.ts';
import { appointTeam, recorderAt, type Crew } from './offices.ts';

/** Calls that run at once: one is in the database while another is in the server. */
const atOnce = 4;

interface Acting {
  readonly unit: PlannedUnit;
  readonly unitId: string;
  readonly band: number;
  readonly head: Visitor;
  readonly clerk: Visitor;
  readonly secretary: Visitor;
}

/** The whole first batch of one seat: three stages, from the first meeting to the last decision. */
export async function writeFirstBatch(
  city: City,
  { code, first }: SeatHistory,
  office: Visitor,
  wrote: (rows: number) => void,
  settle: () => Promise<unknown>,
): Promise<void> {
  const { days, house } = city;
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(days.first, day), time));
  on(1, '08:40');
  const acting = await appointActors(city, first.units, wrote);
  const crew = await appointTeam(city, code, first.units, '第一批');
  const committee = `W${code}`;
  const recorder = await recorderAt(city, committee);
  await sendMeetings(city, recorder, committee, first.study, wrote);
  await settle();
  on(41, '15:00');
  await inParallel(acting, atOnce, async (each) => {
    await assess(each, crew, addDays(days.first, 41));
    wrote(1);
  });
  await pass(acting, crew, office, on, decided.study, wrote);
  await sendMeetings(city, recorder, committee, first.analysis, wrote);
  await pass(acting, crew, office, on, decided.analysis, wrote);
  await sendMeetings(city, recorder, committee, first.rectification, wrote);
  await pass(acting, crew, office, on, decided.rectification, wrote);
}

/** A head, a contact and the first branch's secretary for each unit, from its roll; and representatives where the members are few. */
async function appointActors(
  city: City,
  units: readonly PlannedUnit[],
  wrote: (rows: number) => void,
): Promise<Acting[]> {
  const { house, office, id, plan } = city;
  const members = Map.groupBy(plan.first.members, ({ unit }) => unit);
  const acting: Acting[] = [];
  await inParallel(units, atOnce, async (unit) => {
    const unitId = id(unit.code);
    const own = members.get(unit.code) ?? [];
    const actor = async (index: number, role: 'head' | 'clerk' | 'secretary') => {
      const member = own[index];
      if (member === undefined) throw new Error(`${unit.name} has too few members`);
      const personId = id(member.code);
      const organisationId = role === 'secretary' ? id(member.branch) : unitId;
      await office.call(appoint, { params: { organisationId }, body: { personId, role } });
      return house.account(personId, member.code.toLowerCase());
    };
    for (let index = own.length; index < fewestVoters; index += 1) {
      const body = { personName: plan.nameOthers(), role: 'representative', origin: 'served' } as const;
      await office.call(appoint, { params: { organisationId: unitId }, body });
    }
    acting.push({
      unit,
      unitId,
      band: plan.bandOf(unit),
      head: await actor(0, 'head'),
      clerk: await actor(1, 'clerk'),
      secretary: await actor(2, 'secretary'),
    });
    wrote(1);
  });
  return acting;
}

/** Two tellers count the same papers; the team confirms. */
async function assess({ unitId, band, clerk, secretary }: Acting, { leader }: Crew, heldOn: CivilDate): Promise<void> {
  const { id: assessmentId } = await clerk.call(openAssessment, { params: { unitId }, body: { heldOn } });
  const { assessment } = await clerk.call(readAssessment, { params: { assessmentId } });
  const body = papersIn(band, assessment.electorate);
  await clerk.call(enterCount, { params: { assessmentId }, body });
  await secretary.call(enterCount, { params: { assessmentId }, body });
  await leader.call(confirmAssessment, { params: { assessmentId } });
}

/** The unit applies, the team endorses, the office decides, each on a day of its own. */
async function pass(
  acting: readonly Acting[],
  { leader }: Crew,
  office: Visitor,
  on: (day: number, time: string) => void,
  day: number,
  wrote: (rows: number) => void,
): Promise<void> {
  const applied: string[] = [];
  on(day - 2, '09:10');
  await inParallel(acting, atOnce, async ({ unitId, head }) => {
    const { judgedHash } = await head.call(readGate, { params: { unitId } });
    applied.push((await head.call(applyForTransition, { params: { unitId }, body: { judgedHash } })).id);
    wrote(1);
  });
  on(day - 1, '15:40');
  await inParallel(applied, atOnce, async (transitionId) => {
    await leader.call(endorseTransition, { params: { transitionId }, body: { note: '情况属实' } });
    wrote(1);
  });
  on(day, '10:00');
  await inParallel(applied, atOnce, async (transitionId) => {
    await office.call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
    wrote(1);
  });
}
