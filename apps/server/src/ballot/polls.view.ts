import type { RouteAnswer } from '@muster/contract';
import type { listPolls } from '@muster/contract/ballot';
import { mayActOn } from '@muster/core/access';
import { stateOf } from '@muster/core/ballot';
import type { Context } from '../platform/context.ts';
import type { KeptPoll } from './polls.ts';

type PollAnswer = RouteAnswer<typeof listPolls>['polls'][number];

/** A poll as a page shows it to this person. */
export function shownPoll(poll: KeptPoll, { actor, at }: Context): PollAnswer {
  const { manifest, course, closed, shares } = poll;
  return {
    id: poll.id,
    assessmentId: poll.assessmentId,
    hash: poll.hash,
    state: stateOf(course, at),
    stageCode: poll.stageCode,
    units: manifest.units.map((unit) => ({ ...unit })),
    raters: [...poll.raters],
    questions: [...poll.questions],
    mode: manifest.mode,
    issuing: { ...manifest.issuing },
    casting: { ...manifest.casting },
    turnout: { ...poll.turnout },
    fewestCast: poll.fewestCast,
    eligible: manifest.electorate.count,
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
    may: {
      run: mayActOn(actor.grants, 'open-assessment', poll.place),
      rule: mayActOn(actor.grants, 'confirm-assessment', poll.place),
      bring: shares.some(({ holderId, height }) => holderId === actor.personId && height === null),
    },
  };
}
