import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Assessment } from './queries.ts';
import { roundsOf, type Cell, type Round } from './rounds.ts';

/** Both counts of every finished round side by side; the cells that differ are marked, and shown to who counts again without the other's figures. What became the result is shown there. */
export function RoundSheets({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const rounds = roundsOf(assessment).filter(({ differing }) => assessment.tally === null || differing > 0);
  return rounds.map((round) => <RoundSheet key={round.round} round={round} />);
}

function RoundSheet({ round }: { readonly round: Round }): ReactNode {
  const t = useText();
  const columns = useColumns(round);
  return (
    <Sheet
      title={t('assessment.roundCounts', { round: round.round })}
      caption={
        round.differing === 0 ? t('assessment.allAlike') : t('assessment.cellsDiffer', { count: round.differing })
      }
    >
      {round.isWithheld && <EmptyLine>{t('assessment.withheld')}</EmptyLine>}
      <DataTable
        name={t('assessment.roundCounts', { round: round.round })}
        height="dense"
        columns={columns}
        rows={round.cells}
        rowKey={({ voters, answer }) => voters + answer}
      />
    </Sheet>
  );
}

function useColumns({ tellers: [one, other] }: Round): readonly Column<Cell>[] {
  const t = useText();
  const term = useTerms();
  return [
    {
      key: 'answer',
      head: t('assessment.answerHead'),
      cell: ({ voters, answer }) => (
        <Facts>
          {term(voters, 'start-many')}
          {t(`assessment.answer.${answer}`)}
        </Facts>
      ),
    },
    {
      key: 'first',
      head: <UserText>{one.name}</UserText>,
      align: 'right',
      width: 72,
      cell: ({ first }) => first ?? '—',
    },
    {
      key: 'second',
      head: <UserText>{other.name}</UserText>,
      align: 'right',
      width: 72,
      cell: ({ second }) => second ?? '—',
    },
    {
      key: 'differs',
      head: t('assessment.compare'),
      align: 'right',
      width: 96,
      cell: ({ differs }) =>
        differs && (
          <StateWord state="gap" small>
            {t('assessment.differs')}
          </StateWord>
        ),
    },
  ];
}
