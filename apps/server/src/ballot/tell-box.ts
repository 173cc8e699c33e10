import type { Db } from '../platform/database/db.ts';
import { inReadTransaction } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import type { Log } from '../platform/log.ts';
import { pollsUnderWay, type KeptPoll } from './polls.ts';
import type { AnnouncedPoll, Voting } from './processes.ts';

const everyMs = 5_000;

/** What the box is told of a poll. */
export function announcedOf({ manifest, course }: KeptPoll): AnnouncedPoll {
  const isGivenUp = course.end !== null && course.end.as !== 'counted';
  return { manifest, drawClosedAt: course.drawClosedAt?.toISOString() ?? null, isGivenUp };
}

/** Tells the box again and again what is written down: one that was away, or missed a word, comes to know it. */
export function startTelling(worker: Db, voting: Voting, log: Log): { readonly stop: () => Promise<void> } {
  const told = new Set<string>();
  const tell = async (): Promise<void> => {
    const polls = await inReadTransaction(worker, EVERYWHERE, (tx) => pollsUnderWay(tx));
    for (const poll of polls) {
      const said = announcedOf(poll);
      if (said.isGivenUp && told.has(poll.id)) continue;
      if ((await voting.open(said)) === null && said.isGivenUp) told.add(poll.id);
    }
  };
  let last = tell().catch((error: unknown) => log.error({ err: error }, 'the box was not told of the polls'));
  const timer = setInterval(() => {
    last = last.then(tell).catch((error: unknown) => log.error({ err: error }, 'the box was not told of the polls'));
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
    },
  };
}
