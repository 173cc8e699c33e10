import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { inFours, numberOf } from './address.ts';
import { OwnShare } from './own-share.tsx';
import { useOwnShare } from './queries.ts';
import './ballot.css';

export const page = createLazyRoute('/polls/$pollId/share')({ component: OwnSharePage });

/** For a holder of the key, who may have no sight of the unit: a mass representative. */
function OwnSharePage(): ReactNode {
  const t = useText();
  const { pollId } = page.useParams();
  const hash = useSearchParam('poll') ?? '';
  const { data, error, isPending, refetch } = useOwnShare(pollId);
  usePageTitle(t('ballot.ownShare'));
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead title={t('ballot.ownShare')} caption={t('ballot.shareOf', { number: inFours(numberOf(hash)) })} />
        {error !== null && <Trouble error={error} what={t('ballot.ownShare')} onRetry={() => void refetch()} />}
        {isPending && <Loading />}
        {data !== undefined && (
          <Sheet padded>
            {data.hasBrought || data.hasEnded ? (
              <p>{t(data.hasBrought ? 'ballot.shareBrought' : 'ballot.shareEnded')}</p>
            ) : (
              data.issuer !== null && <OwnShare poll={{ ...data, hash }} issuer={data.issuer} />
            )}
          </Sheet>
        )}
      </Page>
    </>
  );
}
