import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCampaign, useTerms, type Campaign } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { Trouble } from '../../app/trouble.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { AsOf } from '../../ui/figure/as-of.tsx';
import { ButtonLink } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { CoverageFigures } from './coverage-figures.tsx';
import { CoverageList } from './coverage-list.tsx';
import { useCoverage, type CoverageFilter, type CoverageState } from './queries.ts';
import '../campaign.css';

export const page = createLazyRoute('/organisations/$organisationId/coverage')({ component: CoveragePage });

const states: readonly CoverageState[] = ['uncovered', 'doubly', 'to-take', 'without-member', 'taking-part'];

/** Every unit falls to one batch, to none, or is claimed twice; what is missing stands first, and every figure opens its list. */
function CoveragePage(): ReactNode {
  const t = useText();
  const campaign = useCampaign();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/coverage' });
  usePageTitle(t('campaign.coverage.title'));
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        {campaign === null && <EmptyLine>{t('campaign.notStarted')}</EmptyLine>}
        {campaign !== null && campaign !== undefined && (
          <Coverage campaign={campaign} organisationId={organisationId} />
        )}
      </Page>
    </>
  );
}

function Coverage({
  campaign,
  organisationId,
}: {
  readonly campaign: Campaign;
  readonly organisationId: string;
}): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data: here } = useOrganisation(organisationId);
  const { data, error, isPending, refetch } = useCoverage(campaign.id, organisationId);
  const filter = useFilter();
  return (
    <>
      <PageHead
        title={t('campaign.coverage.title')}
        caption={
          <Facts>
            {here !== undefined && <UserText>{here.organisation.name}</UserText>}
            {data !== undefined &&
              t('campaign.coverage.all', { count: data.units, unit: term('unit', data.units === 1 ? 'one' : 'many') })}
          </Facts>
        }
        {...(data !== undefined && { asOf: <AsOf at={data.asOf} counted /> })}
        actions={<ButtonLink href={`/organisations/${organisationId}/batches`}>{t('campaign.batches')}</ButtonLink>}
      />
      {error !== null && <Trouble error={error} what={t('campaign.coverage.title')} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={6} />}
      {data !== undefined && <CoverageFigures coverage={data} organisationId={organisationId} />}
      <CoverageList campaign={campaign} organisationId={organisationId} filter={filter} />
    </>
  );
}

/** Without a choice the list is of what is missing. */
function useFilter(): CoverageFilter {
  const state = useSearchParam('state');
  const batch = useSearchParam('batch');
  const unitClass = useSearchParam('class');
  const none = state === '' && batch === '' && unitClass === '';
  return {
    state: none ? 'uncovered' : (states.find((each) => each === state) ?? null),
    batch: batch === '' ? null : batch,
    unitClass: unitClass === '' ? null : unitClass,
  };
}
