import {
  applyForTransition,
  decideTransitions,
  endorseTransitions,
  readGate,
  returnTransition,
} from '@muster/contract/gate';
import { answerOrder, listOwnOrders, verifyOrder } from '@muster/contract/supervision';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import type { AssessedSeat } from './assess-first-batch.ts';
import type { City } from './found-city.ts';
import { handIn, letOff, makeUp, papersOwed, stillToDo, type Paper } from './hand-in.ts';
import { inParallel } from '../in-parallel.ts';
import { sendMeetings } from './meetings.ts';
import { appointAll, atOnce, crewOf, recorderAt, type Crews } from './offices.ts';
import type { PlannedUnit } from './plan-city.ts';
import { decided, voted, type SeatHistory } from './plan-history.ts';
import { readInFirstBatch } from './read-together.ts';
import { handInScripts, letOffExperts, spokeInFirstBatch } from './speakers.ts';

interface Applying {
  readonly unit: PlannedUnit;
  readonly unitId: string;
  readonly head: Visitor;
  readonly team: Visitor;
}

const lettersKept = '责任书由区县先教办统一签订，原件已归档。';
/** Why a team sends an application back; the unit mends it and applies again. */
const returnedFor = [
  '阶段小结只写了做法，没有写存在的问题，请补充后再报。',
  '征求意见的范围没有说明，请说明后再报。',
  '转段动员会安排没有定，请定下后再报。',
] as const;
/** What the office sent back of a seat's first application for the second transition, a week before the others'. */
const refusedFor = '专题组织生活会走过场，征求到的意见没有逐条对照，请补开补齐，核验以后再报。';
const refusedEarlier = 6;
const mended = '专题组织生活会已重开，征求到的意见逐条对照并写明整改日期，记录附后。';
/** What the team asked of units whose first vote failed, though the second one did not. */
const returnedAfterVote = '首次测评不满意率超过一成，整改情况要附上群众代表的签字，补齐后再报。';

/**
 * The first batch of one seat around its votes, which are there already: three stages, from the first meeting to the last decision.
 * What is asked of units that have moved on is done, or let off for all of them.
 */
export async function writeFirstBatch(
  city: City,
  { code, first }: SeatHistory,
  seat: AssessedSeat,
  office: Visitor,
  wrote: (rows: number) => void,
): Promise<void> {
  const { days, house, plan } = city;
  const chance = new Seeded(Number.parseInt(code, 10));
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(days.first, day), time));
  on(1, '08:40');
  const applying = await appointHeads(city, first.units, seat.crews, wrote);
  const committee = `W${code}`;
  const recorder = await recorderAt(city, committee);
  const organisationId = city.id(`${code}-0`);
  const keepers = new Map(seat.units.map(({ unitId, clerk, crew }) => [unitId, { clerk, leader: crew.leader }]));
  const by = { chance, keepers };
  // What a stage asks for is read once, by the contact of each unit: a list of the whole seat is gone through for each of its pages.
  const papersOf = async (stageCode: string) => {
    const lists: Paper[][] = [];
    await inParallel(seat.units, atOnce, async ({ unit, unitId, clerk }) => {
      lists[first.units.indexOf(unit)] = await papersOwed(clerk, { organisationId: unitId, stageCode, codes: null });
    });
    const papers = lists.flat();
    const of = (codes: readonly string[]) => papers.filter((paper) => codes.includes(paper.code));
    return {
      deliver: (codes: readonly string[], day: number) =>
        handIn(by, of(codes), (step) => on(day, step === 'submitted' ? '10:30' : '16:30'), wrote),
      release: (paper: string, reason: string) =>
        letOff(
          office,
          of([paper]).map(({ id }) => id),
          reason,
        ),
    };
  };
  const catchUp = async (day: number) => {
    on(day, '21:40');
    const missed = await stillToDo(office, city.id(committee), 'make-up');
    await makeUp(chance, recorder, missed, addDays(days.first, day));
  };

  on(5, '09:20');
  const study = await papersOf('study');
  await study.release('responsibility-letter', lettersKept);
  await study.deliver(['unit-plan', 'mobilisation-record'], 6);
  const spoke = spokeInFirstBatch(city, plan.first, chance, applying);
  const read = readInFirstBatch(plan.first);
  const held = await sendMeetings(city, recorder, committee, first.study, wrote, spoke, read);
  await study.deliver(
    ['action-theme', 'member-standards', 'signs-of-poor', 'effect-check', 'stage-summary'],
    decided.study - 6,
  );
  wrote(applying.length);
  await handInScripts(chance, held, plan.first, applying);
  await letOffExperts(office, organisationId, applying);
  await catchUp(voted.last);
  const failedOnce = applying.filter(({ unit }) => plan.votesTwice(unit));
  await pass(applying, office, on, decided.study, wrote, failedOnce);

  await sendMeetings(city, recorder, committee, first.analysis, wrote);
  const analysis = await papersOf('analysis');
  await analysis.deliver(['opinions-summary', 'life-meeting-report', 'stage-summary'], decided.analysis - 14);
  const refused = applying.slice(0, 1);
  await refuse(refused, office, on, decided.analysis - refusedEarlier, addDays(days.first, decided.analysis));
  await mend(refused, on, decided.analysis - 4);
  await catchUp(decided.analysis - 4);
  await pass(applying, office, on, decided.analysis, wrote);

  const rectification = await papersOf('rectification');
  await rectification.deliver(['rectification-plan'], decided.analysis + 6);
  await sendMeetings(city, recorder, committee, first.rectification, wrote);
  await rectification.deliver(['rectification-ledger'], decided.rectification - 6);
  await rectification.deliver(['stage-summary'], decided.rectification - 3);
  await catchUp(decided.rectification - 3);
  await pass(applying, office, on, decided.rectification, wrote);
}

async function appointHeads(
  { house, office, id, plan }: City,
  units: readonly PlannedUnit[],
  crews: Crews,
  wrote: (rows: number) => void,
): Promise<Applying[]> {
  const members = Map.groupBy(plan.first.members, ({ unit }) => unit);
  const heads = units.map((unit) => {
    const member = members.get(unit.code)?.[0];
    if (member === undefined) throw new Error(`${unit.name} has too few members`);
    return { unit, unitId: id(unit.code), personId: id(member.code), login: member.code.toLowerCase() };
  });
  await appointAll(
    office,
    heads.map(({ unitId: organisationId, personId }) => ({ organisationId, personId, role: 'head' })),
  );
  const applying: Applying[] = [];
  await inParallel(heads, atOnce, async ({ unit, unitId, personId, login }) => {
    applying.push({ unit, unitId, head: await house.account(personId, login), team: crewOf(crews, unit).leader });
    wrote(1);
  });
  return applying;
}

/** Each unit applies, the teams endorse and the office decides by the list, each on a day of its own. */
async function pass(
  applying: readonly Applying[],
  office: Visitor,
  on: (day: number, time: string) => void,
  day: number,
  wrote: (rows: number) => void,
  failedOnce: readonly Applying[] = [],
): Promise<void> {
  const applied: Applied[] = [];
  const toReturn: { readonly each: Applying; readonly transitionId: string; readonly reason: string }[] = [];
  on(day - 2, '09:10');
  await inParallel(applying, atOnce, async (each, index) => {
    const transitionId = await apply(each);
    wrote(1);
    const failed = failedOnce.includes(each);
    const reason = failed ? returnedAfterVote : (returnedFor[index % returnedFor.length] ?? '');
    if (index % 40 === 3 || failed) toReturn.push({ each, transitionId, reason });
    else applied.push({ transitionId, team: each.team });
  });
  on(day - 2, '15:20');
  await inParallel(toReturn, atOnce, ({ each: { team }, transitionId, reason }) =>
    team.call(returnTransition, { params: { transitionId }, body: { reason } }),
  );
  on(day - 1, '10:30');
  await inParallel(toReturn, atOnce, async ({ each }) => {
    applied.push({ transitionId: await apply(each), team: each.team });
  });
  on(day - 1, '15:40');
  await endorse(applied);
  wrote(applied.length);
  on(day, '10:00');
  await byTheList(applied, (transitionIds) =>
    office.call(decideTransitions, { body: { transitionIds, outcome: 'passed' } }),
  );
  wrote(applied.length);
}

/** Some apply early, and the office does not find them ready: they stay where they are, mend it and apply again with the others. */
async function refuse(
  applying: readonly Applying[],
  office: Visitor,
  on: (day: number, time: string) => void,
  day: number,
  mendBy: string,
): Promise<void> {
  const applied: Applied[] = [];
  on(day - 2, '16:20');
  for (const each of applying) applied.push({ transitionId: await apply(each), team: each.team });
  on(day - 1, '15:40');
  await endorse(applied);
  on(day, '10:00');
  await byTheList(applied, (transitionIds) =>
    office.call(decideTransitions, { body: { transitionIds, outcome: 'refused', note: refusedFor, mendBy } }),
  );
}

/** What the refusal ordered is answered, and the team comes to look before they apply again. */
async function mend(refused: readonly Applying[], on: (day: number, time: string) => void, day: number): Promise<void> {
  for (const { head, team } of refused) {
    on(day - 1, '16:30');
    const { orders } = await head.call(listOwnOrders, {});
    const orderId = orders[0]?.id ?? '';
    const { id: answerId } = await head.call(answerOrder, { params: { orderId }, body: { text: mended, file: null } });
    on(day, '10:20');
    const body = { outcome: 'verified', note: '到会核对了记录和整改日期' } as const;
    await team.call(verifyOrder, { params: { answerId }, body });
  }
}

interface Applied {
  readonly transitionId: string;
  readonly team: Visitor;
}

async function endorse(applied: readonly Applied[]): Promise<void> {
  for (const [team, those] of Map.groupBy(applied, (each) => each.team))
    await byTheList(those, (transitionIds) =>
      team.call(endorseTransitions, { body: { transitionIds, note: '情况属实' } }),
    );
}

async function apply({ unitId, head }: Applying): Promise<string> {
  const { judgedHash } = await head.call(readGate, { params: { unitId } });
  return (await head.call(applyForTransition, { params: { unitId }, body: { judgedHash } })).id;
}

/** As many as one list takes, list after list. */
async function byTheList(
  applied: readonly { readonly transitionId: string }[],
  send: (transitionIds: string[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < applied.length; start += 200)
    await send(applied.slice(start, start + 200).map(({ transitionId }) => transitionId));
}
