import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { chooseCampaign } from './chosen-campaign.ts';

/** Chooses for this person on this device, and asks anew for whatever is shown. */
export function useChooseCampaign(): (id: string) => Promise<void> {
  const cache = useQueryClient();
  return async (id) => {
    chooseCampaign(id);
    const ofCampaign = { predicate: ({ queryKey }: { readonly queryKey: QueryKey }) => queryKey[0] !== 'app' };
    // A first answer still on its way is one about the campaign left: asking anew alone would wait for it and keep it.
    await cache.cancelQueries(ofCampaign);
    // What is shown stays until the other campaign's is there; what was typed stays altogether.
    await cache.invalidateQueries(ofCampaign);
  };
}
