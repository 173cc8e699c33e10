import { mostOfACode, type KnownOrganisation } from '@muster/core/organisation';
import { sql } from 'kysely';
import { byThousands } from '../platform/by-thousands.ts';
import type { Tx } from '../platform/database/db.ts';
import { takenBack } from '../platform/database/taken-back.ts';
import type { Node } from './queries.ts';

/** One of the two; null stands for the other. */
interface CodeToAsk {
  readonly code: string | null;
  readonly creditCode: string | null;
}

/** Every code that a file gives to its rows, once. Longer ones are refused for their length, and fit into no index. */
export function codesToAsk(codes: readonly string[], creditCodes: readonly string[]): readonly CodeToAsk[] {
  const once = (given: readonly string[]) =>
    [...new Set(given)].filter((code) => code !== '' && code.length <= mostOfACode);
  return [
    ...once(codes).map((code) => ({ code, creditCode: null })),
    ...once(creditCodes).map((creditCode) => ({ code: null, creditCode })),
  ];
}

/**
 * Of these codes those that organisations out of sight have. Row security hides the holders and the unique constraints do not, so
 * these are asked, with rows that are taken back at once; nothing is learnt but that a code is taken.
 */
export async function codesElsewhere(
  tx: Tx,
  { regionId, id, tree, place }: Node,
  known: readonly KnownOrganisation[],
  codes: readonly CodeToAsk[],
  { at, asked }: { readonly at: Date; readonly asked: (codes: number) => void },
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  if (codes.length === 0) return held;
  const seen = {
    code: new Set(known.map(({ code }) => code)),
    creditCode: new Set(known.map(({ creditCode }) => creditCode)),
  };
  const kind = tree === 'place' ? 'region' : 'committee';
  await takenBack(tx, async () => {
    for (const part of byThousands(codes, asked)) {
      const unseen = part.filter(({ code, creditCode }) =>
        code === null ? !seen.creditCode.has(creditCode) : !seen.code.has(code),
      );
      if (unseen.length === 0) continue;
      const { rows } = await sql<{ code: string }>`
        insert into organisation (region_id, id, tree, kind, parent_id, path, linked, name, code, credit_code, opened_on, recorded_at)
        select ${regionId}, n.id, ${tree}, ${kind}, ${id}::uuid, ${place.path}::ltree || translate(n.id::text, '-', ''), ${place.linked}::ltree[],
          n.id::text, n.code, n."creditCode", current_date, ${at}
        from (select gen_random_uuid() as id, r.code, r."creditCode"
          from json_to_recordset(${JSON.stringify(unseen)}::json) as r(code text, "creditCode" text)) n
        on conflict do nothing returning coalesce(code, credit_code) as code`.execute(tx);
      const free = new Set(rows.map(({ code }) => code));
      for (const each of unseen) {
        const code = each.code ?? each.creditCode ?? '';
        if (!free.has(code)) held.add(code);
      }
    }
  });
  return held;
}
