import type { RouteAnswer } from '@muster/contract';
import type { readBurdenAsked } from '@muster/contract/obligation';
import { sql } from 'kysely';
import { campaignAtHand } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { askedLines, type AskedRow, type Line } from './burden-lines.ts';

type Answer = RouteAnswer<typeof readBurdenAsked>;
type Figures = Answer['total'];

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What is asked of the units at and beneath a node in a period: four more queries than the campaign takes, however many units. */
export async function burdenAskedAt(tx: ReadTx, node: Node, { from, to }: Period, asking: Asking): Promise<Answer> {
  const period = { from: from ?? null, to: to ?? null };
  const campaign = await campaignAtHand(tx, node, asking);
  const nothing = { papers: 0, meetings: 0, minutes: 0 };
  if (campaign === null) return { campaignId: null, ...period, units: 0, total: nothing, rows: [], by: [], items: [] };
  const { rows } = await sql<AskedRow>`
    select child, documents, layers, stage_code as "stageCode", kind, code, subject, layer, due_on as "dueOn", title_zh as "titleZh",
      title_en as "titleEn", number::float8 as number
    from obligation_asked(${node.regionId}, ${node.id}, ${campaign.id}, ${from ?? '-infinity'}::date, ${to ?? 'infinity'}::date)`.execute(
    tx,
  );
  const units = (child: string) =>
    sum(rows.filter((row) => row.kind === 'unit' && row.child === child).map(({ number }) => number));
  const lines = await askedLines(tx, campaign, rows);
  const own = lines.filter(({ child }) => child === node.place.path);
  const nodes = await nodesBeneath(tx, node);
  const byChild = Map.groupBy(lines, ({ child }) => child);
  return {
    campaignId: campaign.id,
    ...period,
    units: units(node.place.path),
    total: figuresOf(own),
    rows: nodes
      .map(({ path, ...organisation }) => ({ organisation, units: units(path), ...figuresOf(byChild.get(path) ?? []) }))
      .filter((row) => row.units > 0),
    by: [...Map.groupBy(own, ({ by }) => by.key).values()].flatMap(([first, ...more]) =>
      first === undefined ? [] : [{ ...first.by, ...figuresOf([first, ...more]) }],
    ),
    items: node.kind === 'unit' ? itemsOf(own) : [],
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function figuresOf(lines: readonly Line[]): Figures {
  const of = (what: Line['what']) => sum(lines.filter((line) => line.what === what).map(({ number }) => number));
  return { papers: of('paper'), meetings: of('meeting'), minutes: of('time') };
}

/** By the day, then as the playbook has them. */
function itemsOf(lines: readonly Line[]): Answer['items'] {
  return lines
    .map(({ what, title, stageCode, dueOn, number, by }) => ({
      what,
      title,
      stageCode,
      dueOn: dueOn ?? '',
      number,
      by: by.key,
    }))
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.title.zh.localeCompare(b.title.zh));
}

/** In the order of the tree. */
async function nodesBeneath(tx: ReadTx, node: Node) {
  return tx
    .selectFrom('organisation')
    .select(['id', 'name', 'path', sql<Answer['rows'][number]['organisation']['kind']>`kind`.as('kind')])
    .where('region_id', '=', node.regionId)
    .where('parent_id', '=', node.id)
    .orderBy('position')
    .orderBy('name')
    .orderBy('id')
    .execute();
}
