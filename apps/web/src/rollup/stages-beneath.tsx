import { listStagesBeneath } from '@muster/contract/rollup';
import { SheetButton } from '../app/sheet-button.tsx';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { useNarrow } from '../app/surroundings.ts';
import { nodeAddress } from '../organisation/node-address.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { batchQuery, useBatch, useDrill } from './batch.ts';
import { owedAddress, stageStates, unitsInAddress, useStagesBeneath, type LineBeneath } from './queries.ts';

type Props = { readonly organisationId: string };

/** A line for each place directly beneath, in the order of the tree: how far its units are, and what is overdue there. */
export function StagesBeneath({ organisationId }: Props): ReactNode {
  const t = useText();
  const now = useNow();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useStagesBeneath(organisationId);
  const [first] = data?.pages ?? [];
  const columns = useColumns(first?.stages ?? []);
  const narrow = useNarrow();
  const batch = useBatch();
  if (first === undefined || first.rows.length === 0 || first.stages.length === 0) return null;
  return (
    <Sheet
      title={t('rollup.beneath.title')}
      caption={t('rollup.beneath.count', { count: first.all })}
      folded={narrow ? t('rollup.unfold') : undefined}
      {...(first.asOf !== null && { right: <AsOf at={first.asOf} now={now} /> })}
      foot={
        <>
          {hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />}
          <SheetButton route={listStagesBeneath} input={{ params: { organisationId }, query: batchQuery(batch) }} />
        </>
      }
    >
      <DataTable
        name={t('rollup.beneath.title')}
        columns={columns}
        rows={data?.pages.flatMap(({ rows }) => rows) ?? []}
        rowKey={({ organisation }) => organisation.id}
        height="tall"
      />
    </Sheet>
  );
}

type Stages = readonly { readonly code: string; readonly title: { readonly zh: string; readonly en: string } }[];

function useColumns(stages: Stages): Column<LineBeneath>[] {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const drill = useDrill();
  return [
    {
      key: 'name',
      head: t('rollup.beneath.place'),
      cell: ({ organisation: { id, kind, name }, members }) => (
        <>
          <Anchor className="m-link" href={nodeAddress(kind, id)}>
            <UserText>{name}</UserText>
          </Anchor>
          <span className="m-second">
            <Figure value={members} href={`/organisations/${id}/members`} />{' '}
            {term('member', members === 1 ? 'one' : 'many')}
          </span>
        </>
      ),
    },
    ...stages.map(({ code, title }): Column<LineBeneath> => ({
      key: code,
      head: <UserText>{titles.of(title)}</UserText>,
      label: titles.of(title),
      cell: (line) => <StageCounts line={line} code={code} />,
    })),
    {
      key: 'overdue',
      head: t('rollup.owed.overdue'),
      label: t('rollup.owed.overdue'),
      align: 'right',
      width: 90,
      cell: ({ organisation: { id }, overdue }) => (
        <Figure
          value={overdue}
          {...(overdue > 0 && { state: 'gap' as const, href: drill(owedAddress(id, 'overdue')) })}
          label={t('rollup.owed.overdue')}
        />
      ),
    },
  ];
}

/** Where its units are in one stage; each count opens them. */
function StageCounts({ line, code }: { readonly line: LineBeneath; readonly code: string }): ReactNode {
  const t = useText();
  const drill = useDrill();
  const stage = line.stages.find((one) => one.code === code);
  const counted = stageStates.filter((state) => stage !== undefined && stage[state] > 0);
  if (stage === undefined || counted.length === 0) return '—';
  return (
    <span className="m-roll-stage">
      {counted.map((state) => (
        <span key={state} className="m-nowrap">
          <Figure value={stage[state]} href={drill(unitsInAddress(line.organisation.id, code, 'stage', state))} />{' '}
          {t(`rollup.beneath.${state}`)}
        </span>
      ))}
    </span>
  );
}
