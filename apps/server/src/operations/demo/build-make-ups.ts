import { listMakeUps, logSelfStudy, recordMakeUps } from '@muster/contract/study';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoUnit } from './town.ts';

const evidence = {
  'make-up-lesson': '补看当天讲稿和记录，谈了体会',
  'lesson-at-home': '支部派人送学上门，带去资料并讲解',
  telephone: '人在外地，电话里讲了要点，寄去资料',
} as const;
type Mode = keyof typeof evidence;
const modes: readonly Mode[] = ['make-up-lesson', 'lesson-at-home', 'make-up-lesson', 'telephone'];

/** Two of three absences were made up two days later, in one way or another; at the school those are that still stand open. */
export async function buildMakeUps({ house, ids, calendar }: Town, offices: Officers, unit: DemoUnit): Promise<void> {
  if (unit.fate === 'nearly') return;
  const last = calendar.workdays.at(-1) ?? calendar.startsOn;
  for (const branch of unit.branches) {
    const secretary = offices.secretaries.get(branch.code);
    if (secretary === undefined) throw new Error(`${branch.name} has no secretary`);
    const { makeUps } = await secretary.call(listMakeUps, {
      params: { branchId: idOf(ids, branch.name) },
      query: { limit: 200 },
    });
    const made = makeUps.flatMap(({ obligationId, meeting, person }, index) => {
      const mode = modes[index % modes.length] ?? 'make-up-lesson';
      const on = addDays(meeting.on, 2);
      if (index % 3 === 2 || on > last) return [];
      const minutes = mode === 'telephone' ? null : meeting.minutes;
      // Nobody writes it of himself.
      const recorder = person.id === secretary.personId ? offices.units.get(unit.code)?.clerk : secretary;
      return [{ recorder, makeUp: { obligationId, mode, on, minutes, note: evidence[mode], lateReason: null } }];
    });
    for (const [recorder, ofOne] of Map.groupBy(made, (each) => each.recorder)) {
      for (const list of together(ofOne.map(({ makeUp }) => makeUp))) {
        house.clock.set(instantOf(list.at(-1)?.on ?? last, '17:40'));
        await recorder?.call(recordMakeUps, { body: { makeUps: list } });
      }
    }
  }
}

/** What is written down at one time: of a day and of the two before, so that nothing is late. */
function together<MakeUp extends { readonly on: CivilDate }>(makeUps: readonly MakeUp[]): MakeUp[][] {
  const lists: MakeUp[][] = [];
  for (const makeUp of makeUps.toSorted((a, b) => a.on.localeCompare(b.on))) {
    const open = lists.at(-1);
    if (open?.[0] !== undefined && makeUp.on <= addDays(open[0].on, 2)) open.push(makeUp);
    else lists.push([makeUp]);
  }
  return lists;
}

const subjects = ['党章总纲，做了摘记', '读本第二单元，对照自己写了两条'] as const;

/** Two evenings of one member. */
export async function buildSelfStudy({ house, calendar }: Town, { member }: Officers): Promise<void> {
  for (const [index, subject] of subjects.entries()) {
    const on = calendar.workdays.at(index - 4) ?? calendar.startsOn;
    house.clock.set(instantOf(on, '21:10'));
    const body = { on, minutes: 60, subject, lateReason: null };
    await member.visitor.call(logSelfStudy, { params: { personId: member.personId }, body });
  }
}
