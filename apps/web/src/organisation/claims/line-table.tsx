import { useState, type ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
import { useText, type Text } from '../../app/i18n/use-text.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/form/button.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { countedAddress, useMeasureName, usePartName, type MeasureCode } from './claim-words.ts';
import type { Breakdown, Line, Reconciliation, Statement } from './queries.ts';

type Props = {
  readonly organisationId: string;
  readonly measure: MeasureCode;
  readonly statement: Statement;
  readonly breakdown: Breakdown;
  readonly nodes: Reconciliation['nodes'];
};

const shownAtFirst = 50;

/** Every part with what was stated and what was counted of it, in the order of the list or of the tree. */
export function LineTable({ organisationId, measure, statement, breakdown, nodes }: Props): ReactNode {
  const t = useText();
  const measureName = useMeasureName();
  const partName = usePartName(nodes);
  const [all, setAll] = useState(false);
  const { batchId, counted } = statement;
  const total = statement.total?.stated ?? null;
  const { by, lines, sum, explanation, difference } = breakdown;
  const suspected = new Set(explanation?.found === 1 ? explanation.sets[0] : []);
  const mark = t(
    difference !== null && difference > 0 ? 'organisation.claims.maybeLeftOut' : 'organisation.claims.maybeTwice',
  );
  const columns = columnsOf({
    t,
    by,
    partName: (part) => partName(by, part),
    addressOf: (of) => countedAddress(organisationId, measure, batchId, { by, of }),
    isStated: sum !== null,
    suspected,
    mark,
  });
  const rest = all ? 0 : Math.max(0, lines.length - shownAtFirst);
  return (
    <>
      <DataTable
        name={`${measureName(measure)}: ${t(`organisation.claims.part.${by}`)}`}
        columns={columns}
        rows={rest > 0 ? lines.slice(0, shownAtFirst) : lines}
        rowKey={({ part }) => part ?? ''}
        rowState={({ part }) => (suspected.has(part) ? 'wait' : undefined)}
        totals={[
          t('organisation.claims.sumLine'),
          ...(sum === null ? [] : [countText(sum)]),
          countText(counted),
          ...(sum === null ? [] : [<Difference key="sum" value={counted - sum} t={t} />]),
          ...(suspected.size === 0 ? [] : [total === null ? '' : countText(total)]),
        ]}
      />
      {rest > 0 && (
        <footer className="m-sheet-foot">
          <Button small onClick={() => setAll(true)}>
            {t('organisation.claims.allLines', { count: lines.length })}
          </Button>
        </footer>
      )}
    </>
  );
}

type Words = {
  readonly t: Text;
  readonly by: Breakdown['by'];
  readonly partName: (part: string | null) => string;
  readonly addressOf: (of: Line['of']) => string;
  readonly isStated: boolean;
  readonly suspected: ReadonlySet<string | null>;
  readonly mark: string;
};

function columnsOf({ t, by, partName, addressOf, isStated, suspected, mark }: Words): readonly Column<Line>[] {
  return [
    {
      key: 'part',
      head: t(`organisation.claims.part.${by}`),
      cell: ({ part }) => (part === null ? partName(part) : <UserText>{partName(part)}</UserText>),
    },
    ...(!isStated
      ? []
      : [
          {
            key: 'stated',
            head: t('organisation.claims.stated'),
            label: t('organisation.claims.stated'),
            align: 'right' as const,
            width: 90,
            cell: ({ stated }: Line) => <Figure value={stated?.stated ?? null} />,
          },
        ]),
    {
      key: 'counted',
      head: t('organisation.claims.counted'),
      label: t('organisation.claims.counted'),
      align: 'right',
      width: 100,
      cell: ({ counted, of }) => <Figure value={counted} href={addressOf(of)} />,
    },
    ...(!isStated
      ? []
      : [
          {
            key: 'difference',
            head: t('organisation.claims.difference'),
            label: t('organisation.claims.difference'),
            align: 'right' as const,
            width: 90,
            cell: ({ difference: each }: Line) => <Difference value={each} t={t} />,
          },
        ]),
    ...(suspected.size === 0
      ? []
      : [
          {
            key: 'mark',
            head: t('organisation.claims.inTotal'),
            label: t('organisation.claims.inTotal'),
            align: 'right' as const,
            width: 130,
            cell: ({ part }: Line) =>
              suspected.has(part) ? (
                <span className="m-wait">{mark}</span>
              ) : (
                <span className="m-caption">{t('organisation.claims.counts')}</span>
              ),
          },
        ]),
  ];
}

function Difference({ value, t }: { readonly value: number | null; readonly t: Text }): ReactNode {
  if (value === null || value === 0) return <Figure value={value} />;
  return (
    <span className="m-gap">
      {t(value < 0 ? 'organisation.claims.fewer' : 'organisation.claims.over', { count: Math.abs(value) })}
    </span>
  );
}
