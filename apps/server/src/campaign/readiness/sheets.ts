import type { RouteAnswer } from '@muster/contract';
import type { previewBatchReadiness, readBatchReadiness } from '@muster/contract/campaign';
import type { ReadinessMeasure } from '@muster/core/campaign';
import {
  table,
  type Bilingual,
  type ListTable,
  type SheetsOf,
  type SheetWords,
} from '../../platform/http/list-sheets.ts';

type Opened = RouteAnswer<typeof readBatchReadiness>;
type Readiness = RouteAnswer<typeof previewBatchReadiness>;
type Item = Readiness['items'][number];

/** What is looked at, and what it may not be or be without. */
type Looked = readonly [what: (words: SheetWords) => string, lacks: (words: SheetWords) => string];

const say =
  (both: Bilingual) =>
  (words: SheetWords): string =>
    words.of(both);
const called =
  (...codes: readonly string[]) =>
  (words: SheetWords): string =>
    codes.map((code) => words.term(code)).join(words.of({ zh: '、', en: ', ' }));

const measures: Readonly<Record<ReadinessMeasure, Looked>> = {
  'organisation.unwell': [
    say({ zh: '组织', en: 'Organisation' }),
    say({ zh: '软弱、瘫痪、空白', en: 'Weak, paralysed or empty' }),
  ],
  'roster.transfers-open': [say({ zh: '转移', en: 'Transfer' }), say({ zh: '没有办完', en: 'Not settled' })],
  'campaign.units-unplaced': [
    called('unit'),
    say({ zh: '不归任何一批或同时归两批', en: 'In no batch, or claimed by two' }),
  ],
  'access.branches-without-secretary': [called('branch'), called('secretary')],
  'access.units-without-staff': [called('unit'), called('head', 'clerk')],
  'supervision.units-without-team': [called('unit'), called('team')],
};

const name = { zh: '开批前的准备', en: 'What is ready before the start' } as const;
const head = {
  item: { zh: '准备事项', en: 'Item' },
  readyOn: { zh: '哪天做好的', en: 'Ready since' },
  words: { zh: '说明', en: 'On what ground' },
  saidBy: { zh: '确认人', en: 'Confirmed by' },
} as const;
const yes = (is: boolean, words: SheetWords): string | null => (is ? words.of({ zh: '是', en: 'yes' }) : null);

/** A line for each count of an item, and one for an item that is confirmed by word. */
const lines = ({ items }: Readiness) =>
  items.flatMap((item) => (item.figures.length === 0 ? [null] : item.figures).map((figure) => ({ ...item, figure })));

const items: ListTable<Readiness> = table(name, lines, [
  [head.item, ({ title }, words) => words.of(title)],
  [{ zh: '硬性', en: 'Hard' }, ({ isHard }, words) => yes(isHard, words)],
  [
    { zh: '情况', en: 'State' },
    ({ isMet }, words) => words.of(isMet ? { zh: '已做好', en: 'Ready' } : { zh: '还没做好', en: 'Not ready' }),
  ],
  [{ zh: '看什么', en: 'Looked at' }, ({ figure }, words) => figure && measures[figure.measure][0](words)],
  [
    { zh: '缺什么', en: 'What is wrong or missing' },
    ({ figure }, words) => figure && measures[figure.measure][1](words),
  ],
  [{ zh: '缺多少', en: 'How many' }, ({ figure }) => figure?.lacking ?? null],
  [{ zh: '共多少', en: 'Of' }, ({ figure }) => figure?.all ?? null],
  [
    { zh: '其中', en: 'Among them' },
    ({ figure }, words) => figure?.first.map((each) => each.name).join(words.of({ zh: '、', en: ', ' })) ?? null,
  ],
  [head.readyOn, ({ word }) => word?.readyOn ?? null],
  [head.words, ({ word }) => word?.words ?? null],
  [head.saidBy, ({ word }) => word?.saidBy ?? null],
]);

const takenBackOf = ({ items: all }: Readiness) =>
  all.flatMap(({ title, takenBack }: Item) => takenBack.map((word) => ({ title, ...word })));

const takenBack: ListTable<Readiness> = table({ zh: '撤回的确认', en: 'Taken back' }, takenBackOf, [
  [head.item, ({ title }, words) => words.of(title)],
  [head.readyOn, ({ readyOn }) => readyOn],
  [head.words, ({ words: ground }) => ground],
  [head.saidBy, ({ saidBy }) => saidBy],
  [{ zh: '撤回人', en: 'Taken back by' }, ({ by }) => by],
  [{ zh: '撤回时间', en: 'Taken back at' }, ({ at }, words) => words.moment(at)],
  [{ zh: '理由', en: 'Reason' }, ({ reason }) => reason],
]);

const opening: ListTable<Opened> = table(
  { zh: '开批', en: 'Opening' },
  ({ opening: one }) => (one === null ? [] : [one]),
  [
    [{ zh: '开批人', en: 'Opened by' }, ({ by }) => by],
    [{ zh: '开批时间', en: 'Opened at' }, ({ at }, words) => words.moment(at)],
    [{ zh: '没做好仍要开批的理由', en: 'Why it opened all the same' }, ({ reason }) => reason],
  ],
);

export const readinessSheets: SheetsOf<typeof readBatchReadiness> = { name, tables: [items, takenBack, opening] };

export const readinessAheadSheets: SheetsOf<typeof previewBatchReadiness> = { name, tables: [items] };
