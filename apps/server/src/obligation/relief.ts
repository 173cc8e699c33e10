import { mayActOn, type Place } from '@muster/core/access';
import type { Bilingual } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { standingOf, type Addressee, type ExtensionOutcome, type Relieved } from '@muster/core/obligation';
import { sql } from 'kysely';
import { lockParticipations, refuseClosed } from '../campaign/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';

/** Something owed, as far as asking for time, giving it and letting somebody off need it. */
export interface RelievedRecord extends Relieved {
  readonly regionId: number;
  readonly id: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly addressee: Addressee;
  readonly personId: string | null;
  readonly title: Bilingual;
  /** The present place of the unit for which it counts. */
  readonly place: Place;
  readonly branchId: string | null;
  /** Of the branch that it is asked of, or whose member owes it; null where there is none, or it lies where one cannot see. */
  readonly branchPlace: Place | null;
  readonly closedOn: CivilDate | null;
  readonly evidenceClosed: boolean;
  readonly hasOpenRequest: boolean;
  readonly isExempt: boolean;
  readonly hardMeasures: readonly string[];
}

interface Row extends Omit<RelievedRecord, 'title' | 'place' | 'branchPlace' | 'standing'> {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly path: string;
  readonly linked: string[];
  readonly branchPath: string | null;
  readonly branchLinked: string[] | null;
  readonly isCancelled: boolean;
  readonly isDischarged: boolean;
  readonly isWaiting: boolean;
}

/** Null where it is not to be seen, or its unit takes part no longer. */
export async function findRelieved(tx: ReadTx, id: string, today: CivilDate): Promise<RelievedRecord | null> {
  return (await findAllRelieved(tx, [id], today))[0] ?? null;
}

async function findAllRelieved(tx: ReadTx, ids: readonly string[], today: CivilDate): Promise<RelievedRecord[]> {
  const { rows } = await sql<Row>`
    select o.region_id as "regionId", o.id, o.participation_id as "participationId", o.unit_id as "unitId", o.stage_code as "stageCode",
      o.kind, o.addressee, o.person_id as "personId", o.branch_id as "branchId", o.title_zh as "titleZh", o.title_en as "titleEn", o.due_on as "dueOn",
      o.path::text as path, o.linked::text[] as linked, b.path::text as "branchPath", b.linked::text[] as "branchLinked",
      s.ends_on as "stageEndsOn", v.closed_on as "closedOn", o.cancelled_at is not null as "isCancelled",
      obligation_waiting(o) as "isWaiting", obligation_exempt(o) as "isExempt",
      exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as "isDischarged",
      exists (select from transition t where t.region_id = o.region_id and t.participation_id = o.participation_id
        and t.stage_code = o.stage_code and t.ended_at is null) as "evidenceClosed",
      exists (select from obligation_extension r
        where r.region_id = o.region_id and r.obligation_id = o.id and r.outcome is null) as "hasOpenRequest",
      array(select c.measure from stage_condition c
        where c.region_id = o.region_id and c.participation_id = o.participation_id and c.stage_code = o.stage_code
          and c.is_hard and c.applies and c.threshold_num is not null
          and (c.measure not in ('deliverable.accepted', 'study.lectures-given') or c.subject = o.duty_code)) as "hardMeasures"
    from obligation o
    join participation p on p.region_id = o.region_id and p.id = o.participation_id and p.ended_at is null
    join participation_stage s on s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code
    join campaign v on v.id = o.campaign_id
    left join organisation b on b.region_id = o.region_id and b.id = o.branch_id
    left join person e on e.region_id = o.region_id and e.id = o.person_id
    where o.id = any (${[...ids]}::uuid[]) and (o.addressee <> 'branch' or b.id is not null) and (o.addressee <> 'person' or e.id is not null)`.execute(
    tx,
  );
  return rows.map((row) => relievedOf(row, today));
}

function relievedOf(row: Row, today: CivilDate): RelievedRecord {
  const { titleZh, titleEn, path, linked, branchPath, branchLinked, isCancelled, isDischarged, isWaiting, ...owed } =
    row;
  const discharged = isDischarged ? { on: owed.dueOn, dueOn: owed.dueOn } : null;
  return {
    ...owed,
    title: { zh: titleZh, en: titleEn },
    place: { path, linked },
    branchPlace: branchPath === null ? null : { path: branchPath, linked: branchLinked ?? [] },
    standing: standingOf({ dueOn: owed.dueOn, discharged, isExempt: owed.isExempt, isCancelled, isWaiting }, today),
  };
}

/** Read after its participation is locked, so that deciding, handing in and applying follow one another. */
export async function lockRelieved(
  tx: Tx,
  id: string,
  { at, timeZone }: Pick<Circumstances, 'at' | 'timeZone'>,
): Promise<RelievedRecord | Refused> {
  return (await lockAllRelieved(tx, [id], { at, timeZone })).get(id) ?? refuse('not-found');
}

/** By id, whatever of them is there; as many queries for one as for a thousand. */
export async function lockAllRelieved(
  tx: Tx,
  ids: readonly string[],
  { at, timeZone }: Pick<Circumstances, 'at' | 'timeZone'>,
): Promise<ReadonlyMap<string, RelievedRecord | Refused>> {
  const today = civilDateAt(at, timeZone);
  const before = await findAllRelieved(tx, ids, today);
  await lockParticipations(
    tx,
    before.map(({ regionId, participationId }) => ({ regionId, id: participationId })),
  );
  const found = await findAllRelieved(tx, ids, today);
  return new Map(found.map((owed) => [owed.id, refuseClosed(owed) ?? owed]));
}

/** Whoever owes it, or acts for the unit or the branch that does: a member without a login is spoken for by the branch. */
export function mayAskFor(
  { personId, grants }: Pick<Actor, 'personId' | 'grants'>,
  owed: Pick<RelievedRecord, 'addressee' | 'personId' | 'branchId' | 'place' | 'branchPlace'>,
): boolean {
  if (owed.addressee === 'unit') return mayActOn(grants, 'submit-deliverable', owed.place);
  const where = owed.branchId === null ? owed.place : owed.branchPlace;
  return owed.personId === personId || (where !== null && mayActOn(grants, 'record-activity', where));
}

export interface ExtensionRequest {
  readonly id: string;
  readonly owed: RelievedRecord;
  readonly untilOn: CivilDate;
  readonly askedBy: string;
  readonly outcome: ExtensionOutcome | null;
}

/** A request for more time, with what it is about, locked. */
export async function lockExtension(
  tx: Tx,
  id: string,
  circumstances: Pick<Circumstances, 'at' | 'timeZone'>,
): Promise<ExtensionRequest | Refused> {
  const row = () =>
    tx
      .selectFrom('obligation_extension')
      .select(['id', 'obligation_id as obligationId', 'until_on as untilOn', 'asked_by as askedBy'])
      .select(sql<ExtensionOutcome | null>`outcome`.as('outcome'))
      .where('id', '=', id)
      .executeTakeFirst();
  const before = await row();
  if (before === undefined) return refuse('not-found');
  const owed = await lockRelieved(tx, before.obligationId, circumstances);
  if (isRefusal(owed)) return owed;
  // Again, now that nobody else can decide it.
  const request = await row();
  return request === undefined ? refuse('not-found') : { ...request, owed };
}

/** What the ledger keeps of it: the reason is of whoever owes it, and can be erased. */
export function reliefFact(
  { regionId, id, unitId, stageCode, place, kind, personId }: RelievedRecord,
  what: string,
  head: Readonly<Record<string, string | null>>,
  said: { readonly salt: Uint8Array; readonly words: string | null } | null,
): LedgerFact {
  return {
    regionId,
    unitId,
    kind: `obligation.${what}`,
    subjectId: id,
    place,
    occurredAt: null,
    summary: { stage: stageCode },
    head: { obligation: id, kind, stage: stageCode, ...head },
    personal: said === null ? [] : [{ salt: said.salt, value: { person: personId, words: said.words } }],
  };
}
