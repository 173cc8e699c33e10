import { campaignHeader } from '@muster/contract/campaign';
import { pathsWith } from '@muster/core/access';
import { laterTerms, type Bilingual } from '@muster/core/campaign';
import { ownWords, type FileWords } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { findNode, type Node } from './queries.ts';

/**
 * What the campaign at hand calls what a file speaks of: at the node that it is about, without one where the person has a say. Ours
 * where there is no campaign, or where it says nothing.
 */
export async function fileWords(
  tx: ReadTx,
  { actor, said }: Pick<Context, 'actor' | 'said'>,
  node: Pick<Node, 'place'> | null = null,
): Promise<FileWords> {
  const there =
    node === null
      ? sql`c.path @> any (${[...pathsWith(actor.grants, 'read')]}::text[]::ltree[])`
      : sql`c.id in (select campaigns_at(${node.place.path}::ltree, ${[...node.place.linked]}::text[]::ltree[]))`;
  const { rows } = await sql<{ terms: Partial<Record<keyof FileWords, Bilingual>> }>`
    select p.body -> 'terms' as terms from campaign c join playbook p on p.id = c.playbook_id
    where ${there}
    order by c.id is not distinct from ${said(campaignHeader)}::uuid desc, c.closed_on is null desc, c.started_on desc, c.id desc
    limit 1`.execute(tx);
  const [campaign] = rows;
  if (campaign === undefined) return ownWords;
  const { terms } = campaign;
  return {
    member: terms.member?.zh ?? ownWords.member,
    unit: terms.unit?.zh ?? ownWords.unit,
    branch: terms.branch?.zh ?? ownWords.branch,
    committee: terms.committee?.zh ?? laterTerms.committee.zh,
    generalBranch: terms.generalBranch?.zh ?? laterTerms.generalBranch.zh,
    english: {
      member: terms.member?.en ?? '',
      unit: terms.unit?.en ?? '',
      branch: terms.branch?.en ?? '',
      committee: terms.committee?.en ?? '',
      generalBranch: terms.generalBranch?.en ?? '',
    },
  };
}

/** The same by the id of the node; one that is not there is for others to refuse. */
export function fileWordsAt(context: Context, organisationId: string): Promise<FileWords> {
  return context.read(async (tx) => fileWords(tx, context, await findNode(tx, organisationId)));
}
