import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCampaign, useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useOrganisation } from '../organisation/queries.ts';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { Batches } from './batches.tsx';
import { CampaignList } from './campaign-list.tsx';
import { CloseCampaign } from './close-campaign.tsx';
import { LoadPlaybook } from './load-playbook.tsx';
import { OpenBatch } from './open-batch.tsx';
import { PlaybookList } from './playbook-list.tsx';
import { StartCampaign } from './start-campaign.tsx';
import { usePlaybooks } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/campaign')({ component: CampaignPage });

/** In the order in which it is done: load the playbook, start, open a batch. The first that is missing stands first. */
function CampaignPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { day } = useFormat();
  const campaign = useCampaign();
  const { data: playbooks } = usePlaybooks();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/campaign' });
  const { data: here } = useOrganisation(organisationId);
  const title = t('campaign.title', { campaign: term('campaign') });
  usePageTitle(title);
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          title={campaign ? <UserText>{titles.of(campaign.name)}</UserText> : title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {campaign && t('campaign.since', { day: day(campaign.startedOn) })}
              {campaign === null && t('campaign.notStarted')}
            </Facts>
          }
        />
        <Columns right={playbooks !== undefined && playbooks.length > 0 && <PlaybookList playbooks={playbooks} />}>
          {campaign && <Batches campaign={campaign} organisationId={organisationId} />}
          {campaign && campaign.closedOn === null && (
            <Sheet title={t('campaign.openBatch')} padded>
              <OpenBatch key={campaign.id} campaign={campaign} organisationId={organisationId} />
            </Sheet>
          )}
          <CampaignList />
          {playbooks !== undefined && playbooks.length > 0 && (
            <Sheet title={t('campaign.start')} padded>
              <StartCampaign
                key={campaign?.id}
                playbooks={playbooks}
                organisationId={organisationId}
                running={campaign?.closedOn === null ? titles.of(campaign.name) : null}
              />
            </Sheet>
          )}
          <Sheet title={t('campaign.load')} padded>
            <LoadPlaybook organisationId={organisationId} />
          </Sheet>
          {campaign?.mayClose === true && campaign.rootId === organisationId && (
            <Sheet title={t('campaign.close')} padded>
              <CloseCampaign key={campaign.id} campaign={campaign} />
            </Sheet>
          )}
        </Columns>
      </Page>
    </>
  );
}
