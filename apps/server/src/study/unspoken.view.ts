import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listUnspoken } from '@muster/contract/study';
import { sql } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import {
  isStillOpen,
  kindsOf,
  lectureRule,
  lecturesAsked,
  openedBeneath,
  type LectureAsked,
} from './lacking/asked-beneath.ts';

type Answer = RouteAnswer<typeof listUnspoken>;
type Row = Answer['rows'][number];

/** Who has not given a lecture that is asked of every member: from the roster and from who spoke, by what each unit's stage was opened under. */
export async function unspokenAt(
  tx: ReadTx,
  node: Node,
  wanted: RouteInput<typeof listUnspoken>['query'],
  context: Pick<Context, 'actor' | 'said'>,
): Promise<Answer> {
  const campaignId = await idAtHand(tx, node, context);
  const asked = campaignId === null ? [] : lecturesAsked(await openedBeneath(tx, node, campaignId));
  const lectures = [...new Map(asked.map((each) => [`${each.stage.code} ${each.duty.code}`, named(each)])).values()];
  const wished = lectures.filter(
    ({ stage, code }) => (wanted.stage ?? stage) === stage && (wanted.lecture ?? code) === code,
  );
  const of = ({ stage: at, code }: (typeof lectures)[number]) =>
    asked.filter(({ stage, duty }) => stage.code === at && duty.code === code);
  const chosen = wished.find((each) => isStillOpen(of(each))) ?? wished[0];
  if (campaignId === null || chosen === undefined)
    return { lectures, lecture: null, isOpen: false, past: 0, asked: 0, rows: [], all: 0, next: null };
  const those = of(chosen);
  const isOpen = isStillOpen(those);
  const here = sql`${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaignId}::uuid, ${chosen.stage}`;
  const rules = (open: boolean) => JSON.stringify(those.map((each) => lectureRule(each, open)));
  const found = await sql<{ page: string[]; all: number; asked: number; past: number }>`
    select f.page, f.total as "all", f.all_asked as asked, coalesce(l.total, 0) as past
    from study_unspoken_page(${here}, ${rules(isOpen)}::jsonb, ${wanted.after ?? null}::uuid, ${wanted.limit + 1}) f
    left join lateral study_unspoken_page(${here}, ${rules(false)}::jsonb, null, 1) l on ${isOpen}`.execute(tx);
  const { page: keys, all, asked: members, past } = found.rows[0] ?? { page: [], all: 0, asked: 0, past: 0 };
  const { rows } = await sql<Row>`
    select json_build_object('id', p.id, 'name', p.name) as person, json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')) as branch,
      json_build_object('id', m.unit_id, 'name', coalesce(u.name, '')) as unit
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where m.region_id = ${node.regionId} and m.id = any (${keys.slice(0, wanted.limit)}::uuid[])
    order by array_position(${keys}::uuid[], m.id)`.execute(tx);
  return {
    lectures,
    lecture: {
      stage: chosen.stage,
      code: chosen.code,
      kinds: [...new Set(those.flatMap(({ duty, playbook }) => kindsOf(duty, playbook)))],
    },
    isOpen,
    past,
    asked: members,
    rows,
    all,
    next: keys.length > wanted.limit ? (keys[wanted.limit - 1] ?? null) : null,
  };
}

const named = ({ stage, duty: { code, title } }: LectureAsked) => ({ stage: stage.code, code, title: { ...title } });
