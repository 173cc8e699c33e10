import { countedDay } from '@muster/core/campaign';
import { useCampaign, useCampaigns } from './campaign.ts';
import { useToday } from './now.ts';

/** Today; where the campaign at hand is closed the day on which it was, since nothing counts on after that. */
export function useCountedDay(): string {
  return countedDay({ closedOn: useCampaign()?.closedOn ?? null }, useToday());
}

/** The same for rows, each of its own campaign. */
export function useCountedDays(): (campaignId: string) => string {
  const today = useToday();
  const campaigns = useCampaigns().data?.campaigns;
  return (campaignId) =>
    countedDay({ closedOn: campaigns?.find(({ id }) => id === campaignId)?.closedOn ?? null }, today);
}
