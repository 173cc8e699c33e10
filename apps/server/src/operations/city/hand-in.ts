import {
  checkDeliverables,
  exemptObligations,
  listObligations,
  listOwed,
  submitDeliverable,
  submitDeliverables,
} from '@muster/contract/obligation';
import type { RouteAnswer } from '@muster/contract';
import { recordMakeUps } from '@muster/contract/study';
import type { CivilDate } from '@muster/core/kernel';
import type { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import { inParallel } from '../in-parallel.ts';
import { atOnce } from './offices.ts';
import { ledgerOf, paperOf } from './paper-texts.ts';

export type Paper = RouteAnswer<typeof listObligations>['obligations'][number];
type Owed = RouteAnswer<typeof listOwed>['owed'][number];

/** As many as one list takes. */
const most = 1000;

/** Null: whichever. */
interface Asked {
  readonly organisationId: string;
  readonly stageCode: string | null;
  readonly codes: readonly string[] | null;
}

/** Who hands in for a unit, and who looks at it. */
export interface Keeper {
  readonly clerk: Visitor;
  readonly leader: Visitor;
}

/** In one stage: each unit's contact hands its papers in together, and the teams accept them by the list. Days as the clock is set by `on`. */
export async function handIn(
  { chance, keepers }: { chance: Seeded; keepers: ReadonlyMap<string, Keeper> },
  papers: readonly Paper[],
  on: (step: 'submitted' | 'checked') => void,
  wrote: (rows: number) => void,
): Promise<void> {
  const owed = papers.filter(({ unit }) => keepers.has(unit.id));
  on('submitted');
  await handInAll(chance, owed, keepers, wrote);
  on('checked');
  await checkAll(owed, keepers, null);
}

/** All papers of one contact together. */
export async function handInAll(
  chance: Seeded,
  papers: readonly Paper[],
  keepers: ReadonlyMap<string, Keeper>,
  wrote: (rows: number) => void = () => undefined,
): Promise<void> {
  const byClerk = [...Map.groupBy(papers, ({ unit }) => keepers.get(unit.id)?.clerk)];
  await inParallel(byClerk, atOnce, async ([clerk, owed]) => {
    const those = owed.filter(({ form }) => form !== 'file');
    // Files come one at a time.
    for (const { id: obligationId, unit, title } of owed.filter(({ form }) => form === 'file')) {
      const base64 = Buffer.from(ledgerOf(chance, unit.name)).toString('base64');
      const body = { text: null, file: { name: `${unit.name}${title.zh}.csv`, base64 } };
      await clerk?.call(submitDeliverable, { params: { obligationId }, body });
      wrote(1);
    }
    for (let start = 0; start < those.length; start += 100) {
      const list = those.slice(start, start + 100);
      const body = {
        papers: list.map(({ id, code, unit }) => ({ obligationId: id, text: paperOf(chance, code, unit.name) })),
      };
      await clerk?.call(submitDeliverables, { body });
      wrote(list.length);
    }
  });
}

/** First versions, by the teams of their units; returned with that reason, where there is one. */
export async function checkAll(
  papers: readonly Paper[],
  keepers: ReadonlyMap<string, Keeper>,
  note: string | null,
): Promise<void> {
  for (const [leader, those] of Map.groupBy(papers, ({ unit }) => keepers.get(unit.id)?.leader)) {
    const checks = those.map(({ id }) => ({ obligationId: id, version: 1 }));
    const outcome = note === null ? 'accepted' : 'returned';
    await leader?.call(checkDeliverables, { body: { outcome, note, checks } });
  }
}

/** Of a stage, that which was never handed in. */
export async function papersOwed(office: Visitor, { organisationId, stageCode, codes }: Asked): Promise<Paper[]> {
  const owed: Paper[] = [];
  let after: string | undefined;
  do {
    const query = { state: 'open' as const, limit: 200, ...(after === undefined ? {} : { after }) };
    const page = await office.call(listObligations, { params: { organisationId }, query });
    owed.push(...page.obligations);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return owed.filter(
    (each) => (stageCode === null || each.stageCode === stageCode) && (codes === null || codes.includes(each.code)),
  );
}

/** Of one kind, that which is still to be done. */
export async function stillToDo(office: Visitor, organisationId: string, kind: 'lecture' | 'make-up'): Promise<Owed[]> {
  const owed: Owed[] = [];
  let after: string | undefined;
  do {
    const query = { kind, limit: 200, ...(after === undefined ? {} : { after }) };
    const page = await office.call(listOwed, { params: { organisationId }, query });
    owed.push(...page.owed);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return owed;
}

export async function letOff(office: Visitor, obligationIds: readonly string[], reason: string): Promise<void> {
  for (let start = 0; start < obligationIds.length; start += most)
    await office.call(exemptObligations, { body: { obligationIds: obligationIds.slice(start, start + most), reason } });
}

const ways = [
  {
    mode: 'make-up-lesson',
    earns: true,
    notes: ['统一补课，看了讲稿和记录', '补看当天讲稿，谈了体会', '跟二支部补听一次'],
  },
  { mode: 'make-up-lesson', earns: true, notes: ['周六上午集中补课', '支部书记单独补讲'] },
  { mode: 'lesson-at-home', earns: true, notes: ['送学上门，读了文件', '上门讲了要点，留下资料'] },
  { mode: 'telephone', earns: false, notes: ['人在外地，电话里讲了要点', '电话联系，资料已寄出'] },
  { mode: 'letter', earns: false, notes: ['寄去学习资料，收到回信'] },
] as const;

/** An evening has room for so many lessons of one person; the rest is told by telephone. */
const lessonsOfAnEvening = 3;

/** Evenings that were missed, made up together on one day. */
export async function makeUp(chance: Seeded, recorder: Visitor, owed: readonly Owed[], on: CivilDate): Promise<void> {
  const lessons = new Map<string, number>();
  for (let start = 0; start < owed.length; start += most) {
    const makeUps = owed.slice(start, start + most).map(({ id, person }) => {
      const so = lessons.get(person?.id ?? id) ?? 0;
      const { mode, earns, notes } = chance.pick(so < lessonsOfAnEvening ? ways : ways.filter((way) => !way.earns));
      if (earns) lessons.set(person?.id ?? id, so + 1);
      return { obligationId: id, mode, on, minutes: earns ? 120 : null, note: chance.pick(notes), lateReason: null };
    });
    await recorder.call(recordMakeUps, { body: { makeUps } });
  }
}
