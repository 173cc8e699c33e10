import { permit } from '@muster/core/access';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { endContactPoint } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { findContactPoint, lockContactPoint, pointFact, type ContactPoint } from '../contact-point/contact-points.ts';

interface Input {
  readonly contactPointId: string;
  readonly on: CivilDate;
}

export const endContactPointCommand: Command<Input, ContactPoint, Input, { id: string }> = {
  name: 'supervision.end-contact-point',
  load: async (tx, { contactPointId }) => {
    await lockContactPoint(tx, contactPointId);
    return (await findContactPoint(tx, contactPointId)) ?? refuse('not-found');
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-campaign', place),
  decide: (point, input, { at, timeZone }) => endContactPoint(point, input.on, civilDateAt(at, timeZone)) ?? input,
  save: async (tx, { contactPointId, on }, { regionId }) => {
    await tx
      .updateTable('contact_point')
      .set({ to_on: on })
      .where('region_id', '=', regionId)
      .where('id', '=', contactPointId)
      .execute();
  },
  record: ({ on }, point) => [pointFact(point, 'supervision.contact-point-ended', { on })],
  answer: ({ contactPointId }) => ({ id: contactPointId }),
};
