import type { RouteAnswer } from '@muster/contract';
import type { listPolls, printSlips as printSlipsRoute } from '@muster/contract/ballot';
import { mayActOn } from '@muster/core/access';
import {
  cancelPoll,
  closeDraw,
  fewestEligible,
  furthestDays,
  printSlips,
  sharesNeeded,
  stateOf,
  voidPoll,
  voidReasons,
} from '@muster/core/ballot';
import { isRefusal } from '@muster/core/kernel';
import { openingOf } from '../assessment/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { recusedAmong } from '../supervision/index.ts';
import { countsOf, pollsOfUnit, slipsOf, unitsOf, type KeptPoll } from './polls.ts';

type Polls = RouteAnswer<typeof listPolls>;
type PollAnswer = Polls['polls'][number];

/** The polls about a unit, and whether this person could announce the next. Of a unit it is six queries more, however many polls there are. */
export async function pollsFor(tx: ReadTx, unit: Node, context: Context, voting: Polls['voting']): Promise<Polls> {
  const polls = await pollsOfUnit(tx, unit.regionId, unit.id);
  const ofOneself = await recusedAmong(
    tx,
    context.actor.personId,
    polls.flatMap((poll) => unitsOf(poll)),
  );
  const { mayOpen, tooFew, openRefusal } = await openingOf(tx, unit, context, {
    least: fewestEligible,
    daysAhead: furthestDays,
  });
  return {
    polls: polls.map((poll) =>
      shownPoll(
        poll,
        unitsOf(poll).some(({ unitId }) => ofOneself.has(unitId)),
        context,
      ),
    ),
    mayAnnounce: mayOpen && voting !== null,
    tooFew,
    announceRefusal: openRefusal,
    voting,
  };
}

/** A poll as a page shows it to this person. */
function shownPoll(poll: KeptPoll, isOfTheUnit: boolean, context: Context): PollAnswer {
  const { manifest, course, closed, shares, place } = poll;
  const { actor, at } = context;
  return {
    id: poll.id,
    campaignId: place.campaignId ?? manifest.campaign,
    assessmentId: poll.assessmentId,
    hash: poll.hash,
    state: stateOf(course, at),
    stageCode: poll.stageCode,
    units: unitsShown(poll),
    raters: [...poll.raters],
    questions: [...poll.questions],
    mode: manifest.mode,
    issuing: { ...manifest.issuing },
    casting: { ...manifest.casting },
    turnout: { ...poll.turnout },
    fewestCast: poll.fewestCast,
    eligible: manifest.electorate.count,
    slips: slipsOf(poll),
    issued: poll.issued,
    closed:
      closed === null || course.closedAt === null
        ? null
        : { cast: closed.cast, root: closed.root, at: course.closedAt.toISOString() },
    holders: shares.map(({ role, holderId, name, height }) => ({
      role,
      personId: holderId,
      name,
      hasBrought: height !== null,
    })),
    endedFor: poll.endedFor,
    may: mayOf(poll, isOfTheUnit, context),
    recused: isOfTheUnit && mayActOn(actor.grants, 'confirm-assessment', poll.led),
  };
}

/** What this person could do next, by the rules that the commands ask again. */
function mayOf(poll: KeptPoll, isOfTheUnit: boolean, { actor, at }: Context): PollAnswer['may'] {
  const { course, closed, shares, fewestCast, led } = poll;
  const runs = mayActOn(actor.grants, 'open-assessment', led);
  const rules = !isOfTheUnit && mayActOn(actor.grants, 'confirm-assessment', led);
  const state = stateOf(course, at);
  const brought = shares.filter(({ height }) => height !== null).length;
  const isTooFew = closed !== null && closed.cast < fewestCast;
  const isOpenable = closed !== null && (isTooFew || brought >= sharesNeeded);
  const givenUp = (reason: (typeof voidReasons)[number]) =>
    voidPoll(course, { reason, note: reason, counts: countsOf(poll), isOfTheUnit }, at);
  const isOver = state === 'closed' || (state === 'casting' && course.mode === 'meeting');
  return {
    printSlips: runs && !isRefusal(printSlips(course, slipsOf(poll), at)),
    closeDraw: runs && !isRefusal(closeDraw(course, at)),
    close: runs && closed === null && isOver,
    publish: rules && state === 'closed' && isOpenable,
    callOff: rules && !isRefusal(cancelPoll(course, at)),
    giveUp: rules ? voidReasons.filter((reason) => !isRefusal(givenUp(reason))) : [],
    // Of too few ballots none is opened, and no share is of use.
    bring:
      course.end === null &&
      !isTooFew &&
      shares.some(({ holderId, height }) => holderId === actor.personId && height === null),
  };
}

/** What stands on the slips of a poll. */
export function slipsAnswer(poll: KeptPoll, codes: string[]): RouteAnswer<typeof printSlipsRoute> {
  const { id, hash, raters, stageCode, manifest } = poll;
  const { mode, issuing, casting } = manifest;
  return {
    id,
    hash,
    units: unitsShown(poll),
    raters: [...raters],
    stageCode,
    mode,
    issuing: { ...issuing },
    casting: { ...casting },
    codes,
  };
}

const unitsShown = ({ manifest }: KeptPoll) => manifest.units.map((unit) => ({ ...unit }));
