import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Standing } from './queries.ts';
import { VerdictWord } from './verdict-filter.tsx';

type Props = {
  readonly rows: readonly Standing[];
  readonly name: string;
  /** What the two numbers of a row count. */
  readonly counts: string;
};

export function StandingTable({ rows, name, counts }: Props): ReactNode {
  const columns = columnsOf(useText(), useTerm('unit', 'start'), counts);
  return <DataTable name={name} columns={columns} rows={rows} rowKey={({ unit }) => unit.id} sticky />;
}

function columnsOf(t: Text, unitWord: string, counts: string): Column<Standing>[] {
  return [
    {
      key: 'unit',
      head: unitWord,
      cell: ({ unit }) => (
        <Anchor className="m-link" href={`/units/${unit.id}`}>
          <UserText>{unit.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'state',
      head: t('rollup.standings.state'),
      label: t('rollup.standings.state'),
      width: 200,
      cell: ({ verdict }) => <VerdictWord verdict={verdict} />,
    },
    {
      key: 'figure',
      head: counts,
      label: counts,
      width: 200,
      align: 'right',
      // Of what was let off whole nothing is left to count.
      cell: ({ verdict, num, den }) =>
        num === null || den === null || (verdict === 'not-applicable' && den === 0) ? (
          <Figure value={null} />
        ) : (
          <Figure value={num} of={den} />
        ),
    },
  ];
}
