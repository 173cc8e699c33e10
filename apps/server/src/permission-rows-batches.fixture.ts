/** Rows of the permission walk about batches, coverage, own dates, requests and extensions. */
import type { Route, RouteAnswer, RouteCall } from '@muster/contract';
import { askForDates, listBatches, planBatch, readUnitDates } from '@muster/contract/campaign';

/** The house of the test, as far as it is needed here. */
interface House {
  as(
    who: 'office' | 'communityClerk',
  ): Promise<{ call<R extends Route>(route: R, input: RouteCall<R>): Promise<RouteAnswer<R>> }>;
  id(code: string): string;
}

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Ask = (place: string, ids: (code: string) => string) => Call | null;

const regions = new Set(['PLACE', 'COUNTY', 'TOWN', 'OTHER-TOWN', 'SCHOOL', 'COMMUNITY', 'CLINIC']);
const units = new Set(['SCHOOL', 'COMMUNITY', 'CLINIC']);

/** The campaign runs in the tree of places. */
const inCampaign =
  (more: (organisationId: string) => Call): Ask =>
  (place, ids) => {
    if (!regions.has(place)) return null;
    const call = more(ids(place));
    return { ...call, params: { campaignId: ids('campaign'), ...call.params } };
  };
const atUnit =
  (body?: unknown): Ask =>
  (place, ids) =>
    units.has(place) ? { params: { unitId: ids(place) }, ...(body !== undefined && { body }) } : null;

const none = { code: 'no-such', startsOn: '2026-09-01', endsOn: '2026-09-30' };
const planOf = (organisationId: string) => ({
  number: 1,
  title: null,
  stages: [none],
  rules: [{ organisationId, classCode: null }],
});

/** Commands are sent with what the rules refuse. */
export const batchRows: Readonly<Record<string, Ask>> = {
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
  decideDateRequest: (place, ids) =>
    place === 'COMMUNITY'
      ? { params: { requestId: ids('dateRequest') }, body: { outcome: 'refused', note: null } }
      : null,
};

/** The planned batch names the town. */
export const batchOthers = <Name extends string>(ofTown: readonly Name[]) =>
  ({
    listBatches: {
      who: 'everybody',
      ask: (_place: string, ids: (code: string) => string) => ({ params: { campaignId: ids('campaign') } }),
    },
    listDateRequests: { who: 'everybody', ask: () => ({}) },
    changeBatchPlan: {
      who: ofTown,
      ask: (_place: string, ids: (code: string) => string) => ({
        params: { batchId: ids('plannedBatch') },
        body: { ...planOf(ids('TOWN')), revision: 0 },
      }),
    },
    openPlannedBatch: {
      who: ofTown,
      ask: (_place: string, ids: (code: string) => string) => ({
        params: { batchId: ids('plannedBatch') },
        body: { revision: 0 },
      }),
    },
  }) as const;

/** The batch that runs, one that is planned, and a request of the community that awaits a decision. */
export async function makeBatchThings(house: House, things: Map<string, string>): Promise<void> {
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
