import { listLeaders } from '@muster/contract/supervision';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useTermText } from '../../app/term-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { ContactPointForm } from './contact-point-form.tsx';
import { LeaderTable } from './leader-table.tsx';
import { Asked, Coverage, Verdict } from './leaders-head.tsx';
import { useLeaders } from './queries.ts';
import './contact-point.css';

export const page = createLazyRoute('/organisations/$organisationId/leaders')({ component: LeadersPage });

const shows = ['all', 'gaps'] as const;

/** Every leader beneath a place: how often each took part in the own branch and at the contact points, and what is still to do. */
function LeadersPage(): ReactNode {
  const t = useTermText();
  const { organisationId } = page.useParams();
  const show = useSearchParam('show') === 'gaps' ? 'gaps' : 'all';
  const { data: here } = useOrganisation(organisationId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLeaders(organisationId, show);
  usePageTitle(t('supervision.leaders.title'));
  const head = data?.[0];
  const leaders = data?.flatMap((one) => one.leaders) ?? [];
  const address = `/organisations/${organisationId}/leaders`;
  const counts = { all: head?.counts.leaders ?? null, gaps: head?.counts.gaps ?? null };
  return (
    <>
      <DeskBar here="supervision" />
      <Page>
        <PageHead
          verdict
          title={head === undefined ? '—' : <Verdict of={head} />}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {head !== undefined && <Coverage of={head} />}
            </Facts>
          }
          actions={<SheetButton route={listLeaders} input={{ params: { organisationId }, query: { show } }} />}
        />
        <FilterLine
          name={t('supervision.leaders.title')}
          items={shows.map((one) => ({
            key: one,
            href: one === 'all' ? address : `${address}?show=${one}`,
            label: (
              <span>
                {t(one === 'all' ? 'supervision.leaders.all' : 'supervision.leaders.gapsOnly')}{' '}
                <Figure value={counts[one]} />
              </span>
            ),
            here: one === show,
          }))}
        />
        <Sheet title={t('supervision.leaders.title')} caption={head !== undefined && <Asked of={head} />}>
          {data === undefined && error !== null && (
            <Trouble error={error} what={t('supervision.leaders.title')} onRetry={() => void refetch()} />
          )}
          {data === undefined && error === null && <Loading rows={8} />}
          {data !== undefined && leaders.length === 0 && (
            <EmptyLine>
              {t(show === 'all' ? 'supervision.leaders.nobody' : 'supervision.leaders.nobodyLacks')}
            </EmptyLine>
          )}
          {leaders.length > 0 && <LeaderTable leaders={leaders} />}
          {hasNextPage && (
            <footer className="m-sheet-foot">
              <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
            </footer>
          )}
        </Sheet>
        {head?.mayName === true && <ContactPointForm organisationId={organisationId} />}
      </Page>
    </>
  );
}
