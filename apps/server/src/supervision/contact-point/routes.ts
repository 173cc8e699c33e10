import {
  endContactPoint,
  listGuests,
  listLeaders,
  nameContactPoint,
  noteGuest,
  readLeadership,
  recordVisit,
  withdrawVisit,
} from '@muster/contract/supervision';
import { mayActOn, permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { readNode, standsAmong, withFormerPlaces } from '../../organisation/index.ts';
import { runCommand } from '../../platform/command.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Serve } from '../../platform/http/serve.ts';
import type { Actor } from '../../platform/identity.ts';
import { findPerson } from '../../roster/index.ts';
import { endContactPointCommand } from '../commands/end-contact-point.ts';
import { nameContactPointCommand } from '../commands/name-contact-point.ts';
import { noteGuestCommand } from '../commands/note-guest.ts';
import { recordVisitCommand } from '../commands/record-visit.ts';
import { withdrawVisitCommand } from '../commands/withdraw-visit.ts';
import { leadersAt, leadershipOf } from './leaders.view.ts';
import { leaderSheets } from './sheets.ts';
import { peopleThere, visitedActivity, type VisitedActivity } from './visited-activity.view.ts';
import { visitsOf } from './visits.view.ts';

/** Leaders: their contact points, and how often they take part. */
export function contactPointRoutes(serve: Serve): void {
  serve.list(listLeaders, leaderSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => leadersAt(tx, node, query, context)),
  );

  // Everybody may read oneself; whom one may not read does not exist.
  serve(readLeadership, ({ params: { personId } }, context) =>
    context.read(async (tx) => {
      const { actor } = context;
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? leadershipOf(tx, person, context) : refuse('not-found');
    }),
  );

  serve(nameContactPoint, ({ params, body: { personId, fromOn = null } }, context) =>
    runCommand(context, nameContactPointCommand, { ...params, personId, fromOn }),
  );

  serve(endContactPoint, ({ params, body }, context) =>
    runCommand(context, endContactPointCommand, { ...params, ...body }),
  );

  serve(listGuests, ({ params: { activityId } }, { actor, platform, read }) =>
    read(async (tx) => {
      const activity = await visitedActivity(tx, activityId, platform.timeZone);
      const allowed = activity === null ? refuse('not-found') : permit(actor.grants, 'read', activity.readAt);
      if (activity !== null && !isRefusal(allowed)) return guestsAt(tx, activity, actor);
      const formerly = await withFormerPlaces(tx, null, actor, async (places) => {
        const found = places.length === 0 ? null : await visitedActivity(tx, activityId, platform.timeZone);
        return found !== null && standsAmong(found.place, places) ? guestsAt(tx, found, actor) : null;
      });
      return formerly ?? (isRefusal(allowed) ? allowed : refuse('not-found'));
    }),
  );

  serve(noteGuest, ({ params, body }, context) => runCommand(context, noteGuestCommand, { ...params, ...body }));

  serve(recordVisit, ({ params, body }, context) => runCommand(context, recordVisitCommand, { ...params, ...body }));

  serve(withdrawVisit, ({ params, body }, context) =>
    runCommand(context, withdrawVisitCommand, { ...params, ...body }),
  );
}

async function guestsAt(tx: ReadTx, activity: VisitedActivity, actor: Actor) {
  const mayNote = !activity.isVoided && mayActOn(actor.grants, 'record-activity', activity.place);
  const there = mayNote ? await peopleThere(tx, activity) : new Set();
  return {
    guests: await visitsOf(tx, activity.campaignId, { activityId: activity.id }, actor),
    candidates: (mayNote ? activity.points : []).flatMap(({ id, personId, name }) =>
      there.has(personId) ? [] : [{ contactPointId: id, name }],
    ),
    mayNote,
  };
}
