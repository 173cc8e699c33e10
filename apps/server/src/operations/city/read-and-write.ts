import {
  checkNote,
  drawNotes,
  handInNote,
  nameReadings,
  readNoteDraws,
  returnNote,
  tickReadings,
} from '@muster/contract/study';
import { checkAgain, checkOneself, readSelfCheck } from '@muster/contract/supervision';
import type { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import type { HeldMeeting } from './meetings.ts';

interface Studying {
  readonly unitId: string;
  readonly clerk: Visitor;
  readonly head: Visitor | null;
  readonly leader: Visitor;
  /** What its branches held. */
  readonly held: readonly HeldMeeting[];
  /** Some of its members. */
  readonly writers: readonly string[];
  /** Whose note went back has written another. */
  readonly isMended: boolean;
}

const pieces = ['constitution/general', 'reader', 'constitution/members', 'speech-january', 'constitution/discipline'];

const texts = [
  ['study-notes', '读党章第一章。党员的八项义务里，我做得最差的是密切联系群众，这个月要走访四户。'],
  ['reflections', '先进性不是挂在墙上的。窗口排队超过二十分钟，我就应该再开一个窗口，而不是解释为什么慢。'],
  ['study-notes', '读本第三单元：对照自己写了两条，一是下村少，二是答应的事情没有都办完。'],
  ['reflections', '听了老书记讲的事，想到自己入党时写的话。从下周起，每周二到责任区去一天。'],
] as const;
const careless = ['study-notes', '认真学习了，很受教育。'] as const;

/** What was read together at the first evenings, and what some members wrote; the team reads a sample of it. */
export async function readAndWrite(
  chance: Seeded,
  recorder: Visitor,
  { unitId, leader, held, writers, isMended }: Studying,
  on: (day: number, time: string) => void,
): Promise<void> {
  const evenings = held.filter(({ meeting: { kind } }) => kind === 'collective-study').slice(0, 2);
  for (const { activityId } of evenings)
    await recorder.call(nameReadings, {
      params: { activityId },
      body: { pieces: [chance.pick(pieces)], read: true },
    });
  const [reader] = writers;
  if (reader !== undefined)
    await recorder.call(tickReadings, {
      params: { personId: reader },
      body: { pieces: ['constitution/system', 'constitution/primary'], read: true },
    });
  on(16, '20:10');
  for (const [index, personId] of writers.entries()) {
    const [writing, text] = index === 2 ? careless : chance.pick(texts);
    const note = { params: { personId }, body: { writing, text, file: null } };
    const { id: noteId } = await recorder.call(handInNote, note);
    const reason = '只有一句话，请写学了什么、怎么想、怎么做';
    if (index === 2) await recorder.call(returnNote, { params: { noteId }, body: { reason } });
  }
  const last = writers[2];
  if (isMended && last !== undefined) {
    on(17, '07:50');
    const note = { writing: careless[0], text: texts[2][1], file: null };
    await recorder.call(handInNote, { params: { personId: last }, body: note });
  }
  on(17, '16:40');
  const { id: drawId } = await leader.call(drawNotes, { params: { unitId }, body: { count: 2 } });
  const { draws } = await leader.call(readNoteDraws, { params: { unitId } });
  const [first] = draws.find(({ id }) => id === drawId)?.notes ?? [];
  if (first === undefined) throw new Error('nothing was drawn');
  await leader.call(checkNote, { params: { drawId, noteId: first.id }, body: { careless: null } });
}

const lacking = [
  '有两次活动没有写主持人和地点，正在补。',
  '请假的三人还没有补课。',
  '表现形式讨论了一次，还没有归纳成条目。',
] as const;

/** The unit goes through the standard by itself; of every other one the team has done so again and found one thing more. */
export async function checkItself(
  chance: Seeded,
  { unitId, clerk, leader }: Studying,
  isLookedAt: boolean,
  on: (day: number, time: string) => void,
): Promise<void> {
  on(17, '09:20');
  const { items } = await clerk.call(readSelfCheck, { params: { unitId } });
  const found = chance.pick(items).code;
  const more = chance.pick(items).code;
  const said = (gaps: readonly string[]) => ({
    items: items.map(({ code }) =>
      gaps.includes(code)
        ? { code, answer: 'lacking' as const, note: chance.pick(lacking) }
        : { code, answer: 'in-order' as const, note: null },
    ),
  });
  const { id: checkId } = await clerk.call(checkOneself, { params: { unitId }, body: said([found]) });
  if (!isLookedAt) return;
  on(18, '10:30');
  await leader.call(checkAgain, { params: { checkId }, body: said([found, more]) });
}
