import { laterTerms } from '@muster/core/campaign';
import { ownWords, type FileWords } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** What the campaign at hand calls what a file speaks of; ours where there is no campaign, or where it says nothing. */
export async function fileWords(tx: ReadTx): Promise<FileWords> {
  const { rows } = await sql<{ terms: Partial<Record<keyof FileWords, { readonly zh: string }>> }>`
    select p.body -> 'terms' as terms from campaign c join playbook p on p.id = c.playbook_id
    where c.closed_on is null order by c.started_on desc, c.id desc limit 1`.execute(tx);
  const [campaign] = rows;
  if (campaign === undefined) return ownWords;
  const { terms } = campaign;
  return {
    member: terms.member?.zh ?? ownWords.member,
    unit: terms.unit?.zh ?? ownWords.unit,
    branch: terms.branch?.zh ?? ownWords.branch,
    committee: terms.committee?.zh ?? laterTerms.committee.zh,
    generalBranch: terms.generalBranch?.zh ?? laterTerms.generalBranch.zh,
  };
}
