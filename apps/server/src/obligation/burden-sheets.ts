import type { RouteAnswer } from '@muster/contract';
import type { readBurdenAsked } from '@muster/contract/obligation';
import { table, type SheetColumn, type SheetsOf, type SheetWords } from '../platform/http/list-sheets.ts';

type Answer = RouteAnswer<typeof readBurdenAsked>;
type Figures = Answer['total'];
type Asker = Answer['by'][number];

const head = {
  asked: { zh: '上级要求', en: 'What is asked' },
  beneath: { zh: '按下级', en: 'Beneath' },
  byWhom: { zh: '按谁要求', en: 'By whom' },
  items: { zh: '逐项', en: 'One by one' },
  by: { zh: '谁要求的', en: 'Asked by' },
} as const;

const figures: readonly SheetColumn<Figures>[] = [
  [{ zh: '材料（份）', en: 'Papers' }, ({ papers }) => papers],
  [{ zh: '会议活动（次）', en: 'Meetings' }, ({ meetings }) => meetings],
  [(words) => words.term('studyHour'), ({ minutes }, words) => words.hours(minutes)],
];

const kinds = {
  paper: { zh: '材料', en: 'Paper' },
  meeting: { zh: '会议活动', en: 'Meeting' },
} as const;

function askerText({ playbook, organisation }: Pick<Asker, 'playbook' | 'organisation'>, words: SheetWords): string {
  const document = playbook === null ? words.term('team') : words.of(playbook.title);
  return organisation === null ? document : `${organisation.name} · ${document}`;
}

export const burdenSheets: SheetsOf<typeof readBurdenAsked> = {
  name: head.asked,
  tables: [
    table(head.beneath, ({ rows }) => rows, [
      [{ zh: '名称', en: 'Name' }, ({ organisation }) => organisation.name],
      [(words) => words.term('unit'), ({ units }) => units],
      ...figures,
    ]),
    table<Answer, Asker>(head.byWhom, ({ by }) => by, [[head.by, askerText], ...figures]),
    table(head.items, ({ items, by }) => items.map((item) => ({ item, by: by.find(({ key }) => key === item.by) })), [
      [{ zh: '期限', en: 'Due' }, ({ item }) => item.dueOn],
      [
        { zh: '类别', en: 'Kind' },
        ({ item }, words) => (item.what === 'time' ? words.term('studyHour') : words.of(kinds[item.what])),
      ],
      [{ zh: '要求', en: 'What' }, ({ item }, words) => words.of(item.title)],
      [{ zh: '阶段', en: 'Stage' }, ({ item }, words) => words.title('stage', item.stageCode)],
      [
        { zh: '数量', en: 'How much' },
        ({ item }, words) => (item.what === 'time' ? words.hours(item.number) : item.number),
      ],
      [head.by, ({ by }, words) => (by === undefined ? null : askerText(by, words))],
    ]),
  ],
  narrowed: ({ from, to }) => (from === undefined && to === undefined ? [] : [`${from ?? '…'} – ${to ?? '…'}`]),
};
