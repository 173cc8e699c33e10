import type { RouteAnswer } from '@muster/contract';
import { listPresences } from '@muster/contract/study';
import { useInfiniteQuery } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { client } from '../app/client.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { BeyondSight } from '../app/beyond-sight.tsx';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';

export const page = createLazyRoute('/organisations/$organisationId/presences')({ component: Presences });

type Row = RouteAnswer<typeof listPresences>['rows'][number];
const presences = ['present', 'absent'] as const;

/** Who was at the meetings of a week or of all, and who was not. */
function Presences(): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const { organisationId } = page.useParams();
  const week = useSearchParam('week') || null;
  const presence = useSearchParam('presence') === 'absent' ? 'absent' : 'present';
  const { data: here } = useOrganisation(organisationId);
  const found = useInfiniteQuery({
    queryKey: ['study', 'presences', organisationId, week, presence],
    queryFn: ({ pageParam }) =>
      client.call(listPresences, {
        params: { organisationId },
        query: { ...(week !== null && { week }), presence, ...(pageParam !== null && { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const title = t(`study.presences.${presence}`);
  usePageTitle(title);
  const columns = useColumns(presence);
  const [first] = found.data?.pages ?? [];
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {week !== null && t('study.presences.week', { day: day(week) })}
              <Anchor className="m-link" href={`/overview/${organisationId}/statistics`}>
                {t('study.presences.back')}
              </Anchor>
            </Facts>
          }
          actions={
            <SheetButton
              route={listPresences}
              input={{ params: { organisationId }, query: { ...(week !== null && { week }), presence } }}
            />
          }
        />
        <PagedSheet
          title={first === undefined ? title : t('study.presences.count', { count: first.all })}
          of={found}
          what={title}
          above={
            <>
              <FilterLine
                name={title}
                items={presences.map((one) => ({
                  key: one,
                  href: `/organisations/${organisationId}/presences?${new URLSearchParams({ ...(week !== null && { week }), presence: one }).toString()}`,
                  label: t(`study.presences.${one}`),
                  here: one === presence,
                }))}
              />
              <BeyondSight count={first?.beyond} />
            </>
          }
        >
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.pages.flatMap(({ rows }) => rows)}
              rowKey={({ person, activity }) => `${activity.id} ${person.id}`}
              height="tall"
              empty={<EmptyLine>{t('study.presences.none')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function useColumns(presence: 'present' | 'absent'): Column<Row>[] {
  const t = useText();
  const titles = useTitles();
  const branchWord = useTerm('branch', 'start');
  const { due } = useFormat();
  const columns: Column<Row>[] = [
    {
      key: 'person',
      head: t('study.presences.name'),
      cell: ({ person }) => (
        <Anchor className="m-link" href={`/people/${person.id}`}>
          <UserText>{person.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'branch',
      head: branchWord,
      label: branchWord,
      cell: ({ branch }) => (
        <Anchor href={`/branches/${branch.id}`}>
          <UserText>{branch.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'topic',
      head: t('study.topic'),
      label: t('study.topic'),
      cell: ({ activity }) => (
        <span>
          <Anchor className="m-link" href={`/activities/${activity.id}`}>
            <UserText>{activity.topic}</UserText>
          </Anchor>
          <span className="m-second">{titles.kind(activity.kind)}</span>
        </span>
      ),
    },
    {
      key: 'held',
      head: t('study.held'),
      label: t('study.held'),
      width: 140,
      cell: ({ activity: { startsAt } }) => (
        <span>
          <span className="m-nowrap">{due(civilDate(startsAt))}</span>
          <span className="m-second">{timeText(startsAt, 'minute')}</span>
        </span>
      ),
    },
  ];
  if (presence === 'present') return columns;
  return [
    ...columns,
    {
      key: 'reason',
      head: t('study.presences.reason'),
      label: t('study.presences.reason'),
      cell: ({ reason }) => (reason === null ? '—' : titles.reason(reason)),
    },
  ];
}
