import type { ReactNode } from 'react';
import { useText, type Text } from '../../app/i18n/use-text.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/form/button.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { countedAddress, useMeasureName, type MeasureCode } from './claim-words.ts';
import type { Measured } from './queries.ts';

type Props = {
  readonly organisationId: string;
  readonly measures: readonly Measured[];
  readonly onState: ((measure: MeasureCode) => void) | undefined;
};

/** Figures of which nobody has stated anything yet. */
export function UnstatedSheet({ organisationId, measures, onState }: Props): ReactNode {
  const t = useText();
  const measureName = useMeasureName();
  const unstated = measures.filter(({ statements }) => statements.length === 0);
  if (unstated.length === 0) return null;
  return (
    <Sheet title={t('organisation.claims.unstated')} caption={t('organisation.claims.unstatedHint')}>
      <DataTable
        name={t('organisation.claims.unstated')}
        rows={unstated}
        rowKey={({ measure }) => measure}
        columns={columnsOf({ t, measureName, organisationId, onState })}
      />
    </Sheet>
  );
}

type Words = Pick<Props, 'organisationId' | 'onState'> & {
  readonly t: Text;
  readonly measureName: (measure: MeasureCode) => string;
};

function columnsOf({ t, measureName, organisationId, onState }: Words): readonly Column<Measured>[] {
  return [
    { key: 'measure', head: t('organisation.claims.figure'), cell: ({ measure }) => measureName(measure) },
    {
      key: 'counted',
      head: t('organisation.claims.counted'),
      label: t('organisation.claims.counted'),
      align: 'right',
      width: 120,
      cell: ({ measure, counted }) => <Figure value={counted} href={countedAddress(organisationId, measure, null)} />,
    },
    ...(onState === undefined
      ? []
      : [
          {
            key: 'act',
            head: null,
            align: 'right' as const,
            width: 140,
            cell: ({ measure }: Measured) => (
              <Button small onClick={() => onState(measure)}>
                {t('organisation.claims.state')}
              </Button>
            ),
          },
        ]),
  ];
}
