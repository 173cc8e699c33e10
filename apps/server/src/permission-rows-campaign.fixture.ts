/** Rows of the permission walk about campaigns, their playbooks and layers. */
import { listCampaigns } from '@muster/contract/campaign';
import type { TestHouse } from '@muster/testkit';
import { atNode, atNodeWith, everybody, onlyFor } from './permission-asks.fixture.ts';
import type { NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { managed } from './permission-holders.fixture.ts';

export const campaignRows: Rows = {
  listLayerChoices: atNode,
  loadPlaybook: atNodeWith({ body: { yaml: 'nothing: here' } }),
  putLayer: (place, ids) => ({
    params: { organisationId: ids(place) },
    body: { campaignId: ids('campaign'), playbookId: ids('playbook') },
  }),
};

export const campaignOthers: NamedRows = {
  listCampaigns: everybody(),
  listPlaybooks: everybody(),
  readPlaybookInForce: everybody((_place, ids) => ({ params: { organisationId: ids('PLACE') } })),
  // Beneath a campaign that runs only who may manage that one; begun long ago, so that it never becomes the one that everybody sees.
  startCampaign: onlyFor(managed.PLACE, (_place, ids) => ({
    params: { organisationId: ids('TOWN') },
    body: { playbookId: ids('playbook'), name: { zh: '试', en: 'try' }, startedOn: '2001-01-01' },
  })),
  openBatch: onlyFor(managed.TOWN, (_place, ids) => ({
    params: { campaignId: ids('campaign') },
    body: {
      number: 1,
      organisationId: ids('TOWN'),
      stages: [{ code: 'study', startsOn: '2026-02-10', endsOn: '2026-03-25' }],
    },
  })),
};

/** The campaign that runs, and its playbook. */
export async function makeCampaignThings(house: TestHouse, things: Things): Promise<void> {
  const { campaigns } = await (await house.as('office')).call(listCampaigns, {});
  things.set('campaign', campaigns[0]?.id ?? '');
  things.set('playbook', campaigns[0]?.playbook.id ?? '');
}
