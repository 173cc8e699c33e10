import { judgeEnding, judgeLastAdministrator, permit, type HeldOffice } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { linkedColumn } from '../../platform/place.ts';
import { closeAppointment } from '../appointing.ts';
import { officeEnded } from '../hooks.ts';
import { countOtherAdministrators } from '../other-administrators.ts';

interface State extends HeldOffice {
  readonly id: string;
  readonly regionId: number;
  readonly personId: string;
  readonly organisationId: string;
  readonly isEnded: boolean;
  readonly node: { readonly name: string; readonly isRoot: boolean };
  readonly otherAdministrators: number;
}

interface Facts {
  readonly salt: Uint8Array;
}

export const endAppointmentCommand: Command<{ appointmentId: string }, State, Facts, { id: string }> = {
  name: 'access.end-appointment',
  load: async (tx, { appointmentId }, { at }) => {
    const row = await tx
      .selectFrom('appointment')
      .select(['region_id', 'id', 'person_id', 'organisation_id', 'role', 'path', linkedColumn().as('linked'), 'to_on'])
      .where('id', '=', appointmentId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return refuse('not-found');
    const node = await findNode(tx, row.organisation_id);
    if (node === null) return refuse('not-found');
    return {
      id: row.id,
      regionId: row.region_id,
      personId: row.person_id,
      organisationId: row.organisation_id,
      role: row.role,
      place: { path: row.path, linked: row.linked },
      isEnded: row.to_on !== null,
      node: { name: node.name, isRoot: node.parentId === null },
      otherAdministrators: await countOtherAdministrators(tx, row, at),
    };
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-access', place),
  decide: (office, _input, { actor, bytes }) => {
    const beyond = judgeEnding(actor.grants, office);
    if (beyond !== null) return beyond;
    if (office.isEnded) return refuse('appointment-ended-already');
    return judgeLastAdministrator(office, office.node, office.otherAdministrators) ?? { salt: bytes(16) };
  },
  save: async (tx, _facts, { regionId, id }, { at, timeZone, tell }) => {
    await closeAppointment(tx, id, at, timeZone);
    await tell(tx, officeEnded, { regionId, appointmentId: id });
  },
  record: ({ salt }, office) => [
    {
      regionId: office.regionId,
      unitId: null,
      kind: 'access.appointment-ended',
      subjectId: office.id,
      place: office.place,
      occurredAt: null,
      summary: { role: office.role },
      head: { appointment: office.id, organisation: office.organisationId, role: office.role },
      personal: [{ salt, value: { appointment: office.id, person: office.personId } }],
    },
  ],
  answer: (_facts, { id }) => ({ id }),
};
