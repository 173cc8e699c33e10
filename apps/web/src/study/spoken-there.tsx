import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { OfCampaign } from '../app/of-campaign.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { Held } from './held.tsx';
import { Lectures } from './lectures.tsx';
import type { Activity } from './queries.ts';

/** Of a meeting elsewhere, for who spoke there as a guest: what it was, and the own lecture with its script. */
export function SpokenThere({ activity }: { readonly activity: Activity }): ReactNode {
  return (
    <>
      <DeskBar />
      <Page>
        <OfCampaign id={activity.campaignId}>
          <PageHead title={<UserText>{activity.topic}</UserText>} caption={<Held activity={activity} isGuest />} />
          <Lectures activityId={activity.id} />
        </OfCampaign>
      </Page>
    </>
  );
}
