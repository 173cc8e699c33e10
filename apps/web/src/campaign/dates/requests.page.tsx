import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import '../campaign.css';
import { useDateRequests } from './queries.ts';
import { RequestLine } from './request-line.tsx';

export const page = createLazyRoute('/date-requests')({ component: Requests });

/** Units that ask for other dates, the oldest first. */
function Requests(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data, error, isPending, refetch } = useDateRequests();
  usePageTitle(t('campaign.requests.title'));
  const mine = data?.filter(({ may }) => may.decide) ?? [];
  const others = data?.filter(({ may }) => !may.decide) ?? [];
  return (
    <>
      <DeskBar here="requests" />
      <Page>
        <PageHead
          title={t('campaign.requests.title')}
          caption={t('campaign.requests.about', { unit: term('unit', 'many') })}
        />
        {error !== null && <Trouble error={error} what={t('campaign.requests.title')} onRetry={() => void refetch()} />}
        {isPending && <Loading rows={4} />}
        {data !== undefined && (
          <Sheet title={t('campaign.requests.mine')} caption={t('campaign.requests.count', { count: mine.length })}>
            {mine.length === 0 && <EmptyLine>{t('campaign.requests.none')}</EmptyLine>}
            {mine.map((request) => (
              <RequestLine key={request.id} request={request} withUnit />
            ))}
          </Sheet>
        )}
        {others.length > 0 && (
          <Sheet title={t('campaign.requests.others')}>
            {others.map((request) => (
              <RequestLine key={request.id} request={request} withUnit />
            ))}
          </Sheet>
        )}
      </Page>
    </>
  );
}
