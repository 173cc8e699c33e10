import { listDateRequests } from '@muster/contract/campaign';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { AwaitingElsewhere, useRowCampaign } from '../../app/of-campaign.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import '../campaign.css';
import { useDateRequests } from './queries.ts';
import { RequestLine } from './request-line.tsx';

export const page = createLazyRoute('/date-requests')({ component: Requests });

/** Units that ask for other dates, the oldest first: those that this person may decide, then those that others do. */
function Requests(): ReactNode {
  const t = useText();
  const term = useTerms();
  const mine = useDateRequests('me');
  const others = useDateRequests('others');
  usePageTitle(t('campaign.requests.title'));
  const awaiting = mine.data?.pages[0]?.all;
  return (
    <>
      <DeskBar here="requests" />
      <Page>
        <PageHead
          title={t('campaign.requests.title')}
          caption={t('campaign.requests.about', { unit: term('unit', 'many') })}
        />
        <AwaitingElsewhere elsewhere={mine.data?.pages[0]?.elsewhere ?? []} />
        <Failed of={mine} />
        {mine.isPending && <Loading rows={4} />}
        {awaiting !== undefined && (
          <Sheet
            title={t('campaign.requests.mine')}
            caption={t('campaign.requests.count', { count: awaiting })}
            {...(awaiting > 0 && {
              right: <SheetButton small route={listDateRequests} input={{ query: { awaiting: 'me' } }} />,
            })}
            foot={mine.hasNextPage && <MoreRows of={mine} />}
          >
            {awaiting === 0 && <EmptyLine>{t('campaign.requests.none')}</EmptyLine>}
            <Lines of={mine} />
          </Sheet>
        )}
        <Failed of={others} />
        {(others.data?.pages[0]?.all ?? 0) > 0 && (
          <Sheet
            title={t('campaign.requests.others')}
            right={<SheetButton small route={listDateRequests} input={{ query: { awaiting: 'others' } }} />}
            foot={others.hasNextPage && <MoreRows of={others} />}
          >
            <Lines of={others} />
          </Sheet>
        )}
      </Page>
    </>
  );
}

type Listed = { readonly of: ReturnType<typeof useDateRequests> };

function Failed({ of: { error, refetch } }: Listed): ReactNode {
  const t = useText();
  return error !== null && <Trouble error={error} what={t('campaign.requests.title')} onRetry={() => void refetch()} />;
}

function Lines({ of: { data } }: Listed): ReactNode {
  const requests = data?.pages.flatMap((each) => each.requests) ?? [];
  const rowCampaign = useRowCampaign(requests);
  return requests.map((request) => (
    <RequestLine key={request.id} request={request} withUnit campaign={rowCampaign(request)} />
  ));
}
