import { listBurdens } from '@muster/contract/opinion';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './opinion.css';
import { useBurdens, type BurdenReport } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/burdens')({ component: Burdens });

function Burdens(): ReactNode {
  const t = useText();
  usePageTitle(t('opinion.burdens'));
  const { organisationId } = useParams({ from: '/organisations/$organisationId/burdens' });
  const { data: here } = useOrganisation(organisationId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useBurdens(organisationId);
  const reports = data?.pages.flatMap((one) => one.reports);
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead
          title={t('opinion.burdens')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('opinion.withoutNames')}
            </Facts>
          }
          actions={<SheetButton route={listBurdens} input={{ params: { organisationId } }} />}
        />
        <Sheet>
          {reports === undefined && error !== null && (
            <Trouble error={error} what={t('opinion.burdens')} onRetry={() => void refetch()} />
          )}
          {reports === undefined && error === null && <Loading />}
          {reports?.length === 0 && <EmptyLine>{t('opinion.none')}</EmptyLine>}
          <ul className="m-burdens">
            {reports?.map((report) => (
              <Report key={report.id} report={report} />
            ))}
          </ul>
          {hasNextPage && (
            <footer className="m-sheet-foot">
              <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} earlier />
            </footer>
          )}
        </Sheet>
      </Page>
    </>
  );
}

function Report({ report }: { readonly report: BurdenReport }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const at = `${day(civilDate(report.recordedAt))} ${timeText(report.recordedAt, 'minute')}`;
  return (
    <li>
      <p>
        <UserText>{report.body}</UserText>
      </p>
      <span className="m-second">
        <Facts>
          {at}
          <UserText>{report.organisationName}</UserText>
          {report.page.startsWith('/') && (
            <Anchor className="m-link" href={report.page}>
              {t('opinion.thePage')}
            </Anchor>
          )}
        </Facts>
      </span>
    </li>
  );
}
