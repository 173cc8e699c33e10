import { listCoverage } from '@muster/contract/campaign';
import { useState, type ReactNode } from 'react';
import { useTerms, useTitles, type Campaign } from '../../app/campaign.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Choice } from '../../ui/form/input.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import {
  useBatches,
  queryOf,
  useCoveredUnits,
  useNameUnit,
  type Batch,
  type CoverageFilter,
  type CoveredUnit,
} from './queries.ts';

type Props = { readonly campaign: Campaign; readonly organisationId: string; readonly filter: CoverageFilter };

/** The units behind a figure, by place in the tree; whoever is in no batch or in two is put into one by name. */
export function CoverageList({ campaign, organisationId, filter }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useCoveredUnits(
    campaign.id,
    organisationId,
    filter,
  );
  const { data: batches = [] } = useBatches(campaign.id);
  const planned = batches.filter(({ may }) => may.change);
  const columns = useColumns(planned);
  const title =
    filter.state === null
      ? t('campaign.coverage.list')
      : t(`campaign.coverage.state.${filter.state}`, { member: term('member') });
  const all = data?.pages[0]?.all;
  return (
    <Sheet
      title={title}
      {...(all !== undefined && {
        caption: t('campaign.coverage.all', { count: all, unit: term('unit', all === 1 ? 'one' : 'many') }),
      })}
      right={
        <SheetButton
          small
          route={listCoverage}
          input={{ params: { campaignId: campaign.id, organisationId }, query: queryOf(filter) }}
        />
      }
      foot={hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />}
    >
      {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={6} />}
      {data !== undefined && (
        <DataTable
          name={title}
          columns={columns}
          rows={data.pages.flatMap((one) => one.units)}
          rowKey={({ id }) => id}
          height="tall"
          empty={<EmptyLine>{t('campaign.coverage.none')}</EmptyLine>}
        />
      )}
    </Sheet>
  );
}

function useColumns(planned: readonly Batch[]): readonly Column<CoveredUnit>[] {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  return [
    {
      key: 'unit',
      head: term('unit', 'start'),
      cell: ({ id, name, unitClass }) => (
        <>
          <Anchor className="m-link" href={`/units/${id}`}>
            <UserText>{name}</UserText>
          </Anchor>
          <span className="m-second">
            {unitClass === null ? t('campaign.coverage.noClass') : <UserText>{titles.of(unitClass.title)}</UserText>}
          </span>
        </>
      ),
    },
    {
      key: 'why',
      head: t('campaign.coverage.why'),
      label: t('campaign.coverage.why'),
      width: 380,
      cell: (unit) => <Why unit={unit} />,
    },
    {
      key: 'act',
      head: null,
      width: 260,
      align: 'right',
      cell: ({ id, state }) =>
        (state === 'uncovered' || state === 'doubly') &&
        planned.length > 0 && <NameUnit unitId={id} planned={planned} />,
    },
  ];
}

/** The batch and the rule that decided, or those that claim it. */
function Why({ unit }: { readonly unit: CoveredUnit }): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { state, batchNumber, missedBy, claims } = unit;
  const gap = state === 'uncovered' || state === 'doubly';
  return (
    <>
      <StateWord state={gap ? 'gap' : state === 'without-member' ? 'wait' : 'met'} small>
        {t(`campaign.coverage.state.${state}`, { member: term('member') })}
        {batchNumber !== null && ` · ${t('campaign.batch', { number: batchNumber })}`}
      </StateWord>
      {claims.map(({ batchNumber: number, node, unitClass }) => (
        <span key={`${number} ${node ?? ''} ${unitClass?.code ?? ''}`} className="m-second">
          {t('campaign.batch', { number })}
          {': '}
          <UserText>{node ?? t('campaign.plan.elsewhere')}</UserText>
          {unitClass !== null && (
            <>
              {' · '}
              <UserText>{titles.of(unitClass.title)}</UserText>
            </>
          )}
        </span>
      ))}
      {missedBy !== null && <span className="m-second">{t('campaign.coverage.missedBy', { number: missedBy })}</span>}
    </>
  );
}

function NameUnit({ unitId, planned }: { readonly unitId: string; readonly planned: readonly Batch[] }): ReactNode {
  const t = useText();
  const say = useRefusal();
  const [chosen, setChosen] = useState(planned[0]?.id ?? '');
  const { mutate, isPending, error } = useNameUnit();
  const batch = planned.find(({ id }) => id === chosen) ?? planned[0];
  return (
    <div className="m-name-unit">
      <Choice aria-label={t('campaign.batches')} value={batch?.id} onChange={(event) => setChosen(event.target.value)}>
        {planned.map(({ id, number }) => (
          <option key={id} value={id}>
            {t('campaign.batch', { number })}
          </option>
        ))}
      </Choice>
      <Button small busy={isPending} onClick={() => batch !== undefined && mutate({ batch, unitId })}>
        {t('campaign.coverage.nameIt')}
      </Button>
      {error !== null && <FormFault>{say(error)}</FormFault>}
    </div>
  );
}
