import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listLeaders, readLeadership } from '@muster/contract/supervision';
import { mayActOn, type Place } from '@muster/core/access';
import type { LeadersAsked } from '@muster/core/campaign';
import { leaderGaps } from '@muster/core/supervision';
import { sql } from 'kysely';
import { campaignAtHand, playbookAt, type CampaignState } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { visitsOf } from './visits.view.ts';

type Leaders = RouteAnswer<typeof listLeaders>;
type Leader = Leaders['leaders'][number];
type Point = Leader['contactPoints'][number];
type Leadership = RouteAnswer<typeof readLeadership>;

interface Row {
  readonly person_id: string;
  readonly name: string;
  readonly offices: Leader['offices'];
  readonly branch: { readonly id: string; readonly name: string } | null;
  readonly held: number;
  readonly present: number;
  readonly points: readonly Omit<Point, 'mayEnd'>[];
}

const nothing: LeadersAsked = { ownBranch: null, contactPoint: null, lectures: null };

/** All of them are looked at, so that the counts above the list and the list say the same; a page is cut out of it. */
export async function leadersAt(
  tx: ReadTx,
  node: Node,
  { show, after, limit }: RouteInput<typeof listLeaders>['query'],
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Leaders> {
  const campaign = await campaignAtHand(tx, node, context);
  const asked = campaign === null ? nothing : (await playbookAt(tx, campaign, node.place)).leaders;
  const mayName = campaign?.closedOn === null && mayActOn(context.actor.grants, 'manage-campaign', node.place);
  const all = (await rowsOf(tx, campaign, node.place, null)).map((row) => answerOf(row, asked, mayName));
  const from = after === undefined ? 0 : all.findIndex(({ person }) => person.id === after) + 1;
  const fitting = all.slice(from).filter(({ gaps }) => show === 'all' || gaps.length > 0);
  const leaders = fitting.slice(0, limit);
  const count = (is: (leader: Leader) => boolean) => all.filter(is).length;
  const open = ({ contactPoints }: Leader) => contactPoints.filter(({ toOn }) => toOn === null);
  return {
    campaignId: campaign?.id ?? null,
    asked,
    leaders,
    counts: {
      leaders: all.length,
      tookPart: count(({ ownBranch }) => (ownBranch?.present ?? 0) > 0),
      withPoint: count((leader) => open(leader).length > 0),
      atPoint: count((leader) => open(leader).some(({ attended }) => attended > 0)),
      gaps: count(({ gaps }) => gaps.length > 0),
    },
    mayName,
    next: fitting.length > limit ? (leaders.at(-1)?.person.id ?? null) : null,
  };
}

/** Of one person, record by record; asked by what holds where the person belongs. */
export async function leadershipOf(
  tx: ReadTx,
  person: { readonly id: string; readonly place: Place },
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Leadership> {
  const { actor } = context;
  const campaign = await campaignAtHand(tx, person, context);
  const asked = campaign === null ? nothing : (await playbookAt(tx, campaign, person.place)).leaders;
  const [row] = await rowsOf(tx, campaign, person.place, person.id);
  const leader = row === undefined ? null : answerOf(row, asked, false);
  if (campaign === null || leader === null) return { asked, leader, visits: [], mayRecordAt: [] };
  const open = leader.contactPoints.filter(({ toOn }) => toOn === null);
  const visits = await visitsOf(tx, campaign.id, { personId: person.id }, actor);
  const isOneself = person.id === actor.personId && campaign.closedOn === null;
  return { asked, leader, visits, mayRecordAt: isOneself ? open.map(({ id }) => id) : [] };
}

async function rowsOf(
  tx: ReadTx,
  campaign: CampaignState | null,
  { path }: Place,
  personId: string | null,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select * from supervision_leaders(${campaign?.id ?? null}::uuid, ${path}::ltree, ${personId}::uuid)`.execute(tx);
  return rows;
}

function answerOf({ branch, held, present, points, ...row }: Row, asked: LeadersAsked, mayEnd: boolean): Leader {
  const ownBranch = branch === null ? null : { branch, held, present };
  return {
    person: { id: row.person_id, name: row.name },
    offices: row.offices,
    ownBranch,
    contactPoints: points.map((point) => ({ ...point, mayEnd: mayEnd && point.toOn === null })),
    gaps: leaderGaps(
      { holdsLeadersOffice: row.offices.some(({ role }) => role === 'leader'), ownBranch, points },
      asked,
    ),
  };
}
