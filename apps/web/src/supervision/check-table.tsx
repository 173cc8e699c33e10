import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { NowCell } from '../gate/finding-figures.tsx';
import type { Gate } from '../gate/queries.ts';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Answer } from './check-answer.tsx';
import { RecordedFigure } from './recorded-figure.tsx';
import type { Item, SelfCheck } from './self-check-queries.ts';

type Props = {
  readonly checked: SelfCheck;
  readonly gate: Gate | undefined;
  readonly unitId: string;
};

/** Item by item: the figure from the records, what the unit says and what was found, and whether the two agree. */
export function CheckTable({ checked, gate, unitId }: Props): ReactNode {
  const t = useText();
  const columns = useColumns(gate, unitId);
  return (
    <DataTable
      name={t('supervision.selfCheck.standard')}
      columns={columns}
      rows={checked.items}
      rowKey={({ code }) => code}
      height="tall"
      empty={null}
    />
  );
}

function useColumns(gate: Gate | undefined, unitId: string): readonly Column<Item>[] {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  return [
    {
      key: 'item',
      head: t('supervision.selfCheck.item'),
      width: 320,
      cell: ({ title, differs }) => (
        <span>
          {titles.of(title)}
          {differs && (
            <span className="m-second">
              <StateWord state="gap" small>
                {t('supervision.selfCheck.differs')}
              </StateWord>
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'figure',
      head: t('supervision.selfCheck.figure'),
      label: t('supervision.selfCheck.figure'),
      width: 180,
      cell: ({ code, records }) => {
        if (gate === undefined) return '…';
        const finding = gate.findings.find((each) => each.code === code);
        if (finding !== undefined) return <NowCell finding={finding} unitId={unitId} />;
        if (records !== null) return <RecordedFigure unitId={unitId} records={records} />;
        return <span className="m-caption">{t('supervision.selfCheck.noFigure')}</span>;
      },
    },
    {
      key: 'unit',
      head: term('unit', 'start'),
      label: term('unit', 'start'),
      cell: ({ unit }) => <Answer said={unit} />,
    },
    {
      key: 'team',
      head: t('supervision.selfCheck.again'),
      label: t('supervision.selfCheck.again'),
      cell: ({ team }) => <Answer said={team} />,
    },
  ];
}
