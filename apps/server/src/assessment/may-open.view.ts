import type { RouteAnswer } from '@muster/contract';
import type { listAssessments } from '@muster/contract/assessment';
import { mayActOn } from '@muster/core/access';
import { addDays, civilDateAt, isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import { participationAtHand, participationsIn, refuseClosed, type Participation } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { poolOf, type PoolRecord } from './pool-records.ts';
import { openVotes, votingOf } from './voting.ts';

interface Opening extends Pick<RouteAnswer<typeof listAssessments>, 'mayOpen' | 'tooFew' | 'openRefusal'> {
  /** The units that it votes together with, itself among them; null where it votes by itself. */
  readonly pool: PoolRecord | null;
}

/** A vote on paper is of a day that is past, and has its playbook's floor; one with electronic ballots is announced for a day ahead. */
interface Wish {
  readonly least: number;
  readonly daysAhead: number;
}

/** Whether this person could open an assessment of the node now, and for whom; else why not. The command asks again. */
export async function openingOf(
  tx: ReadTx,
  node: Node,
  context: Context,
  { least: floor, daysAhead }: Wish = { least: 0, daysAhead: 0 },
): Promise<Opening> {
  const participation = node.kind === 'unit' ? await participationAtHand(tx, node, context) : null;
  const stage = participation?.openStage ?? null;
  const closed = participation === null ? null : refuseClosed(participation);
  const isOpen = participation !== null && stage !== null && closed === null;
  const pool = isOpen ? await poolOf(tx, participation, stage.code) : null;
  const not: Opening = { mayOpen: false, tooFew: null, openRefusal: null, pool };
  const campaignId = participation?.campaignId ?? null;
  const places = [
    participation?.place ?? { ...node.place, campaignId },
    ...(pool?.units ?? []).map(({ path }) => ({ path, linked: [], campaignId })),
  ];
  if (node.kind !== 'unit' || !places.every((place) => mayActOn(context.actor.grants, 'open-assessment', place)))
    return not;
  if (!isOpen) return { ...not, openRefusal: saidOf(closed ?? refuse('stage-not-open')) };
  const found = await votingOf(tx, await allOf(tx, participation, pool), stage.code, context.platform.timeZone);
  const units = found.map((unit) => ({ ...unit, fewestVoters: Math.max(floor, unit.fewestVoters) }));
  // A vote of any day before would be refused for whatever one of the last possible day is.
  const day = addDays(civilDateAt(context.at, context.platform.timeZone), daysAhead);
  const opened = openVotes(units, pool, day, day);
  if (!isRefusal(opened)) return { ...not, mayOpen: true };
  if (opened.refused !== 'too-few-voters') return { ...not, openRefusal: saidOf(opened) };
  // Of all who vote together, by the highest floor among them.
  const least = Math.max(...units.map(({ fewestVoters }) => fewestVoters));
  return { ...not, tooFew: { voters: Number(opened.params['voters']), least } };
}

const saidOf = ({ refused, params }: Refusal): Opening['openRefusal'] => ({ code: refused, params: { ...params } });

/** All who vote together, the host first. */
async function allOf(tx: ReadTx, alone: Participation, pool: PoolRecord | null): Promise<Participation[]> {
  if (pool === null) return [alone];
  const found = await participationsIn(
    tx,
    pool.units.map(({ unitId }) => ({ unitId, campaignId: pool.campaignId })),
  );
  return pool.units.flatMap(({ unitId }) => found.get(unitId) ?? []);
}
