import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCampaign, useTerms, type Campaign } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { Trouble } from '../../app/trouble.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { ButtonLink } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { usePlaybookInForce, type PlaybookInForce } from '../queries.ts';
import { dayOfPlan, fromTo } from '../stage-plan.ts';
import { BatchSheet } from './batch-sheet.tsx';
import { PlanForm, type PlanDraft } from './plan-form.tsx';
import { useBatches, type Batch } from './queries.ts';
import '../campaign.css';

export const page = createLazyRoute('/organisations/$organisationId/batches')({ component: BatchesPage });

/** The batches of the campaign, planned and opened; a new one is planned beneath them. */
function BatchesPage(): ReactNode {
  const t = useText();
  const campaign = useCampaign();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/batches' });
  const { data: here } = useOrganisation(organisationId);
  usePageTitle(t('campaign.batches'));
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          title={t('campaign.batches')}
          caption={<Facts>{here !== undefined && <UserText>{here.organisation.name}</UserText>}</Facts>}
          actions={
            <ButtonLink href={`/organisations/${organisationId}/coverage`}>{t('campaign.coverage.title')}</ButtonLink>
          }
        />
        {campaign === null && <EmptyLine>{t('campaign.notStarted')}</EmptyLine>}
        {campaign !== null && campaign !== undefined && <Batches campaign={campaign} organisationId={organisationId} />}
      </Page>
    </>
  );
}

type Props = { readonly campaign: Campaign; readonly organisationId: string };

function Batches({ campaign, organisationId }: Props): ReactNode {
  const t = useText();
  const unit = useTerms()('unit');
  const me = useMe();
  const today = useToday();
  const { data: batches, error, isPending, refetch } = useBatches(campaign.id);
  const { data: playbook } = usePlaybookInForce(organisationId);
  if (error !== null) return <Trouble error={error} what={t('campaign.batches')} onRetry={() => void refetch()} />;
  if (isPending || batches === undefined) return <Loading rows={6} />;
  return (
    <>
      {batches.length === 0 && <EmptyLine>{t('campaign.noBatch', { unit })}</EmptyLine>}
      {batches.map((batch) => (
        <BatchSheet
          key={`${batch.id} ${batch.revision}`}
          campaign={campaign}
          organisationId={organisationId}
          batch={batch}
        />
      ))}
      {mayAnywhere(me, 'manage-campaign') && playbook !== undefined && (
        <Sheet title={t('campaign.plan.new')} padded>
          <PlanForm
            key={batches.length}
            campaign={campaign}
            organisationId={organisationId}
            batch={null}
            start={startOf({ campaign, organisationId }, batches, playbook, today)}
          />
        </Sheet>
      )}
    </>
  );
}

/** As the playbook means its first batch that is not planned yet; a month a stage from today where it does not say. */
function startOf(
  { campaign, organisationId }: Props,
  batches: readonly Batch[],
  playbook: PlaybookInForce | null,
  today: string,
): PlanDraft {
  const taken = new Set(batches.map(({ number }) => number));
  const meant = playbook?.batches.find(({ number }) => !taken.has(number));
  const from = dayOfPlan(meant?.from ?? null, campaign.startedOn);
  const classes = meant?.classes ?? null;
  return {
    number: meant?.number ?? 1 + Math.max(0, ...taken),
    zh: meant?.title.zh ?? '',
    en: meant?.title.en ?? '',
    stages: [...fromTo(campaign.stages, from ?? today, from === null ? null : dayOfPlan(meant?.to ?? null, from))],
    rules: (classes ?? [null]).map((classCode) => ({ organisationId, classCode })),
  };
}
