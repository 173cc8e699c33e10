import { permit, type Permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { instantOnDay } from '@muster/core/ledger';
import { recordVisit } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { enterContactPoint, findContactPoint, type ContactPoint } from '../contact-point/contact-points.ts';
import { insertVisit, visitFact, type NewVisit } from '../contact-point/insert-visit.ts';

interface Input {
  readonly contactPointId: string;
  readonly kind: 'guided' | 'solved';
  readonly on: CivilDate;
  readonly note: string;
  readonly lateReason: string | null;
}

/** By whoever records there, or by the leader; who wrote it down stands beside it. */
export const recordVisitCommand: Command<Input, ContactPoint, NewVisit, { id: string }> = {
  name: 'supervision.record-visit',
  load: async (tx, { contactPointId }) => (await findContactPoint(tx, contactPointId)) ?? refuse('not-found'),
  permit: (actor, { personId, place }) =>
    actor.personId === personId ? ({ verb: 'read' } as Permit) : permit(actor.grants, 'record-activity', place),
  decide: (point, { kind, on, note, lateReason }, { at, timeZone, newId, bytes }) => {
    const today = civilDateAt(at, timeZone);
    const recorded = recordVisit(point, { on, lateReason }, today);
    if (isRefusal(recorded)) return recorded;
    const { regionId, campaignId, personId, place } = point;
    return {
      regionId,
      campaignId,
      personId,
      place,
      kind,
      on,
      note,
      ...recorded,
      id: newId(),
      contactPointId: point.id,
      activityId: null,
      salt: bytes(16),
      occurredAt: instantOnDay(on, today, at),
    };
  },
  save: async (tx, visit, point, circumstances) => {
    await enterContactPoint(tx, point.id);
    await insertVisit(tx, visit, circumstances);
  },
  record: (visit, { organisationId }) => [visitFact(visit, organisationId)],
  answer: ({ id }) => ({ id }),
};
