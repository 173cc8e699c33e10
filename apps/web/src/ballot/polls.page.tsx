import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useCodeSentence } from '../app/refusal.ts';
import { Trouble } from '../app/trouble.tsx';
import { UnitSide } from '../gate/unit-side.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { AnnounceForm } from './announce-form.tsx';
import { PollSheet } from './poll-sheet.tsx';
import { ended, usePolls, type Polls } from './queries.ts';
import './ballot.css';

export const page = createLazyRoute('/units/$unitId/polls')({ component: PollsPage });

/** The electronic polls about a unit: what each waits for, and what whoever looks can do now. */
function PollsPage(): ReactNode {
  const t = useText();
  const { unitId } = page.useParams();
  const { data, error, isPending, refetch } = usePolls(unitId);
  usePageTitle(t('ballot.title'));
  return (
    <>
      <DeskBar here="unit" />
      <Page side={<UnitSide unitId={unitId} here="assessments" />}>
        <PageHead
          title={t('ballot.title')}
          caption={t('ballot.about')}
          actions={
            <Anchor className="m-link" href={`/units/${unitId}/assessments`}>
              {t('gate.side.assessments')}
            </Anchor>
          }
        />
        {error !== null && <Trouble error={error} what={t('ballot.title')} onRetry={() => void refetch()} />}
        {isPending && (
          <Sheet>
            <Loading />
          </Sheet>
        )}
        {data !== undefined && <Lists unitId={unitId} data={data} />}
      </Page>
    </>
  );
}

function Lists({ unitId, data }: { readonly unitId: string; readonly data: Polls }): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayCode = useCodeSentence();
  const { polls, voting, mayAnnounce, tooFew, announceRefusal } = data;
  const runs = polls.some(({ state }) => !ended.has(state));
  const why =
    voting === null
      ? t('ballot.noVoting')
      : tooFew !== null
        ? t('ballot.tooFew', { ...tooFew, office: term('office') })
        : announceRefusal !== null && !runs
          ? sayCode(announceRefusal.code, announceRefusal.params)
          : null;
  return (
    <>
      {why !== null && (
        <Sheet>
          <EmptyLine>{why}</EmptyLine>
        </Sheet>
      )}
      {mayAnnounce && <AnnounceForm unitId={unitId} isFolded={polls.length > 0} />}
      {polls.length === 0 && (
        <Sheet>
          <EmptyLine>{t('ballot.noneYet')}</EmptyLine>
        </Sheet>
      )}
      {polls.map((poll) => (
        <PollSheet key={poll.id} poll={poll} voting={voting} />
      ))}
    </>
  );
}
