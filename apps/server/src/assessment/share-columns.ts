import {
  dissatisfiedShare,
  satisfactionShare,
  satisfiedShare,
  type Answers,
  type Share,
} from '@muster/core/assessment';
import type { Bilingual, SheetColumn } from '../platform/http/list-sheets.ts';

const shares: readonly (readonly [Bilingual, (answers: Answers) => Share])[] = [
  [{ zh: '满意率', en: 'Share satisfied' }, satisfiedShare],
  [{ zh: '满意度', en: 'Degree of satisfaction' }, satisfactionShare],
  [{ zh: '不满意率', en: 'Share dissatisfied' }, dissatisfiedShare],
];

/** The three measures of a vote, each with the papers that it is of: none is a rate alone. */
export function shareColumns<Row>(answersOf: (row: Row) => Answers | null): SheetColumn<Row>[] {
  return shares.map(([name, shareOf]) => [
    name,
    (row: Row) => {
      const answers = answersOf(row);
      return answers === null ? null : shareText(shareOf(answers));
    },
  ]);
}

/** `82.86 % (29/35)`; nothing where there is no valid paper. */
function shareText({ num, den }: Share): string | null {
  return den === 0 ? null : `${((num * 100) / den).toFixed(2)} % (${num}/${den})`;
}
