import type { RouteAnswer } from '@muster/contract';
import type { listChanges, listFindings } from '@muster/contract/supervision';
import { entryColumns } from '../ledger/index.ts';
import { table, type Bilingual, type SheetsOf } from '../platform/http/list-sheets.ts';

type Findings = RouteAnswer<typeof listFindings>;
type Order = Findings['findings'][number]['orders'][number];

const findings = { zh: '问题与整改', en: 'Findings and orders' } as const;

const states: Readonly<Record<Order['state'] | 'overdue' | 'none', Bilingual>> = {
  open: { zh: '待整改', en: 'To be corrected' },
  answered: { zh: '待核验', en: 'To be verified' },
  returned: { zh: '退回整改', en: 'Returned' },
  verified: { zh: '已销号', en: 'Verified' },
  overdue: { zh: '逾期', en: 'Overdue' },
  none: { zh: '没有责令整改', en: 'No order' },
};

/** A line for each order, and one for what nobody ordered to be corrected. */
function lines({ findings: rows, codes }: Findings) {
  return rows.flatMap(({ orders, ...finding }) => {
    const title = codes.find(({ code }) => code === finding.code)?.title ?? null;
    return (orders.length === 0 ? [null] : orders).map((order) => ({ finding, title, order }));
  });
}

export const findingSheets: SheetsOf<typeof listFindings> = {
  name: findings,
  tables: [
    table(findings, lines, [
      [(words) => words.term('unit'), ({ finding }) => finding.unit.name],
      [{ zh: '阶段', en: 'Stage' }, ({ finding }, words) => words.title('stage', finding.stageCode)],
      [
        { zh: '问题类别', en: 'Kind of finding' },
        ({ finding, title }, words) => (title && words.of(title)) || finding.code,
      ],
      [{ zh: '问题', en: 'Finding' }, ({ finding }) => finding.text],
      [{ zh: '发现日期', en: 'Found on' }, ({ finding }) => finding.foundOn],
      [{ zh: '发现人', en: 'Found by' }, ({ finding }) => finding.foundBy],
      [{ zh: '整改要求', en: 'Order' }, ({ order }) => order?.text ?? null],
      [{ zh: '期限', en: 'Due' }, ({ order }) => order?.dueOn ?? null],
      [
        { zh: '办到哪里', en: 'State' },
        ({ order }, words) => words.of(states[order === null ? 'none' : order.isOverdue ? 'overdue' : order.state]),
      ],
    ]),
  ],
};

const changes = { zh: '上次以来的变化', en: 'Since the last visit' } as const;

export const changeSheets: SheetsOf<typeof listChanges> = {
  name: changes,
  tables: [table(changes, ({ entries }) => entries, entryColumns)],
};
