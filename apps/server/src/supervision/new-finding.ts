import { civilDateAt, type CivilDate } from '@muster/core/kernel';
import { issueOrder } from '@muster/core/supervision';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { factOf, insertOrders, orderFact, type NewOrder, type OfUnit } from './orders.ts';

/** Something found of a unit in a stage, with the order to correct it where one is given at once. */
export interface NewFinding {
  readonly id: string;
  readonly of: OfUnit;
  readonly foundOn: CivilDate;
  readonly code: string | null;
  readonly text: string;
  readonly order: NewOrder | null;
  /** The application that was refused for it; null where a team found it. */
  readonly transitionId: string | null;
}

/** Why a unit was not let pass, as what it has to mend by a day. */
export function orderForRefusal(
  {
    of,
    transitionId,
    isOfTheUnit,
  }: { readonly of: OfUnit; readonly transitionId: string; readonly isOfTheUnit: boolean },
  { why, mendBy }: { readonly why: string; readonly mendBy: CivilDate },
  { at, timeZone, newId }: Pick<Circumstances, 'at' | 'timeZone' | 'newId'>,
): NewFinding | Refused {
  const today = civilDateAt(at, timeZone);
  const refused = issueOrder({ isOfTheUnit }, mendBy, today);
  // The field is called otherwise where one decides.
  if (refused !== null) return refused.field === undefined ? refused : { ...refused, field: 'mendBy' };
  const id = newId();
  const about = { zh: '不予转段', en: 'transition refused' };
  const order = { id: newId(), findingId: id, text: why, issuedOn: today, dueOn: mendBy, about };
  return { id, of, foundOn: today, code: null, text: why, order, transitionId };
}

/** As many statements for one as for hundreds. */
export async function insertFindings(
  tx: Tx,
  findings: readonly NewFinding[],
  circumstances: Circumstances,
): Promise<void> {
  if (findings.length === 0) return;
  const { actor, at } = circumstances;
  await tx
    .insertInto('finding')
    .values(
      findings.map(({ id, of, foundOn, code, text, transitionId }) => ({
        region_id: of.regionId,
        id,
        campaign_id: of.campaignId,
        participation_id: of.participationId,
        unit_id: of.unitId,
        stage_code: of.stageCode,
        code,
        body: text,
        transition_id: transitionId,
        found_on: foundOn,
        found_by: actor.personId,
        found_by_name: actor.personName,
        path: of.place.path,
        linked: [...of.place.linked],
        recorded_at: at,
      })),
    )
    .execute();
  const ordered = findings.flatMap(({ of, order }) => (order === null ? [] : [{ of, order }]));
  await insertOrders(tx, ordered, circumstances);
}

export const findingFacts = ({ id, of, foundOn, code, text, order }: NewFinding): LedgerFact[] => [
  factOf(of, id, 'finding-recorded', { code, text, foundOn }),
  ...(order === null ? [] : [orderFact(of, order)]),
];
