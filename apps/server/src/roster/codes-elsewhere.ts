import { covers, pathsWith } from '@muster/core/access';
import { mostOfACode } from '@muster/core/organisation';
import type { KnownMember } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import { byThousands } from '../platform/by-thousands.ts';
import type { Tx } from '../platform/database/db.ts';
import { takenBack } from '../platform/database/taken-back.ts';
import type { Actor } from '../platform/identity.ts';

/** Of a file's codes those of which it is to be asked whether people out of sight have them: none where nobody is out of sight. */
export function codesToAsk(
  { tree, parentId, place }: Node,
  given: readonly string[],
  { grants }: Actor,
): readonly string[] {
  const seesAll = tree === 'place' && parentId === null && ownPlace([place.path], grants) !== undefined;
  if (seesAll || ownPlace([place.path, ...place.linked], grants) === undefined) return [];
  return [...new Set(given)].filter((code) => code !== '' && code.length <= mostOfACode);
}

function ownPlace(paths: readonly string[], grants: Actor['grants']): string | undefined {
  const mine = pathsWith(grants, 'read');
  return paths.find((path) => mine.some((own) => covers(own, path)));
}

/**
 * Of these codes those that people out of sight have. Row security hides them and the unique constraint does not, so this is asked,
 * with rows that are taken back at once; nothing is learnt but that a code is taken.
 */
export async function codesElsewhere(
  tx: Tx,
  { regionId, place }: Node,
  members: readonly KnownMember[],
  codes: readonly string[],
  { actor, at, asked }: { readonly actor: Actor; readonly at: Date; readonly asked: (codes: number) => void },
): Promise<ReadonlySet<string>> {
  const here = ownPlace([place.path, ...place.linked], actor.grants);
  if (codes.length === 0 || here === undefined) return new Set();
  const seen = new Set(members.map(({ code }) => code));
  const held = new Set<string>();
  await takenBack(tx, async () => {
    for (const part of byThousands(codes, asked)) {
      const unseen = part.filter((code) => !seen.has(code));
      if (unseen.length === 0) continue;
      const { rows } = await sql<{ code: string }>`
        insert into person (region_id, id, code, name, path, party_path, salt, recorded_at)
        select ${regionId}, gen_random_uuid(), c, '', ${here}::ltree, ${here}::ltree, '', ${at} from unnest(${unseen}::text[]) c
        on conflict do nothing returning code`.execute(tx);
      const free = new Set(rows.map(({ code }) => code));
      for (const code of unseen) if (!free.has(code)) held.add(code);
    }
  });
  return held;
}
