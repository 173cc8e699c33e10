import type { ReactNode } from 'react';
import { Button } from '../ui/form/button.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { CampaignOfRecord, useCampaign, useCampaigns, useTitles } from './campaign.ts';
import { Say } from './i18n/say.tsx';
import { useText } from './i18n/use-text.ts';
import { useChooseCampaign } from './use-choose-campaign.ts';

type OfCampaignProps = { readonly id: string; readonly children: ReactNode };

/** One record in the words of its own campaign; said at the top where another one is at hand. */
export function OfCampaign({ id, children }: OfCampaignProps): ReactNode {
  const atHand = useCampaign();
  return (
    <CampaignOfRecord value={id}>
      {atHand != null && atHand.id !== id && (
        <output className="m-banner m-banner-closed">
          <Say k="app.ofCampaign" values={{ name: <CampaignName id={id} /> }} />
        </output>
      )}
      {children}
    </CampaignOfRecord>
  );
}

/** Which campaign each row is of, where they are not all of the one at hand. */
export function useRowCampaign(
  rows: readonly { readonly campaignId: string }[],
): (row: { readonly campaignId: string }) => ReactNode {
  const atHand = useCampaign();
  if (rows.every(({ campaignId }) => campaignId === atHand?.id)) return () => null;
  return ({ campaignId }) => (
    <span className="m-second">
      <CampaignName id={campaignId} />
    </span>
  );
}

type ElsewhereProps = { readonly elsewhere: readonly { readonly campaignId: string; readonly awaiting: number }[] };

/** What waits for oneself in campaigns that are not shown, each with what shows it. */
export function AwaitingElsewhere({ elsewhere }: ElsewhereProps): ReactNode {
  const t = useText();
  const choose = useChooseCampaign();
  return elsewhere.map(({ campaignId, awaiting }) => (
    <output key={campaignId} className="m-banner m-banner-closed">
      <Say k="app.awaitingElsewhere" values={{ name: <CampaignName id={campaignId} />, count: String(awaiting) }} />{' '}
      <Button small onClick={() => void choose(campaignId)}>
        {t('app.showThose')}
      </Button>
    </output>
  ));
}

function CampaignName({ id }: { readonly id: string }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const campaign = useCampaigns().data?.campaigns.find((each) => each.id === id);
  if (campaign === undefined) return null;
  const name = titles.of(campaign.name);
  return <UserText>{campaign.closedOn === null ? name : t('app.campaignClosed', { name })}</UserText>;
}
