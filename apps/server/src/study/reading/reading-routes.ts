import {
  listReading,
  nameReadings,
  readActivityReadings,
  readBranchReading,
  readReadings,
  tickReadings,
} from '@muster/contract/study';
import { mayActOn, type Place } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { participationIn } from '../../campaign/index.ts';
import { readNode } from '../../organisation/index.ts';
import { runCommand } from '../../platform/command.ts';
import type { Serve } from '../../platform/http/serve.ts';
import { findPerson } from '../../roster/index.ts';
import { nameReadingsCommand } from '../commands/name-readings.ts';
import { tickReadingsCommand } from '../commands/tick-readings.ts';
import { unjudgedAt } from '../activity-at-hand.ts';
import { ofActivity } from '../of-activity.ts';
import { attendanceLines } from '../queries.ts';
import { mayWriteFor } from '../self-study/student-at-hand.ts';
import { namedAt, nameableAt } from './read-together.view.ts';
import { branchReading, readingBeneath, readingsOf } from './reading.view.ts';
import { readingSheets } from './sheets.ts';

/** What is to be read: by each member, at meetings, and how far branches are. */
export function readingRoutes(serve: Serve): void {
  // Everybody may read oneself; whom one may not read does not exist.
  serve(readReadings, ({ params: { personId } }, context) =>
    context.read(async (tx) => {
      const { actor } = context;
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? readingsOf(tx, person, mayWriteFor(actor, person), context) : refuse('not-found');
    }),
  );

  serve(tickReadings, ({ params, body }, context) => runCommand(context, tickReadingsCommand, { ...params, ...body }));

  serve(readActivityReadings, ({ params }, { actor, read }) =>
    read((tx) =>
      ofActivity(tx, params.activityId, actor, async (activity) => {
        const place: Place = { path: activity.path, linked: [activity.party_path] };
        const participation = await participationIn(tx, activity.host_unit_id, activity.campaign_id);
        const pieces = await nameableAt(tx, activity, await attendanceLines(tx, activity.id));
        const named = await namedAt(tx, activity);
        return {
          pieces: pieces.map((piece) => ({ ...piece, isRead: named.includes(piece.piece) })),
          mayName:
            activity.voided_at === null &&
            participation?.closedOn === null &&
            mayActOn(actor.grants, 'record-activity', place) &&
            (await unjudgedAt(tx, activity.id)).sheets,
        };
      }),
    ),
  );

  serve(nameReadings, ({ params, body }, context) => runCommand(context, nameReadingsCommand, { ...params, ...body }));

  serve(readBranchReading, ({ params }, context) =>
    readNode(context, params.branchId, async (tx, node) =>
      node.kind === 'branch' ? branchReading(tx, node, context) : refuse('not-found'),
    ),
  );

  serve.list(listReading, readingSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => readingBeneath(tx, node, query, context)),
  );
}
