import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useComma } from '../app/i18n/use-comma.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { inFours, numberOf } from './address.ts';
import { OwnShare } from './own-share.tsx';
import { useOwnPolls, type OwnPoll } from './queries.ts';
import './ballot.css';

export const page = createLazyRoute('/polls/$pollId/share')({ component: OwnSharePage });

/** For a holder of the key, who may have no sight of the unit: a mass representative. */
function OwnSharePage(): ReactNode {
  const t = useText();
  const comma = useComma();
  const { pollId } = page.useParams();
  const { data, error, isPending, refetch } = useOwnPolls();
  const poll = data?.polls.find(({ id, share }) => id === pollId && share !== null);
  usePageTitle(t('ballot.ownShare'));
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead
          title={t('ballot.ownShare')}
          caption={
            poll !== undefined && (
              <Facts>
                <UserText>{poll.units.map(({ name }) => name).join(comma)}</UserText>
                {t('ballot.shareOf', { number: inFours(numberOf(poll.hash)) })}
              </Facts>
            )
          }
        />
        {error !== null && <Trouble error={error} what={t('ballot.ownShare')} onRetry={() => void refetch()} />}
        {isPending && <Loading />}
        {data !== undefined && (
          <Sheet padded>
            <Share poll={poll} hasIssuer={data.voting !== null} />
          </Sheet>
        )}
      </Page>
    </>
  );
}

function Share({ poll, hasIssuer }: { readonly poll: OwnPoll | undefined; readonly hasIssuer: boolean }): ReactNode {
  const t = useText();
  const share = poll?.share ?? null;
  if (poll === undefined || share === null) return <p>{t('ballot.noShare')}</p>;
  if (share.hasBrought || share.hasEnded)
    return <p>{t(share.hasBrought ? 'ballot.shareBrought' : 'ballot.shareEnded')}</p>;
  if (!hasIssuer) return <p>{t('ballot.noVoting')}</p>;
  return <OwnShare poll={{ id: poll.id, hash: poll.hash, isClosed: share.isClosed }} />;
}
