import type { RouteInput } from '@muster/contract';
import type { listActivities } from '@muster/contract/study';
import { sql } from 'kysely';
import { withFormerPlaces, type Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

export interface Wanted {
  /** Left out: all that stand, wherever they count. */
  readonly which?: RouteInput<typeof listActivities>['query']['which'];
  /** A kind with those that count as it; null: all. */
  readonly kinds?: readonly string[] | null;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Found {
  readonly ids: readonly string[];
  readonly held: number;
  readonly elsewhere: number;
  readonly voided: number;
}

/** Places above units list what was held since their units came. */
export function withFormer<T>(
  tx: ReadTx,
  node: Node,
  actor: Actor,
  read: (everywhere: boolean) => Promise<T>,
): Promise<T> {
  const asks = node.kind === 'unit' || node.kind === 'branch';
  return withFormerPlaces(tx, node, actor, (formerly) => read(asks && formerly.length > 0));
}

/** First which they are, and then what is shown of them: of all that a city held, one looks at a page. */
export async function foundActivities(
  tx: ReadTx,
  node: Node,
  wanted: Wanted & { readonly campaignId: string; readonly everywhere: boolean },
): Promise<Found> {
  const { campaignId, everywhere, which = null, kinds = null, after, limit } = wanted;
  const [at = null, id = null] = after?.split('_') ?? [];
  const { rows } = await sql<Found>`
    select page::text[] as ids, held, elsewhere, voided
    from study_activities_page(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${node.kind}, ${node.id}::uuid, ${everywhere},
      ${campaignId}::uuid, ${which}, ${kinds}::text[], ${at}::timestamptz, ${id}::uuid, ${limit})`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a function with one row answered none');
  return row;
}
