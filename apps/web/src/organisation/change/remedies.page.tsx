import { listRemedies } from '@muster/contract/organisation';
import { SheetButton } from '../../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { OrganisationBar } from '../organisation-bar.tsx';
import { useOrganisation } from '../queries.ts';
import { useRemedies, type Remedies } from './queries.ts';
import { RemedyCard } from './remedy-card.tsx';
import { StateName } from './state-name.tsx';
import './change.css';

export const page = createLazyRoute('/organisations/$organisationId/remedies')({ component: RemediesPage });

/** Weak, paralysed and empty organisations beneath a node: what is overdue and what nobody has taken up, first of all. */
function RemediesPage(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const { data: here } = useOrganisation(organisationId);
  const remedies = useRemedies(organisationId);
  const { data, error, refetch } = remedies;
  const first = data?.pages[0];
  const title = t('organisation.change.weakOnes');
  usePageTitle(title);
  return (
    <>
      <DeskBar here="overview" />
      <Page side={<OrganisationBar organisationId={organisationId} />}>
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && (
                <Anchor className="m-link" href={`/organisations/${organisationId}`}>
                  <UserText>{here.organisation.name}</UserText>
                </Anchor>
              )}
              {first !== undefined && <Counts counts={first.counts} />}
            </Facts>
          }
          actions={<SheetButton route={listRemedies} input={{ params: { organisationId } }} />}
        />
        {error !== null && (
          <Sheet>
            <Trouble error={error} what={title} onRetry={() => void refetch()} />
          </Sheet>
        )}
        {data === undefined && error === null && <Loading rows={6} />}
        {first !== undefined && (
          <>
            <Sheet title={t('organisation.change.now')} foot={remedies.hasNextPage && <MoreRows of={remedies} />}>
              <Rows rows={data?.pages.flatMap(({ rows }) => rows) ?? []} />
            </Sheet>
            <PutRight of={first} />
          </>
        )}
      </Page>
    </>
  );
}

function Counts({ counts }: { readonly counts: Remedies['counts'] }): ReactNode {
  const t = useText();
  const { overdue, withoutRemedy, awaitingCheck, inAll } = counts;
  return (
    <Facts>
      {t('organisation.change.count.inAll', { count: inAll })}
      {overdue > 0 && <b className="m-gap">{t('organisation.change.count.overdue', { count: overdue })}</b>}
      {withoutRemedy > 0 && t('organisation.change.count.withoutRemedy', { count: withoutRemedy })}
      {awaitingCheck > 0 && t('organisation.change.count.awaitingCheck', { count: awaitingCheck })}
    </Facts>
  );
}

function Rows({ rows }: Pick<Remedies, 'rows'>): ReactNode {
  const t = useText();
  if (rows.length === 0) return <EmptyLine>{t('organisation.change.noneWeak')}</EmptyLine>;
  return rows.map(({ organisation, state, remedy }) =>
    remedy === null ? (
      <div key={organisation.id} className="org-remedy">
        <Name organisation={organisation} />
        <StateName state={state} /> <span className="m-caption">{t('organisation.change.noRemedyYet')}</span>
      </div>
    ) : (
      <RemedyCard key={organisation.id} remedy={remedy} title={<Name organisation={organisation} />} />
    ),
  );
}

function PutRight({ of: { putRight, counts } }: { readonly of: Remedies }): ReactNode {
  const t = useText();
  if (putRight.length === 0) return null;
  const shown = { count: putRight.length, all: counts.putRight };
  return (
    <Sheet
      title={t('organisation.change.putRight')}
      caption={
        counts.putRight > putRight.length
          ? t('organisation.change.latestOf', shown)
          : t('organisation.change.latestFirst')
      }
    >
      {putRight.map(({ organisation, remedy }) => (
        <RemedyCard key={remedy.id} remedy={remedy} title={<Name organisation={organisation} />} />
      ))}
    </Sheet>
  );
}

function Name({ organisation }: { readonly organisation: Remedies['rows'][number]['organisation'] }): ReactNode {
  return (
    <div>
      <Anchor className="m-link" href={`/organisations/${organisation.id}`}>
        <UserText>{organisation.name}</UserText>
      </Anchor>
      {organisation.above !== null && (
        <span className="m-second">
          <UserText>{organisation.above}</UserText>
        </span>
      )}
    </div>
  );
}
