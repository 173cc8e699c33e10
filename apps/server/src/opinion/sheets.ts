import type { listBurdens } from '@muster/contract/opinion';
import { table, type SheetsOf } from '../platform/http/list-sheets.ts';

const burdens = { zh: '反映的负担', en: 'What burdens' } as const;

/** Without names, as on the page. */
export const burdenSheets: SheetsOf<typeof listBurdens> = {
  name: burdens,
  tables: [
    table(burdens, ({ reports }) => reports, [
      [{ zh: '时间', en: 'When' }, ({ recordedAt }, words) => words.moment(recordedAt)],
      [(words) => words.term('unit'), ({ organisationName }) => organisationName],
      [{ zh: '说了什么', en: 'What was said' }, ({ body }) => body],
      [{ zh: '在哪一页', en: 'On which page' }, ({ page }) => page],
    ]),
  ],
};
