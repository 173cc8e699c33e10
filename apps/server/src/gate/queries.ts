import type { OpenTransition, UnmendedOrder } from '@muster/core/gate';
import type { OrderState } from '@muster/core/supervision';
import { sql, type RawBuilder } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { linkedColumn } from '../platform/place.ts';

/** An application is under way: what it judges must not move, so nothing more is recorded for that stage. */
export async function evidenceClosed(tx: ReadTx, participationId: string, stageCode: string): Promise<boolean> {
  const row = await tx
    .selectFrom('transition')
    .select('id')
    .where('participation_id', '=', participationId)
    .where('stage_code', '=', stageCode)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of several participations at once: those whose stage that is named, or open, has an application under way, by their id. */
export async function evidenceClosedAmong(
  tx: ReadTx,
  participations: readonly { readonly id: string; readonly openStage: { readonly code: string } | null }[],
): Promise<ReadonlySet<string>> {
  const stageOf = new Map(participations.map(({ id, openStage }) => [id, openStage?.code ?? null]));
  const rows = await tx
    .selectFrom('transition')
    .select(['participation_id', 'stage_code'])
    .where(sql<boolean>`participation_id = any (${[...stageOf.keys()]}::uuid[])`)
    .where('ended_at', 'is', null)
    .execute();
  return new Set(
    rows.filter((row) => stageOf.get(row.participation_id) === row.stage_code).map((row) => row.participation_id),
  );
}

export interface FoundTransition extends OpenTransition {
  readonly id: string;
}

/** Applications that are under way for the open stages of these, by the participation's id. */
export async function openTransitions(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, FoundTransition>> {
  const rows = await tx
    .selectFrom('transition as t')
    .innerJoin('transition_step as a', (join) =>
      join.onRef('a.region_id', '=', 't.region_id').onRef('a.transition_id', '=', 't.id').on('a.step', '=', 'applied'),
    )
    .leftJoin('transition_step as e', (join) =>
      join.onRef('e.region_id', '=', 't.region_id').onRef('e.transition_id', '=', 't.id').on('e.step', '=', 'endorsed'),
    )
    .select([
      't.id',
      't.participation_id',
      'a.actor_id as applied_by',
      'a.judged_hash as applied_hash',
      'e.actor_id as endorsed_by',
      'e.judged_hash as endorsed_hash',
    ])
    .where(sql<boolean>`(t.region_id, t.participation_id, t.stage_code) in (${stagesOf(participations)})`)
    .where('t.ended_at', 'is', null)
    .modifyEnd(kept)
    .execute();
  return new Map(
    rows.map((row) => [
      row.participation_id,
      {
        id: row.id,
        appliedBy: row.applied_by,
        appliedHash: row.applied_hash.toString('hex'),
        endorsedBy: row.endorsed_by,
        endorsedHash: row.endorsed_hash?.toString('hex') ?? null,
      },
    ]),
  );
}

/** The transitions themselves, with the unit that each is about. */
export async function transitionRows(tx: ReadTx, ids: readonly string[]) {
  return tx
    .selectFrom('transition')
    .select(['region_id', 'id', 'unit_id', 'participation_id', 'stage_code', 'ended_at', 'path'])
    .select(linkedColumn().as('linked'))
    .select(sql<string>`applied_by`.as('applied_by'))
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .execute();
}

export type TransitionRow = Awaited<ReturnType<typeof transitionRows>>[number];

interface ToReport {
  readonly assessmentId: string;
  readonly attempt: number;
}

/** Counts of the open stages that the team has still to report, by attempt; by the participation's id. */
export async function unreportedOf(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, ToReport[]>> {
  const { rows } = await sql<ToReport & { readonly of: string }>`
    select w.id as of, u.assessment_id as "assessmentId", u.attempt
    from (${stagesOf(participations)}) w cross join lateral assessment_unreported(w.region, w.id, w.stage) u
    order by w.id, u.attempt ${kept}`.execute(tx);
  const byId = Map.groupBy(rows, ({ of }) => of);
  return new Map(
    [...byId].map(([id, own]) => [id, own.map(({ assessmentId, attempt }) => ({ assessmentId, attempt }))]),
  );
}

/** Of the open stages the attempt whose papers are being counted while the outcome of one before it stands; by the participation's id. */
export async function countingAgainOf(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ of: string; attempt: number }>`
    select w.id as of, a.attempt
    from (${stagesOf(participations)}) w
    join assessment a on a.region_id = w.region and a.participation_id = w.id and a.stage_code = w.stage
    where not exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id)
      and exists (select from assessment b
        where b.region_id = a.region_id and b.participation_id = a.participation_id and b.stage_code = a.stage_code and b.fewest_papers <= ${validPapers('b')}) ${kept}`.execute(
    tx,
  );
  return new Map(rows.map(({ of, attempt }) => [of, attempt]));
}

/** Of an attempt that stands in the query under this name; null where it has no outcome. */
export function validPapers(attempt: string): RawBuilder<number | null> {
  return sql`(select sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) from tally_assessment t
    where t.region_id = ${sql.ref(`${attempt}.region_id`)} and t.assessment_id = ${sql.ref(`${attempt}.id`)})`;
}

/** An order of a refusal, and how far it is. */
export interface ToMend extends UnmendedOrder {
  readonly state: Exclude<OrderState, 'verified'>;
}

/** What refusals of the open stages ordered and nobody else has verified, the earliest day first; by the participation's id. */
export async function unmendedOf(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, ToMend[]>> {
  const { rows } = await sql<{ of: string; order: ToMend }>`
    select w.id as of, jsonb_build_object('id', u.order_id, 'text', u.body, 'dueOn', u.due_on, 'state', u.state) as order
    from (${stagesOf(participations)}) w cross join lateral gate_unmended(w.region, w.id, w.stage) u ${kept}`.execute(
    tx,
  );
  return new Map([...Map.groupBy(rows, ({ of }) => of)].map(([id, own]) => [id, own.map(({ order }) => order)]));
}

/** Region, id and open stage of each, as rows. */
export function stagesOf(participations: readonly Participation[]): RawBuilder<unknown> {
  const open = participations.flatMap(({ regionId, id, openStage }) =>
    openStage === null ? [] : { regionId, id, code: openStage.code },
  );
  return sql`select region, id, stage from unnest(${open.map(({ regionId }) => regionId)}::int[],
    ${open.map(({ id }) => id)}::uuid[], ${open.map(({ code }) => code)}::text[]) as open_stage (region, id, stage)`;
}
