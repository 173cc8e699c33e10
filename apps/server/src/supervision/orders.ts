import type { PlaceInCampaign } from '@muster/core/access';
import type { Bilingual } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import type { OrderAnswer, OrderOutcome, OrderProgress } from '@muster/core/supervision';
import { sql } from 'kysely';
import { lockedParticipation } from '../campaign/index.ts';
import { discharge, owe } from '../obligation/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { markAllDirty } from '../platform/outbox.ts';

/** What a team said of a unit in a stage: a finding, and the orders that follow it. */
export interface OfUnit {
  readonly regionId: number;
  readonly campaignId: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly place: PlaceInCampaign;
}

/** An order with its last answer, for a command. */
export interface OrderRecord extends OfUnit, OrderProgress {
  readonly id: string;
  readonly dueOn: CivilDate;
}

interface Row extends Omit<OfUnit, 'place'> {
  readonly id: string;
  readonly dueOn: CivilDate;
  readonly path: string;
  readonly linked: string[];
  readonly evidenceClosed: boolean;
  readonly version: number | null;
  readonly answeredBy: string | null;
  readonly outcome: OrderOutcome | null;
}

/** Read after its unit is locked, so that answering, verifying and applying follow one another. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRecord | Refused> {
  const before = await findOrder(tx, id);
  if (before === null) return refuse('not-found');
  const participation = await lockedParticipation(tx, { regionId: before.regionId, id: before.participationId });
  if (isRefusal(participation)) return participation;
  return (await findOrder(tx, id)) ?? refuse('not-found');
}

async function findOrder(tx: ReadTx, id: string): Promise<OrderRecord | null> {
  const { rows } = await sql<Row>`
    select o.region_id as "regionId", o.id, o.campaign_id as "campaignId", o.participation_id as "participationId",
      o.unit_id as "unitId", o.stage_code as "stageCode", o.due_on as "dueOn", o.path::text as path, o.linked::text[] as linked,
      exists (select from transition t where t.region_id = o.region_id and t.participation_id = o.participation_id
        and t.stage_code = o.stage_code and t.ended_at is null) as "evidenceClosed",
      a.version, a.answered_by as "answeredBy", v.outcome
    from order_to_correct o
    left join order_answer a on a.region_id = o.region_id and a.order_id = o.id
      and not exists (select from order_answer later
        where later.region_id = a.region_id and later.order_id = a.order_id and later.version > a.version)
    left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id
    where o.id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const { path, linked, version, answeredBy, outcome, ...order } = row;
  return {
    ...order,
    place: { path, linked, campaignId: order.campaignId },
    last: version === null || answeredBy === null ? null : { version, answeredBy, outcome },
  };
}

export interface FoundAnswer {
  readonly orderId: string;
  readonly answer: OrderAnswer & { readonly id: string; readonly answeredAt: Date };
}

/** One answer with the order that it is to. */
export async function findAnswer(tx: ReadTx, id: string): Promise<FoundAnswer | null> {
  const row = await tx
    .selectFrom('order_answer as a')
    .leftJoin('order_verification as v', (join) =>
      join.onRef('v.region_id', '=', 'a.region_id').onRef('v.answer_id', '=', 'a.id'),
    )
    .select(['a.order_id', 'a.version', 'a.answered_by', 'a.recorded_at'])
    .select(sql<OrderOutcome | null>`v.outcome`.as('outcome'))
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { order_id: orderId, version, answered_by: answeredBy, recorded_at: answeredAt, outcome } = row;
  return { orderId, answer: { id, version, answeredBy, answeredAt, outcome } };
}

export interface NewOrder {
  readonly id: string;
  readonly findingId: string;
  readonly text: string;
  readonly issuedOn: CivilDate;
  readonly dueOn: CivilDate;
  /** What was found, as the playbook names it, where it does. */
  readonly about: Bilingual | null;
}

/** Given, and owed by the unit from now on: on its own day, until an answer is verified. */
export async function insertOrders(
  tx: Tx,
  given: readonly { readonly of: OfUnit; readonly order: NewOrder }[],
  { actor, at, newId }: Circumstances,
): Promise<void> {
  if (given.length === 0) return;
  await tx
    .insertInto('order_to_correct')
    .values(
      given.map(({ of, order }) => ({
        region_id: of.regionId,
        id: order.id,
        campaign_id: of.campaignId,
        finding_id: order.findingId,
        participation_id: of.participationId,
        unit_id: of.unitId,
        stage_code: of.stageCode,
        body: order.text,
        issued_on: order.issuedOn,
        due_on: order.dueOn,
        issued_by: actor.personId,
        issued_by_name: actor.personName,
        path: of.place.path,
        linked: [...of.place.linked],
        recorded_at: at,
      })),
    )
    .execute();
  await owe(
    tx,
    at,
    newId,
    given.map(({ of: { place, ...of }, order: { id, about, dueOn } }) => ({
      ...of,
      path: place.path,
      linked: place.linked,
      addressee: 'unit',
      kind: 'order',
      dutyCode: 'order',
      title:
        about === null
          ? { zh: '限期整改', en: 'Order to correct' }
          : { zh: `限期整改：${about.zh}`, en: `Order to correct: ${about.en}` },
      anchor: 'day',
      dueOn,
      originKind: 'order',
      originId: id,
    })),
  );
  await markAllDirty(
    tx,
    given.map(({ of: { regionId, participationId, place } }) => ({ regionId, id: participationId, ...place })),
  );
}

/** An answer was verified: what the order asked for was done on the day of that answer. */
export async function dischargeOrder(
  tx: Tx,
  { regionId, id }: Pick<OrderRecord, 'regionId' | 'id'>,
  answer: Pick<FoundAnswer['answer'], 'id' | 'answeredAt'>,
  { actor, at, timeZone }: Circumstances,
): Promise<void> {
  const owed = await tx
    .selectFrom('obligation')
    .select('id')
    .where('region_id', '=', regionId)
    .where('origin_kind', '=', 'order')
    .where('origin_id', '=', id)
    .execute();
  const obligationIds = owed.map((each) => each.id);
  const on = civilDateAt(answer.answeredAt, timeZone);
  await discharge(tx, { actor, at }, { regionId, obligationIds, recordKind: 'order-answer', recordId: answer.id, on });
}

export const orderFact = (of: OfUnit, order: NewOrder): LedgerFact =>
  factOf(of, order.id, 'order-issued', {
    finding: order.findingId,
    text: order.text,
    issuedOn: order.issuedOn,
    dueOn: order.dueOn,
  });

/** What the ledger keeps of it; the words are in the head alone. */
export function factOf(
  { regionId, unitId, stageCode, place }: OfUnit,
  id: string,
  kind: string,
  head: Readonly<Record<string, string | number | null>>,
  summary: Readonly<Record<string, string | number>> = {},
): LedgerFact {
  return {
    regionId,
    unitId,
    kind: `supervision.${kind}`,
    subjectId: id,
    place,
    occurredAt: null,
    summary: { stage: stageCode, ...summary },
    head: { id, stage: stageCode, ...head },
    personal: [],
  };
}
