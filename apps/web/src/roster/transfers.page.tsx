import { listTransfers } from '@muster/contract/roster';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useTransfers } from './member-queries.ts';
import { RosterTabs } from './roster-tabs.tsx';
import { TransferTable } from './transfer-table.tsx';

export const page = createLazyRoute('/organisations/$organisationId/transfers')({ component: Transfers });

/** Who is on the way in or out: what waits for oneself is said first; what is settled is a click away. */
function Transfers(): ReactNode {
  const t = useText();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/transfers' });
  const state = useSearchParam('state') === 'settled' ? 'settled' : 'open';
  const { data: here } = useOrganisation(organisationId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTransfers(organisationId, state);
  usePageTitle(t('roster.transfers.title'));
  const first = data?.[0];
  const rows = data?.flatMap(({ transfers }) => transfers) ?? [];
  const address = `/organisations/${organisationId}/transfers`;
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <RosterTabs organisationId={organisationId} here="transfers" />
        <PageHead
          title={
            first !== undefined && first.awaitingMe > 0
              ? t('roster.transfers.awaitMe', { count: first.awaitingMe })
              : t('roster.transfers.title')
          }
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {first !== undefined && t(`roster.transfers.${state}Count`, { count: first.all })}
            </Facts>
          }
          actions={<SheetButton route={listTransfers} input={{ params: { organisationId }, query: { state } }} />}
        />
        <FilterLine
          name={t('roster.transfers.title')}
          items={[
            { key: 'open', href: address, label: t('roster.transfers.open'), here: state === 'open' },
            {
              key: 'settled',
              href: `${address}?state=settled`,
              label: t('roster.transfers.settled'),
              here: state === 'settled',
            },
          ]}
        />
        <Sheet>
          {data === undefined && error !== null && (
            <Trouble error={error} what={t('roster.transfers.title')} onRetry={() => void refetch()} />
          )}
          {data === undefined && error === null && <Loading rows={4} />}
          {data !== undefined && rows.length === 0 && (
            <EmptyLine>{t(state === 'open' ? 'roster.transfers.noneOpen' : 'roster.transfers.noneSettled')}</EmptyLine>
          )}
          {rows.length > 0 && <TransferTable transfers={rows} />}
          {hasNextPage && (
            <footer className="m-sheet-foot">
              <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
            </footer>
          )}
        </Sheet>
      </Page>
    </>
  );
}
