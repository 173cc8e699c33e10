import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { pathLabel, planMove, type Move, type NewParent } from '@muster/core/organisation';
import type { Command } from '../../platform/command.ts';
import { changingOf, takenBeneath, type Changing } from '../changing.view.ts';
import { movePlaces, reparent } from '../place-writes.ts';

export interface MoveInput {
  readonly organisationId: string;
  readonly parentId: string;
  readonly on: CivilDate;
  readonly reason: string;
}

interface State {
  readonly organisation: Changing;
  readonly above: Changing | null;
  readonly parent: Changing & NewParent;
}

type Facts = Move & { readonly on: CivilDate; readonly reason: string };

/** Another parent from a day on. It counts for the new one from now on, meetings held before included. */
export const moveOrganisationCommand: Command<MoveInput, State, Facts, { id: string }> = {
  name: 'organisation.move',
  alone: true,
  load: async (tx, { organisationId, parentId }) => {
    const organisation = await changingOf(tx, organisationId);
    if (organisation === null) return refuse('not-found');
    const parent = await changingOf(tx, parentId);
    if (parent === null) return refuse('not-found', {}, 'parentId');
    const above = organisation.parentId === null ? null : await changingOf(tx, organisation.parentId);
    return { organisation, above, parent: { ...parent, ...(await takenBeneath(tx, parent)) } };
  },
  permit: ({ grants }, { organisation, above, parent }) => {
    for (const node of [above, parent]) {
      const allowed = node === null ? null : permit(grants, 'manage-organisations', node.place);
      if (isRefusal(allowed)) return allowed;
    }
    return permit(grants, 'manage-organisations', organisation.place);
  },
  decide: ({ organisation, parent }, { on, reason }, { at, timeZone, bytes }) => {
    const today = civilDateAt(at, timeZone);
    const move = planMove(organisation, parent, { on, today }, () => pathLabel(bytes));
    return isRefusal(move) ? move : { ...move, on, reason };
  },
  save: async (tx, move, { organisation: { regionId, id }, parent }, { actor, at }) => {
    await movePlaces(tx, regionId, [move]);
    await reparent(tx, { regionId, ids: [id], parentId: parent.id, ...move, by: actor, at });
  },
  record: ({ newPath, on, reason }, { organisation, above, parent }) => [
    {
      regionId: organisation.regionId,
      unitId: organisation.kind === 'unit' ? organisation.id : null,
      kind: 'organisation.moved',
      subjectId: organisation.id,
      // Both ends read of it: where it came from and where it went.
      place: { path: newPath, linked: [...organisation.place.linked, ...(above === null ? [] : [above.path])] },
      occurredAt: null,
      summary: { organisation: organisation.name, from: above?.name ?? '', to: parent.name, on },
      head: { organisation: organisation.id, from: organisation.parentId, to: parent.id, on, reason },
      personal: [],
    },
  ],
  answer: (_facts, { organisation }) => ({ id: organisation.id }),
};
