import { covers, pathsWith } from '@muster/core/access';
import { mostOfACode } from '@muster/core/organisation';
import type { KnownMember } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { Tx } from '../platform/database/db.ts';
import { takenBack } from '../platform/database/taken-back.ts';
import type { Actor } from '../platform/identity.ts';

/**
 * Of these codes those that people out of sight have. Row security hides them and the unique constraint does not, so this is asked,
 * with rows that are taken back at once; nothing is learnt but that a code is taken.
 */
export async function codesElsewhere(
  tx: Tx,
  { regionId, tree, parentId, place }: Node,
  members: readonly KnownMember[],
  given: readonly string[],
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<ReadonlySet<string>> {
  const mine = pathsWith(actor.grants, 'read');
  const isMine = (path: string) => mine.some((own) => covers(own, path));
  const seesAll = tree === 'place' && parentId === null && isMine(place.path);
  const seen = new Set(members.map(({ code }) => code));
  const codes = [...new Set(given)].filter((code) => code !== '' && code.length <= mostOfACode && !seen.has(code));
  const here = [place.path, ...place.linked].find(isMine);
  if (seesAll || codes.length === 0 || here === undefined) return new Set();
  const { rows } = await takenBack(tx, () =>
    sql<{ code: string }>`
      insert into person (region_id, id, code, name, path, party_path, salt, recorded_at)
      select ${regionId}, gen_random_uuid(), c, '', ${here}::ltree, ${here}::ltree, '', ${at} from unnest(${codes}::text[]) c
      on conflict do nothing returning code`.execute(tx),
  );
  const free = new Set(rows.map(({ code }) => code));
  return new Set(codes.filter((code) => !free.has(code)));
}
