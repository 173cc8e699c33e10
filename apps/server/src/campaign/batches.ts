import type { Bilingual, BatchInScope, StageDates } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import type { ClassChain } from './class-chains.ts';

export interface RuleRow {
  readonly organisationId: string;
  readonly path: string;
  readonly isUnit: boolean;
  readonly classCode: string | null;
}

export interface BatchRow {
  readonly id: string;
  readonly campaignId: string;
  readonly number: number;
  readonly title: Bilingual | null;
  readonly revision: number;
  readonly openedAt: Date | null;
  /** In the playbook's order as far as windows follow one another. */
  readonly windows: readonly (StageDates & { readonly firstEndsOn: string })[];
  readonly rules: readonly RuleRow[];
}

/** The batches of a campaign by number, each with its windows and the rules of its present version. */
export async function batchesOf(tx: ReadTx, campaignId: string): Promise<BatchRow[]> {
  return readBatches(tx, sql`b.campaign_id = ${campaignId}`);
}

export async function findBatch(tx: ReadTx, id: string): Promise<BatchRow | null> {
  return (await readBatches(tx, sql`b.id = ${id}`))[0] ?? null;
}

async function readBatches(tx: ReadTx, which: ReturnType<typeof sql>): Promise<BatchRow[]> {
  const { rows } = await sql<
    Omit<BatchRow, 'title'> & { readonly titleZh: string | null; readonly titleEn: string | null }
  >`
    select b.id, b.campaign_id as "campaignId", b.number, b.title_zh as "titleZh", b.title_en as "titleEn", b.revision, b.opened_at as "openedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('code', s.stage_code, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
          'firstEndsOn', s.first_ends_on) order by s.starts_on, s.ends_on), '[]')
        from batch_stage s where s.batch_id = b.id) as windows,
      (select coalesce(jsonb_agg(jsonb_build_object('organisationId', r.organisation_id, 'path', r.node_path::text, 'isUnit', r.is_unit,
          'classCode', r.class_code) order by r.position), '[]')
        from batch_rule r where r.batch_id = b.id and r.revision = b.revision) as rules
    from batch b where ${which} order by b.number`.execute(tx);
  return rows.map(({ titleZh, titleEn, ...row }) => ({
    ...row,
    title: titleZh === null || titleEn === null ? null : { zh: titleZh, en: titleEn },
  }));
}

/** As the rules of coverage look at it. */
export function inScope(batch: BatchRow, classes: ReadonlyMap<string, ClassChain>): BatchInScope {
  return {
    id: batch.id,
    number: batch.number,
    isOpen: batch.openedAt !== null,
    rules: batch.rules.map(({ path, isUnit, classCode }) => ({
      node: { path, isUnit },
      unitClass: classCode === null ? null : { code: classCode, depth: classes.get(classCode)?.chain.length ?? 1 },
    })),
  };
}

/** Makes commands about one batch follow one another; read what must not move after this. */
export async function lockBatch(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('batch').select('id').where('id', '=', id).forUpdate().execute();
}
