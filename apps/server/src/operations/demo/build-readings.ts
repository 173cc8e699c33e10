import {
  checkNote,
  drawNotes,
  handInNote,
  nameReadings,
  readNoteDraws,
  returnNote,
  tickReadings,
} from '@muster/contract/study';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import { units, type DemoUnit } from './town.ts';
import type { Visitor } from '../visitor.ts';

/** What is read through at a meeting on these topics. */
const together: Readonly<Record<string, string>> = {
  学习党章总纲: 'constitution/general',
  学习读本第三单元: 'reader',
};

/** The secretary says of a meeting what was read there; where study is behind, of the last one alone. */
export async function buildReadTogether(
  secretary: Visitor,
  { fate }: DemoUnit,
  { topic, activityId }: { readonly topic: string; readonly activityId: string },
): Promise<void> {
  const piece = together[topic];
  if (piece === undefined || (fate === 'studying' && piece !== 'reader')) return;
  await secretary.call(nameReadings, { params: { activityId }, body: { pieces: [piece], read: true } });
}

/** Members read on: the member with a telephone ticks, and the secretary ticks for the first few of the roll. */
export async function buildReadings({ house, ids, calendar, members }: Town, offices: Officers): Promise<void> {
  const evening = calendar.workdays.at(-4) ?? calendar.startsOn;
  house.clock.set(instantOf(evening, '20:40'));
  const { personId, visitor } = offices.member;
  await visitor.call(tickReadings, {
    params: { personId },
    body: { pieces: ['constitution/members', 'constitution/system', 'constitution/primary'], read: true },
  });
  for (const [code, pieces] of [
    ['B02', ['constitution/members', 'constitution/discipline']],
    ['B05', ['constitution/members', 'speech-january']],
  ] as const) {
    const secretary = offices.secretaries.get(code);
    const branch = units.flatMap((unit) => unit.branches).find((each) => each.code === code)?.name;
    if (secretary === undefined || branch === undefined) throw new Error(`${code} has no secretary`);
    const roll = members.filter((member) => member.branch.id === idOf(ids, branch)).slice(3, 7);
    for (const member of roll)
      await secretary.call(tickReadings, {
        params: { personId: member.personId },
        body: { pieces: [...pieces], read: true },
      });
  }
}

const written = [
  ['唐晓棠', 'study-notes', '读党章第一章：党员的八项义务，我对照着看，联系学生家长做得不够，准备每月家访四户。'],
  ['白若溪', 'reflections', '党员在课堂上看得见。我教的班有六个孩子跟不上，每天放学留半小时。'],
  ['许南枝', 'reflections', '党员在课堂上看得见，我教的班有六个孩子跟不上，每天放学留半小时'],
  ['何静', 'study-notes', '学习了，收获很大。'],
] as const;

/** Four notes of the school: one is returned, and two have the same words. */
export async function buildNotes({ house, members, calendar }: Town, offices: Officers): Promise<void> {
  const secretary = offices.secretaries.get('B02');
  if (secretary === undefined) throw new Error('B02 has no secretary');
  for (const [index, [name, writing, text]] of written.entries()) {
    const personId = members.find((member) => member.name === name)?.personId;
    if (personId === undefined) throw new Error(`${name} is no member`);
    house.clock.set(instantOf(calendar.workdays.at(index - 7) ?? calendar.startsOn, '20:55'));
    const writer = personId === offices.member.personId ? offices.member.visitor : secretary;
    const { id: noteId } = await writer.call(handInNote, { params: { personId }, body: { writing, text, file: null } });
    if (text.length > 12) continue;
    await secretary.call(returnNote, {
      params: { noteId },
      body: { reason: '只有一句话，请写学了什么、怎么想、怎么做' },
    });
  }
}

/** The team draws two of the school's notes; one is in order, one is still to be read. */
export async function buildNoteDraw({ house, ids, calendar }: Town, offices: Officers): Promise<void> {
  const team = offices.teams.get('U02');
  const school = units.find(({ code }) => code === 'U02');
  if (team === undefined || school === undefined) throw new Error('nobody checks the school');
  const params = { unitId: idOf(ids, school.name) };
  house.clock.set(instantOf(calendar.workdays.at(-2) ?? calendar.startsOn, '16:30'));
  const { id: drawId } = await team.call(drawNotes, { params, body: { count: 2 } });
  const { draws } = await team.call(readNoteDraws, { params });
  const [first] = draws.find(({ id }) => id === drawId)?.notes ?? [];
  if (first === undefined) throw new Error('nothing was drawn');
  await team.call(checkNote, { params: { drawId, noteId: first.id }, body: { careless: null } });
}
