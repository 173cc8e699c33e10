/** Rows of the permission walk about batches, coverage, own dates, requests and extensions. */
import { askForDates, listBatches, planBatch, readUnitDates } from '@muster/contract/campaign';
import type { TestHouse } from '@muster/testkit';
import { atUnit, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { Ask, Call, NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { managed } from './permission-holders.fixture.ts';

const regions: ReadonlySet<string> = new Set([
  'PLACE',
  'COUNTY',
  'TOWN',
  'OTHER-TOWN',
  'SCHOOL',
  'COMMUNITY',
  'CLINIC',
]);

/** The campaign runs in the tree of places. */
const inCampaign =
  (more: (organisationId: string) => Call): Ask =>
  (place, ids) => {
    if (!regions.has(place)) return null;
    const call = more(ids(place));
    return { ...call, params: { campaignId: ids('campaign'), ...call.params } };
  };
const none = { code: 'no-such', startsOn: '2026-09-01', endsOn: '2026-09-30' };
const planOf = (organisationId: string) => ({
  number: 1,
  title: null,
  stages: [none],
  rules: [{ organisationId, classCode: null }],
});

/** Commands are sent with what the rules refuse. */
export const batchRows: Rows = {
  planBatch: inCampaign((organisationId) => ({ body: planOf(organisationId) })),
  readCoverage: inCampaign((organisationId) => ({ params: { organisationId } })),
  listCoverage: inCampaign((organisationId) => ({ params: { organisationId } })),
  previewExtension: (place, ids) =>
    regions.has(place)
      ? { params: { batchId: ids('batch'), organisationId: ids(place) }, query: { stage: 'no-such' } }
      : null,
  extendStage: (place, ids) =>
    regions.has(place)
      ? {
          params: { batchId: ids('batch') },
          body: {
            organisationId: ids(place),
            stage: 'no-such',
            days: 10,
            reason: '试',
            basis: '试',
            decidedOn: '2026-03-01',
          },
        }
      : null,
  readUnitDates: atUnit(),
  planStages: atUnit({ stages: [none] }),
  askForDates: atUnit({ stages: [none], reason: '试' }),
  changeTrack: atUnit({ track: 'no-such', reason: '试' }),
  decideDateRequest: ofThing('COMMUNITY', 'requestId', 'dateRequest', { body: { outcome: 'refused', note: null } }),
};

/** The planned batch names the town. */
export const batchOthers: NamedRows = {
  readCampaignsAt: everybody((_place, ids) => ({ params: { organisationId: ids('PLACE') } })),
  readClosing: onlyFor(managed.PLACE, (_place, ids) => ({ params: { campaignId: ids('campaign') } })),
  closeCampaign: onlyFor(managed.PLACE, (_place, ids) => ({
    params: { campaignId: ids('campaign') },
    body: { closedOn: '2001-01-01', reason: '试', unfinished: 0 },
  })),
  listBatches: everybody((_place, ids) => ({ params: { campaignId: ids('campaign') } })),
  listDateRequests: everybody(),
  changeBatchPlan: onlyFor(managed.TOWN, (_place, ids) => ({
    params: { batchId: ids('plannedBatch') },
    body: { ...planOf(ids('TOWN')), revision: 0 },
  })),
  openPlannedBatch: onlyFor(managed.TOWN, (_place, ids) => ({
    params: { batchId: ids('plannedBatch') },
    body: { revision: 0 },
  })),
};

/** The batch that runs, one that is planned, and a request of the community that awaits a decision. */
export async function makeBatchThings(house: TestHouse, things: Things): Promise<void> {
  const office = await house.as('office');
  const params = { campaignId: things.get('campaign') ?? '' };
  const { batches } = await office.call(listBatches, { params });
  const running = batches[0];
  if (running === undefined) throw new Error('no batch was opened');
  things.set('batch', running.id);
  const stages = running.stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn }));
  const rules = [{ organisationId: house.id('TOWN'), classCode: null }];
  const planned = await office.call(planBatch, { params, body: { number: 9, title: null, stages, rules } });
  things.set('plannedBatch', planned.id);
  const clerk = await house.as('communityClerk');
  const unit = { unitId: house.id('COMMUNITY') };
  const own = await clerk.call(readUnitDates, { params: unit });
  const wished = own.stages.map(({ code, startsOn, endsOn }, index, all) => ({
    code,
    startsOn,
    endsOn: index === all.length - 1 ? '2026-12-31' : endsOn,
  }));
  const asked = await clerk.call(askForDates, { params: unit, body: { stages: wished, reason: '农忙' } });
  things.set('dateRequest', asked.id);
}
