import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listUnread } from '@muster/contract/study';
import { piecesOf } from '@muster/core/study';
import { sql } from 'kysely';
import { idAtHand } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { Asking } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { isStillOpen, openedBeneath, type Opened } from './asked-beneath.ts';

type Answer = RouteAnswer<typeof listUnread>;
type Row = Answer['rows'][number];

interface Found {
  readonly page: string[];
  readonly unread: number[];
  readonly required: number[];
  readonly all: number;
  readonly asked: number;
  readonly past: number;
}

/** Who has not read everything: from the roster, what was ticked and what was read together, by what each unit's stage was opened under. */
export async function unreadAt(
  tx: ReadTx,
  node: Node,
  wanted: RouteInput<typeof listUnread>['query'],
  asking: Asking,
): Promise<Answer> {
  const campaignId = await idAtHand(tx, node, asking);
  const opened = campaignId === null ? [] : await openedBeneath(tx, node, campaignId);
  const asked = opened.filter(({ stage }) => stage.readings.length > 0);
  const stages = [...new Set(asked.map(({ stage }) => stage.code))];
  const stage = chosen(asked, wanted.stage);
  if (campaignId === null || stage === undefined)
    return { stages, stage: null, isOpen: false, past: 0, asked: 0, rows: [], all: 0, next: null };
  const those = asked.filter((each) => each.stage.code === stage);
  const isOpen = isStillOpen(those);
  const here = sql`${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid, ${stage}`;
  const rules = (open: boolean) => JSON.stringify(those.map((each) => readingRule(each, open)));
  const found = await sql<Found>`
    select f.page, f.unread, f.required, f.total as "all", f.all_asked as asked, coalesce(l.total, 0) as past
    from study_unread_page(${here}, ${rules(isOpen)}::jsonb, ${wanted.after ?? null}::uuid, ${wanted.limit + 1}) f
    left join lateral study_unread_page(${here}, ${rules(false)}::jsonb, null, 1) l on ${isOpen}`.execute(tx);
  const { page, unread, required, all, asked: members, past } = found.rows[0] ?? nobody;
  const { rows } = await sql<Row>`
    select json_build_object('id', p.id, 'name', p.name) as person, json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')) as branch,
      json_build_object('id', m.unit_id, 'name', coalesce(u.name, '')) as unit, k.unread, k.required
    from unnest(${page.slice(0, wanted.limit)}::uuid[], ${unread.slice(0, wanted.limit)}::int[], ${required.slice(0, wanted.limit)}::int[])
      with ordinality as k (id, unread, required, position)
    join membership m on m.region_id = ${node.regionId} and m.id = k.id
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    order by k.position`.execute(tx);
  const next = page.length > wanted.limit ? (page[wanted.limit - 1] ?? null) : null;
  return { stages, stage, isOpen, past, asked: members, rows, all, next };
}

const nobody: Found = { page: [], unread: [], required: [], all: 0, asked: 0, past: 0 };

/** The one that is wished for; else the first that is open, else the last that was. */
function chosen(asked: readonly Opened[], wish: string | undefined): string | undefined {
  if (wish !== undefined) return asked.find(({ stage }) => stage.code === wish)?.stage.code;
  return (asked.find(({ span }) => span !== null) ?? asked.at(-1))?.stage.code;
}

/** As the database is asked who has not read it: of the units in which the stage is open, or of those that have left it. */
export function readingRule({ documents, stage }: Opened, isOpen: boolean) {
  return {
    documents,
    is_open: isOpen,
    pieces: stage.readings.flatMap((reading) =>
      piecesOf(reading).map(({ piece }) => ({ piece, not_for: reading.notForTracks })),
    ),
  };
}
