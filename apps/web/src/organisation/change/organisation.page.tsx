import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { ExportButtons } from '../export-buttons.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { Columns } from '../../ui/sheet/columns.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useKindName } from '../kind-name.ts';
import { OrganisationBar } from '../organisation-bar.tsx';
import { useOrganisation, type Organisation } from '../queries.ts';
import { Acts } from './acts.tsx';
import { HistorySheet } from './history-sheet.tsx';
import { useRecord, type OrganisationRecord } from './queries.ts';
import { RemedyCard } from './remedy-card.tsx';
import { StandingSheet } from './standing-sheet.tsx';
import { StateName } from './state-name.tsx';
import { ThenSheet } from './then-sheet.tsx';
import { WaysSheet } from './ways-sheet.tsx';
import './change.css';

export const page = createLazyRoute('/organisations/$organisationId')({ component: OrganisationPage });

/** Everything about one organisation itself: what it is, where it stands and stood, and what can be done with it. */
function OrganisationPage(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const here = useOrganisation(organisationId);
  const record = useRecord(organisationId);
  const error = here.error ?? record.error;
  usePageTitle(here.data?.organisation.name ?? t('organisation.change.page'));
  const organisation = here.data?.organisation;
  // What is closed has no pages of its daily work any more.
  const works = organisation?.closedOn === null && ['unit', 'branch'].includes(organisation.kind);
  return (
    <>
      <DeskBar />
      <Page
        side={
          works ? (
            <PlaceSide organisationId={organisationId} here="facts" />
          ) : (
            organisation !== undefined && <OrganisationBar organisationId={organisationId} />
          )
        }
      >
        {error !== null && (
          <Sheet>
            <Trouble error={error} what={t('organisation.change.page')} onRetry={() => void record.refetch()} />
          </Sheet>
        )}
        {error === null && (here.data === undefined || record.data === undefined) && <Loading rows={8} />}
        {here.data !== undefined && record.data !== undefined && <Content here={here.data} record={record.data} />}
      </Page>
    </>
  );
}

type ContentProps = { readonly here: Organisation; readonly record: OrganisationRecord };

function Content({ here, record }: ContentProps): ReactNode {
  const t = useText();
  const { organisation } = here;
  const canHold = organisation.kind !== 'unit' && organisation.kind !== 'branch';
  return (
    <>
      <PageHead
        title={<UserText>{organisation.name}</UserText>}
        caption={<Caption organisation={organisation} closing={record.closing} />}
        {...(canHold && { actions: <ExportButtons what="organisations" organisationId={organisation.id} /> })}
      />
      <Columns
        right={
          <>
            <WaysSheet organisation={organisation} />
            {canHold && <ThenSheet organisationId={organisation.id} />}
          </>
        }
      >
        {record.remedies.length > 0 && (
          <Sheet title={t('organisation.change.remedies')}>
            {record.remedies.map((remedy) => (
              <RemedyCard key={remedy.id} remedy={remedy} />
            ))}
          </Sheet>
        )}
        <StandingSheet here={here} record={record} />
        <Acts key={organisation.id} organisation={organisation} record={record} />
        <HistorySheet record={record} />
      </Columns>
    </>
  );
}

type CaptionProps = {
  readonly organisation: Organisation['organisation'];
  readonly closing: OrganisationRecord['closing'];
};

function Caption({ organisation, closing }: CaptionProps): ReactNode {
  const t = useText();
  const kindName = useKindName();
  const { fullDay } = useFormat();
  return (
    <Facts>
      {kindName(organisation.kind, 'start')}
      {closing === null && organisation.state !== 'normal' && <StateName state={organisation.state} />}
      {closing !== null && <b className="m-gap">{t('organisation.change.closedOn', { day: fullDay(closing.on) })}</b>}
      {closing?.mergedInto != null && (
        <Say
          k="organisation.change.mergedInto"
          values={{
            node: (
              <Anchor className="m-link" href={`/organisations/${closing.mergedInto.id}`}>
                <UserText>{closing.mergedInto.name}</UserText>
              </Anchor>
            ),
          }}
        />
      )}
    </Facts>
  );
}
