import { listLeftBehind } from '@muster/contract/roster';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { LeftBehindTable } from './left-behind-table.tsx';
import { useCategories, useLeftBehind, type LeftBehindFilter } from './member-queries.ts';
import { RosterTabs } from './roster-tabs.tsx';

export const page = createLazyRoute('/organisations/$organisationId/left-behind')({ component: LeftBehindPage });

const filters = [
  'all',
  'no-trace',
  'floating',
  'infirm',
  'never-reached',
] as const satisfies readonly LeftBehindFilter[];

/** Nobody is left behind: who has no trace in the open stage, and all floating and infirm members with the last contact. */
function LeftBehindPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { word } = useCategories();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/left-behind' });
  const asked = useSearchParam('filter');
  const filter = filters.find((one) => one === asked) ?? 'all';
  const { data: here } = useOrganisation(organisationId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLeftBehind(
    organisationId,
    filter,
  );
  usePageTitle(t('roster.leftBehind.title'));
  const counts = data?.[0]?.counts;
  const rows = data?.flatMap(({ members }) => members) ?? [];
  const missing = counts?.['no-trace'];
  const address = `/organisations/${organisationId}/left-behind`;
  const words: Readonly<Record<LeftBehindFilter, ReactNode>> = {
    all: t('roster.leftBehind.filter.all'),
    'no-trace': t('roster.leftBehind.filter.no-trace'),
    floating: <UserText>{word('floating')}</UserText>,
    infirm: <UserText>{word('infirm')}</UserText>,
    'never-reached': t('roster.leftBehind.filter.never-reached'),
  };
  const member = term('member', missing === 1 ? 'one' : 'many');
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <RosterTabs organisationId={organisationId} here="left-behind" />
        <PageHead
          verdict
          title={
            missing === undefined
              ? '—'
              : missing === 0
                ? t('roster.leftBehind.everybody', { member: term('member', 'many') })
                : t('roster.leftBehind.missing', { count: missing, member })
          }
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('roster.leftBehind.about')}
            </Facts>
          }
          actions={<SheetButton route={listLeftBehind} input={{ params: { organisationId }, query: { filter } }} />}
        />
        <FilterLine
          name={t('roster.leftBehind.title')}
          items={filters.map((one) => ({
            key: one,
            href: one === 'all' ? address : `${address}?filter=${one}`,
            label: (
              <span>
                {words[one]} <Figure value={counts?.[one] ?? null} />
              </span>
            ),
            here: one === filter,
          }))}
        />
        <Sheet>
          {data === undefined && error !== null && (
            <Trouble error={error} what={t('roster.leftBehind.title')} onRetry={() => void refetch()} />
          )}
          {data === undefined && error === null && <Loading rows={8} />}
          {data !== undefined && rows.length === 0 && <EmptyLine>{t('roster.leftBehind.nobody')}</EmptyLine>}
          {rows.length > 0 && <LeftBehindTable members={rows} />}
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
