import { permit } from '@muster/core/access';
import { mayDecideDates } from '@muster/core/campaign';
import { isRefusal, refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { findDateRequest, isOfUnit, judgedNow, type DateRequest } from '../date-requests.ts';
import { datesChanged } from '../hooks.ts';
import { datesFact, lockUnitIn, type UnitState } from '../unit-dates.ts';

interface Input {
  readonly requestId: string;
  readonly outcome: 'approved' | 'refused';
  readonly note: string | null;
}

interface State extends UnitState {
  readonly request: DateRequest;
  readonly judged: { readonly judging: number; readonly unmet: number };
  readonly isOfTheUnit: boolean;
}

type Facts = Pick<Input, 'outcome' | 'note'>;

/** The rules here refuse with a reason; `campaign_decide_request` in the database checks them again and alone can write it. */
export const decideDateRequestCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'campaign.decide-date-request',
  load: async (tx, { requestId }) => {
    const before = await findDateRequest(tx, requestId);
    const node = before === null ? null : await findNode(tx, before.unitId);
    if (before === null || node === null) return refuse('not-found');
    const unit = await lockUnitIn(tx, node, { regionId: before.regionId, id: before.participationId });
    if (isRefusal(unit)) return unit;
    const request = await findDateRequest(tx, requestId);
    if (request === null) return refuse('not-found');
    const judged = await judgedNow(tx, unit.participation);
    return { ...unit, request, judged, isOfTheUnit: await isOfUnit(tx, request.unitId) };
  },
  permit: (actor, { request }) => permit(actor.grants, 'manage-campaign', request.place),
  decide: ({ request, judged, isOfTheUnit }, { outcome, note }, { actor }) =>
    mayDecideDates({ ...request, ...judged }, { by: actor.personId, isOfTheUnit, outcome, note }) ?? { outcome, note },
  save: async (tx, { outcome, note }, { request, participation }, { actor, at, tell }) => {
    await sql`select campaign_decide_request(${request.regionId}::int, ${request.id}::uuid, ${outcome}, ${actor.personId}::uuid,
      ${actor.personName}, ${note}, ${at}::timestamptz)`.execute(tx);
    if (outcome === 'refused') return;
    await tell(tx, datesChanged, { regionId: participation.regionId, participationIds: [participation.id] });
    await markDirty(tx, { ...participation, ...participation.place });
  },
  record: ({ outcome }, state) => [
    datesFact(`campaign.dates-${outcome}`, state.request.id, state, { request: state.request.id, outcome }),
  ],
  answer: (_facts, { request }) => ({ id: request.id }),
};
