import { mostOfACode, type KnownOrganisation, type OrganisationSurroundings } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { takenBack } from '../platform/database/taken-back.ts';
import type { Node } from './queries.ts';

/** Every code of one kind that a file gives to its rows. */
export interface GivenCodes {
  readonly codes: readonly string[];
  readonly creditCodes: readonly string[];
}

/**
 * Of these codes those that organisations out of sight have. Row security hides the holders and the unique constraints do not, so
 * these are asked, with rows that are taken back at once; nothing is learnt but that a code is taken.
 */
export async function codesElsewhere(
  tx: Tx,
  { regionId, id, tree, place }: Node,
  { base, counterpart, known }: Pick<OrganisationSurroundings, 'base' | 'counterpart' | 'known'>,
  given: GivenCodes,
  at: Date,
): Promise<ReadonlySet<string>> {
  if (base.isOwn && counterpart?.isOwn === true) return new Set();
  const codes = unknownOf(given.codes, known, 'code');
  const creditCodes = unknownOf(given.creditCodes, known, 'creditCode');
  if (codes.length + creditCodes.length === 0) return new Set();
  const kind = tree === 'place' ? 'region' : 'committee';
  const { rows } = await takenBack(tx, () =>
    sql<{ code: string }>`
      insert into organisation (region_id, id, tree, kind, parent_id, path, linked, name, code, credit_code, opened_on, recorded_at)
      select ${regionId}, n.id, ${tree}, ${kind}, ${id}::uuid, ${place.path}::ltree || translate(n.id::text, '-', ''), ${place.linked}::ltree[],
        n.id::text, n.code, n.credit_code, current_date, ${at}
      from (select gen_random_uuid() as id, c as code, null as credit_code from unnest(${codes}::text[]) c
        union all select gen_random_uuid(), null, c from unnest(${creditCodes}::text[]) c) n
      on conflict do nothing returning coalesce(code, credit_code) as code`.execute(tx),
  );
  const free = new Set(rows.map(({ code }) => code));
  return new Set([...codes, ...creditCodes].filter((code) => !free.has(code)));
}

/** Longer ones are refused for their length, and fit into no index. */
function unknownOf(
  given: readonly string[],
  known: readonly KnownOrganisation[],
  key: 'code' | 'creditCode',
): readonly string[] {
  const seen = new Set(known.map((each) => each[key]));
  return [...new Set(given)].filter((code) => code !== '' && code.length <= mostOfACode && !seen.has(code));
}
