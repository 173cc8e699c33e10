import { campaignHeader } from '@muster/contract/campaign';
import { makeClient, Refused, type Client } from '@muster/client';
import { chosenCampaign } from './chosen-campaign.ts';
import { queryClient } from './query-client.ts';

export const sessionKey = ['app', 'session'];

const asked = makeClient({
  baseUrl: '',
  headers: (): Record<string, string> => {
    const chosen = chosenCampaign();
    return chosen === null ? {} : { [campaignHeader]: chosen };
  },
  csrf: () => queryClient.getQueryData<{ csrf: string } | null>(sessionKey)?.csrf ?? null,
});

/** One for the desk. A session that is over, wherever it shows, empties the session; the guard then leads to the login page. */
export const client: Client = {
  call: (route, input, options) => whileLoggedIn(asked.call(route, input, options)),
  workbook: (route, input, options) => whileLoggedIn(asked.workbook(route, input, options)),
};

async function whileLoggedIn<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'not-logged-in') queryClient.setQueryData(sessionKey, null);
    throw error;
  }
}
