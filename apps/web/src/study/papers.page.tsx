import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { PrintButton, PrintFoot } from '../ui/frame/printed.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { BranchSide } from './branch-side.tsx';
import { MeetingLines, PaperTable, type Paper } from './paper-table.tsx';
import { useRoll } from './queries.ts';
import './papers.css';

export const page = createLazyRoute('/branches/$branchId/papers')({ component: Papers });

/** What a branch needs on paper: a list to sign at a meeting, and its roster. */
function Papers(): ReactNode {
  const t = useText();
  const { branchId } = page.useParams();
  const what: Paper = useSearchParam('what') === 'roster' ? 'roster' : 'signIn';
  const { data, error, isPending, refetch, dataUpdatedAt } = useRoll(branchId);
  const address = `/branches/${branchId}/papers`;
  const title = t(`study.paper.${what}`);
  usePageTitle(title);
  const whose = data !== undefined && (
    <Facts>
      <UserText>{data.branch.name}</UserText>
      <UserText>{data.unit.name}</UserText>
    </Facts>
  );
  return (
    <>
      <DeskBar here="branch" />
      <Page side={<BranchSide branchId={branchId} here="papers" />}>
        <PageHead
          title={title}
          caption={
            data !== undefined && (
              <Facts>
                {whose}
                {t('study.onTheRoll', { count: data.roll.length })}
              </Facts>
            )
          }
          actions={<PrintButton />}
        />
        <div className="m-unprinted">
          <FilterLine
            name={t('study.paper.which')}
            items={(['signIn', 'roster'] as const).map((each) => ({
              key: each,
              href: each === 'roster' ? `${address}?what=roster` : address,
              label: t(`study.paper.${each}`),
              here: each === what,
            }))}
          />
        </div>
        {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
        {isPending && <Loading rows={6} />}
        {data !== undefined && (
          <>
            {what === 'signIn' && <MeetingLines />}
            <div className={`study-paper-${what}`}>
              <Sheet>
                <PaperTable paper={what} name={title} roll={data.roll} />
              </Sheet>
            </div>
            <PrintFoot whose={[data.branch.name, data.unit.name]} asOf={dataUpdatedAt} />
          </>
        )}
      </Page>
    </>
  );
}
