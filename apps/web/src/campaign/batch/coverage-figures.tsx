import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { SideList } from '../../ui/sheet/side-list.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Coverage, CoverageState } from './queries.ts';

type Props = { readonly coverage: Coverage; readonly organisationId: string };
type Batch = Coverage['batches'][number];
type ClassRow = Batch['classes'][number];

export function CoverageFigures({ coverage, organisationId }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const address = `/organisations/${organisationId}/coverage`;
  const { uncovered, doubly, batches } = coverage;
  return (
    <>
      <Sheet title={t('campaign.coverage.missing')}>
        <SideList
          items={[
            {
              key: 'uncovered',
              count: uncovered,
              text: t('campaign.coverage.uncovered', { unit: term('unit', 'many') }),
              href: `${address}?state=uncovered`,
              ...(uncovered > 0 && { state: 'gap' as const }),
            },
            {
              key: 'doubly',
              count: doubly,
              text: t('campaign.coverage.doubly', { unit: term('unit', 'many') }),
              href: `${address}?state=doubly`,
              ...(doubly > 0 && { state: 'gap' as const }),
            },
          ]}
        />
      </Sheet>
      {batches.map((batch) => (
        <BatchFigures key={batch.id} batch={batch} address={address} />
      ))}
    </>
  );
}

function BatchFigures({ batch, address }: { readonly batch: Batch; readonly address: string }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const columns = useColumns(batch, address);
  const total = (state: CoverageState, value: number) => (
    <Figure value={value} {...(value > 0 && { href: `${address}?state=${state}&batch=${batch.id}` })} />
  );
  return (
    <Sheet
      title={t('campaign.batch', { number: batch.number })}
      caption={batch.title !== null && <UserText>{titles.of(batch.title)}</UserText>}
    >
      <DataTable
        name={t('campaign.batch', { number: batch.number })}
        columns={columns}
        rows={batch.classes}
        rowKey={({ unitClass }) => unitClass?.code ?? ''}
        empty={<p className="m-line">{t('campaign.coverage.nobody')}</p>}
        totals={[
          t('campaign.coverage.sum'),
          total('taking-part', batch.takingPart),
          total('to-take', batch.toTake),
          total('without-member', batch.withoutMember),
        ]}
      />
    </Sheet>
  );
}

function useColumns(batch: Batch, address: string): readonly Column<ClassRow>[] {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const figure = (state: CoverageState, pick: (row: ClassRow) => number): Column<ClassRow> => {
    const label = t(`campaign.coverage.state.${state}`, { member: term('member') });
    return {
      key: state,
      head: label,
      label,
      width: 150,
      align: 'right',
      cell: (row) => {
        const href = `${address}?state=${state}&batch=${batch.id}&class=${row.unitClass?.code ?? 'none'}`;
        return <Figure value={pick(row)} {...(pick(row) > 0 && { href })} />;
      },
    };
  };
  return [
    {
      key: 'class',
      head: t('campaign.plan.unitClass'),
      cell: ({ unitClass }) =>
        unitClass === null ? t('campaign.coverage.noClass') : <UserText>{titles.of(unitClass.title)}</UserText>,
    },
    figure('taking-part', ({ takingPart }) => takingPart),
    figure('to-take', ({ toTake }) => toTake),
    figure('without-member', ({ withoutMember }) => withoutMember),
  ];
}
