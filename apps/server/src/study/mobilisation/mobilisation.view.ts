import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listMobilisation } from '@muster/contract/study';
import { formsOf } from '@muster/core/campaign';
import { sql } from 'kysely';
import { campaignAtHand, playbookBeneath } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';

type Answer = RouteAnswer<typeof listMobilisation>;

interface Read {
  readonly counts: Answer['counts'];
  readonly rows: readonly Answer['rows'][number][];
  readonly all: number;
}

/** The rows and all their counts come from one list, so that a figure is as long as what it opens. */
export async function mobilisationAt(
  tx: ReadTx,
  node: Node,
  wanted: RouteInput<typeof listMobilisation>['query'],
  context: Pick<Context, 'actor' | 'said'>,
): Promise<Answer> {
  const campaign = await campaignAtHand(tx, node, context);
  const playbook = campaign && (await playbookBeneath(tx, campaign, node));
  const stages = playbook?.stages.map(({ code }) => code) ?? [];
  const kinds = playbook?.activityKinds.filter(({ isMobilisation }) => isMobilisation).map(({ code }) => code) ?? [];
  const kind = wanted.kind ?? kinds[0] ?? null;
  const stage = wanted.stage ?? stages[0] ?? null;
  const asked = { campaignId: campaign?.id ?? null, kind, stage, kinds, stages };
  const empty = { ...asked, counts: [], rows: [], all: 0, next: null };
  if (campaign === null || playbook === null || kind === null || !kinds.includes(kind)) return empty;
  // Of the one that is shown: of three kinds it takes twice as long, in a whole city.
  const forms = formsOf(kind, playbook.activityKinds);
  const { rows } = await sql<Read>`
    with m as materialized (
      select level, organisation_id, unit_id, path, kind, activity_id, held_on,
        case when activity_id is null then 'not-held' when in_person then 'in-person' else 'without-head' end as state
      from study_mobilised(${node.regionId}, ${node.place.path}::ltree, ${campaign.id}::uuid, ${stage},
        ${forms}::text[], ${forms.map(() => kind)}::text[])),
    listed as (
      select m.*, row_number() over (order by path, organisation_id) as position from m
      where level = ${wanted.level} and (${wanted.state ?? null}::text is null or state = ${wanted.state ?? null})),
    page as (
      select json_build_object('id', l.organisation_id, 'name', coalesce(o.name, '')) as organisation,
        json_build_object('id', l.unit_id, 'name', coalesce(u.name, '')) as unit, l.state,
        case when l.activity_id is not null then json_build_object('activityId', l.activity_id, 'on', l.held_on) end as held
      from listed l
      left join organisation o on o.region_id = ${node.regionId} and o.id = l.organisation_id
      left join organisation u on u.region_id = ${node.regionId} and u.id = l.unit_id
      where l.position > coalesce((select position from listed where organisation_id = ${wanted.after ?? null}::uuid), 0)
      order by l.position limit ${wanted.limit + 1})
    select (select count(*)::int from listed) as "all", (select coalesce(json_agg(page), '[]') from page) as rows,
      (select coalesce(json_agg(c), '[]') from (select kind, level, state, count(*) as count from m group by 1, 2, 3 order by 2, 3) c) as counts`.execute(
    tx,
  );
  const [read] = rows;
  if (read === undefined) throw new Error('A count has no row.');
  const shown = read.rows.slice(0, wanted.limit);
  return {
    ...asked,
    counts: read.counts,
    rows: shown,
    all: read.all,
    next: read.rows.length > wanted.limit ? (shown.at(-1)?.organisation.id ?? null) : null,
  };
}
