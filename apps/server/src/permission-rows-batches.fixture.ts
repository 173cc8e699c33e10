/** Rows of the permission walk about batches, coverage, own dates, requests and extensions. */
import { randomUUID } from 'node:crypto';
import { askForDates, listBatches, planBatch, readUnitDates } from '@muster/contract/campaign';
import type { TestHouse } from '@muster/testkit';
import { atUnit, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { Ask, Call, NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { withClient } from './platform/database/client.ts';
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
  previewBatchReadiness: inCampaign((organisationId) => ({ params: { organisationId } })),
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
  readBatchReadiness: onlyFor(managed.TOWN, (_place, ids) => ({ params: { batchId: ids('plannedBatch') } })),
  sayReady: onlyFor(managed.TOWN, (_place, ids) => ({
    params: { batchId: ids('plannedBatch') },
    body: { item: 'no-such', readyOn: '2026-03-01', words: '试' },
  })),
  takeBackReady: onlyFor(managed.TOWN, (_place, ids) => ({
    params: { wordId: ids('takenBackWord') },
    body: { reason: '试' },
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
  things.set('takenBackWord', await takenBackWord(house, planned.id));
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

/** The house's playbook wants nothing ready, so nobody can say so by a route: the row is written, and taken back. */
async function takenBackWord(house: TestHouse, batchId: string): Promise<string> {
  const id = randomUUID();
  await withClient(house.database.superuser(), async (client) => {
    await client.query(
      `insert into ready_word (id, campaign_id, batch_id, item_code, ready_on, words, said_by, said_by_name, recorded_at)
       select $1, b.campaign_id, b.id, 'plan', '2026-03-01', '试', g.person_id, '试', now()
       from batch b, access_grant g where b.id = $2 and g.verb = 'manage-campaign' and g.to_at is null
       order by nlevel(g.path) limit 1`,
      [id, batchId],
    );
    await client.query(
      `update ready_word set taken_back_at = now(), taken_back_by = said_by, taken_back_by_name = said_by_name, taken_back_reason = '试'
       where id = $1`,
      [id],
    );
  });
  return id;
}
