import type { Bilingual, StageDates } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { RuleRow } from './batches.ts';

export interface BatchPlan {
  readonly id: string;
  readonly number: number;
  readonly title: Bilingual | null;
  readonly revision: number;
  readonly windows: readonly StageDates[];
  readonly rules: readonly RuleRow[];
}

/** A batch as it is planned: nobody takes part yet. */
export async function insertBatchPlan(tx: Tx, batch: BatchPlan, campaignId: string, at: Date): Promise<void> {
  await tx
    .insertInto('batch')
    .values({
      id: batch.id,
      campaign_id: campaignId,
      number: batch.number,
      title_zh: batch.title?.zh ?? null,
      title_en: batch.title?.en ?? null,
      ...span(batch.windows),
      revision: batch.revision,
      recorded_at: at,
    })
    .execute();
  await tx
    .insertInto('batch_stage')
    .values(
      batch.windows.map(({ code, startsOn, endsOn }) => ({
        batch_id: batch.id,
        stage_code: code,
        starts_on: startsOn,
        ends_on: endsOn,
        first_ends_on: endsOn,
      })),
    )
    .execute();
  await insertRules(tx, batch);
}

/** The rules of one version of a plan; those of earlier versions stay. */
async function insertRules(tx: Tx, { id, revision, rules }: Pick<BatchPlan, 'id' | 'revision' | 'rules'>) {
  await tx
    .insertInto('batch_rule')
    .values(
      rules.map((rule, index) => ({
        batch_id: id,
        revision,
        position: index + 1,
        organisation_id: rule.organisationId,
        node_path: rule.path,
        is_unit: rule.isUnit,
        class_code: rule.classCode,
      })),
    )
    .execute();
}

/** From the first day of any stage to the last day of any. */
function span(windows: readonly StageDates[]): { readonly from_on: string; readonly to_on: string } {
  const days = (pick: (window: StageDates) => string) => windows.map(pick).toSorted();
  const [from, to] = [days(({ startsOn }) => startsOn)[0], days(({ endsOn }) => endsOn).at(-1)];
  if (from === undefined || to === undefined) throw new Error('A batch has a stage at least');
  return { from_on: from, to_on: to };
}

/** The next version of a plan stands in the place of the one before; its rules are added to those of earlier versions. */
export async function changePlan(tx: Tx, plan: BatchPlan): Promise<void> {
  await tx
    .updateTable('batch')
    .set({
      number: plan.number,
      title_zh: plan.title?.zh ?? null,
      title_en: plan.title?.en ?? null,
      ...span(plan.windows),
      revision: plan.revision,
    })
    .where('id', '=', plan.id)
    .execute();
  await sql`
    update batch_stage s set starts_on = n."startsOn", ends_on = n."endsOn", first_ends_on = n."endsOn"
    from jsonb_to_recordset(${JSON.stringify(plan.windows)}::jsonb) as n (code text, "startsOn" date, "endsOn" date)
    where s.batch_id = ${plan.id} and s.stage_code = n.code`.execute(tx);
  await insertRules(tx, plan);
}
