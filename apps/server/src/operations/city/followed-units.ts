import { appoint } from '@muster/contract/access';
import {
  askExtension,
  checkDeliverable,
  decideExtension,
  exemptObligation,
  listObligations,
  submitDeliverable,
} from '@muster/contract/obligation';
import { answerOrder, listOwnOrders, recordFinding, verifyOrder } from '@muster/contract/supervision';
import type { RouteAnswer } from '@muster/contract';
import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import { findings, whyMoreTime, whyNotMoreTime } from './findings.ts';
import type { City } from './found-city.ts';
import { inParallel } from '../in-parallel.ts';
import { giveLectures, type Lecturing } from './lectures.ts';
import type { HeldMeeting } from './meetings.ts';
import { crewOf, type Crews } from './offices.ts';
import { paperOf } from './paper-texts.ts';
import { checkItself, readAndWrite } from './read-and-write.ts';
import type { PlannedUnit } from './plan-city.ts';

interface Followed {
  readonly unit: PlannedUnit;
  readonly unitId: string;
  readonly clerk: Visitor;
  readonly head: Visitor | null;
  readonly leader: Visitor;
  readonly owed: RouteAnswer<typeof listObligations>['obligations'];
}

interface Around {
  readonly code: string;
  /** Of the county among the others. */
  readonly index: number;
  readonly units: readonly PlannedUnit[];
  readonly crews: Crews;
  readonly office: Visitor;
  readonly recorder: Visitor;
  readonly held: readonly HeldMeeting[];
}

type Days = (day: number, time: string) => void;

/** Units with a contact and mostly a head of their own: what they handed in, what was found there, what they asked for. */
export async function followUnits(
  city: City,
  { code, index: county, units, crews, office, recorder, held }: Around,
  wrote: (rows: number) => void,
): Promise<void> {
  const { days, house, plan } = city;
  const chance = new Seeded(Number.parseInt(code, 10) + 40);
  const on: Days = (day, time) => house.clock.set(instantOf(addDays(days.second, day), time));
  const dayOf = (day: number) => addDays(days.second, day);
  on(2, '10:00');
  const members = Map.groupBy(plan.second.members, ({ unit }) => unit);
  const followed: Followed[] = [];
  await inParallel(units, 1, async (unit, index) => {
    const own = members.get(unit.code) ?? [];
    const unitId = city.id(unit.code);
    const holds = async (member: string, role: 'clerk' | 'head') => {
      const personId = city.id(member);
      await office.call(appoint, { params: { organisationId: unitId }, body: { personId, role } });
      return house.account(personId, member.toLowerCase());
    };
    const clerk = await holds(own[4]?.code ?? '', 'clerk');
    const head = index % 4 === 3 ? null : await holds(own[0]?.code ?? '', 'head');
    const { obligations: owed } = await clerk.call(listObligations, { params: { organisationId: unitId } });
    followed.push({ unit, unitId, clerk, head, leader: crewOf(crews, unit).leader, owed });
  });
  for (const [index, each] of followed.entries()) {
    await planOf(chance, each, index, on);
    await visit(chance, each, { index, county }, on, dayOf);
    await moreTime(chance, each, index, { office, on, dayOf });
    wrote(1);
  }
  const hosted = (unit: PlannedUnit) =>
    plan.second.organisations.flatMap((each) => (each.kind === 'branch' && each.units[0] === unit ? each.code : []));
  // Who takes the key steps alone is asked for no notes.
  const staged = followed.filter(({ owed }) => owed.some(({ code: paper }) => paper === 'mobilisation-record'));
  for (const [index, each] of staged.entries()) {
    if (index % 4 !== 0) continue;
    const own = new Set(hosted(each.unit));
    const writers = (members.get(each.unit.code) ?? []).slice(1, 4).map((member) => city.id(member.code));
    const studying = {
      ...each,
      writers,
      isMended: (index / 4 + county) % 2 === 1,
      held: held.filter(({ meeting }) => own.has(meeting.branch)),
    };
    on(15, '21:10');
    await readAndWrite(chance, recorder, studying, on);
    await checkItself(chance, studying, index % 8 === 0, on);
  }
  on(16, '20:40');
  const lecturing = followed.flatMap(({ unit, head }, index): Lecturing | [] =>
    head === null || index % 5 === 4
      ? []
      : {
          unitName: unit.name,
          branches: hosted(unit),
          head,
        },
  );
  await giveLectures(chance, recorder, held, lecturing, (index) => index % 3 !== 1);
}

/** The plan waits, was returned, accepted, mended and then accepted, or came late. */
async function planOf(chance: Seeded, { unit, clerk, leader, owed }: Followed, index: number, on: Days): Promise<void> {
  const obligationId = owed.find(({ code }) => code === 'unit-plan')?.id;
  if (obligationId === undefined) throw new Error(`${unit.name} owes no plan`);
  const course = (['waiting', 'returned', 'accepted', 'mended', 'late'] as const)[index % 5] ?? 'waiting';
  const handIn = () =>
    clerk.call(submitDeliverable, {
      params: { obligationId },
      body: { text: paperOf(chance, 'unit-plan', unit.name), file: null },
    });
  const say = (deliverableId: string, note: string | null) =>
    leader.call(checkDeliverable, {
      params: { deliverableId },
      body: { outcome: note === null ? 'accepted' : 'returned', note },
    });
  on(course === 'late' ? 14 : 5 + (index % 3), '10:20');
  const { id } = await handIn();
  if (course === 'waiting' || course === 'late') return;
  on(11, '15:30');
  await say(id, course === 'accepted' ? null : '时间安排不细，操作性不强');
  if (course !== 'mended') return;
  on(13, '09:40');
  const again = await handIn();
  on(14, '16:10');
  await say(again.id, null);
}

/** How far an order to correct is. */
const orders = ['open', 'overdue', 'answered', 'verified', 'returned', 'late', 'none'] as const;

/** Two of three units were visited; each county begins with another order. Most of what was found there is ordered to be put right. */
async function visit(
  chance: Seeded,
  { unitId, clerk, leader }: Followed,
  { index, county }: { readonly index: number; readonly county: number },
  on: Days,
  dayOf: (day: number) => string,
): Promise<void> {
  if (index % 3 === 2) return;
  const { code, text, order, answer } = chance.pick(findings);
  const course = orders[(Math.floor((index * 2) / 3) + county) % orders.length] ?? 'none';
  const due = { open: 23 + (index % 4), overdue: 17, late: 14 }[course as string] ?? 18;
  on(8 + (index % 5), '15:10');
  await leader.call(recordFinding, {
    params: { unitId },
    body: { code, text, order: course === 'none' ? null : { text: order, dueOn: dayOf(due) } },
  });
  if (course === 'open' || course === 'overdue' || course === 'none') return;
  on(course === 'late' ? 16 : 14, '10:30');
  const orderId = (await clerk.call(listOwnOrders, {})).orders[0]?.id ?? '';
  const { id: answerId } = await clerk.call(answerOrder, { params: { orderId }, body: { text: answer, file: null } });
  if (course === 'answered') return;
  on(17, '14:20');
  const body =
    course === 'returned'
      ? ({ outcome: 'returned', note: '只改了一半，签到册还没有补' } as const)
      : ({ outcome: 'verified', note: '到场看了台帐，已改' } as const);
  await leader.call(verifyOrder, { params: { answerId }, body });
}

/** Of those that asked for more time some were given it, some were not, and some wait; a few were let off. */
async function moreTime(
  chance: Seeded,
  { clerk, owed }: Followed,
  index: number,
  { office, on, dayOf }: { office: Visitor; on: Days; dayOf: (day: number) => string },
): Promise<void> {
  const late = owed.find(({ code }) => code === 'mobilisation-record' || code === 'key-steps-record');
  if (late === undefined) return;
  const params = { obligationId: late.id };
  if (index % 6 === 5) {
    on(9, '17:10');
    const body = { reason: '与驻地社区合开动员会，由社区一并上报。' };
    await office.call(exemptObligation, { params, body });
  }
  if (index % 3 !== 1 || late.code !== 'mobilisation-record') return;
  on(9, '09:10');
  const body = { untilOn: dayOf(24), reason: chance.pick(whyMoreTime) };
  const { id: extensionId } = await clerk.call(askExtension, { params, body });
  const outcome = ([null, 'granted', 'refused', 'granted'] as const)[Math.floor(index / 3) % 4] ?? null;
  if (outcome === null) return;
  on(10, '16:40');
  const note = outcome === 'granted' ? null : chance.pick(whyNotMoreTime);
  await office.call(decideExtension, { params: { extensionId }, body: { outcome, note } });
}
