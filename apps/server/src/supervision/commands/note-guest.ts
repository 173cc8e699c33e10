import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { noteGuest } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { insertVisit, visitFact, type NewVisit } from '../contact-point/insert-visit.ts';
import { lockContactPoint } from '../contact-point/contact-points.ts';
import { peopleThere, visitedActivity, type VisitedActivity } from '../contact-point/visited-activity.view.ts';

interface Input {
  readonly activityId: string;
  readonly contactPointId: string;
  readonly lateReason: string | null;
}

interface State {
  readonly activity: VisitedActivity;
  readonly there: ReadonlySet<string>;
}

/** By whoever records for the host. No hours come of it: those are of the own branch's sheet. */
export const noteGuestCommand: Command<Input, State, NewVisit, { id: string }> = {
  name: 'supervision.note-guest',
  load: async (tx, { activityId, contactPointId }, { timeZone }) => {
    await lockContactPoint(tx, contactPointId);
    const activity = await visitedActivity(tx, activityId, timeZone);
    return activity === null ? refuse('not-found') : { activity, there: await peopleThere(tx, activity) };
  },
  permit: (actor, { activity }) => permit(actor.grants, 'record-activity', activity.place),
  decide: ({ activity, there }, input, { at, newId, bytes }) => {
    const { contactPointId } = input;
    const noted = noteGuest({ ...activity, there }, input, at);
    const point = activity.points.find(({ id }) => id === contactPointId);
    if (isRefusal(noted)) return noted;
    if (point === undefined) return refuse('guest-without-contact-point');
    return {
      regionId: activity.regionId,
      id: newId(),
      contactPointId,
      campaignId: activity.campaignId,
      personId: point.personId,
      kind: 'attended',
      activityId: activity.id,
      on: activity.on,
      note: null,
      ...noted,
      salt: bytes(16),
      place: point.place,
      occurredAt: activity.endsAt,
    };
  },
  save: (tx, visit, _state, circumstances) => insertVisit(tx, visit, circumstances),
  record: (visit) => [visitFact(visit, null)],
  answer: ({ id }) => ({ id }),
};
