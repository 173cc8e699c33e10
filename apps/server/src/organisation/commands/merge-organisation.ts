import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import {
  pathLabel,
  planMerge,
  type ChildMove,
  type Held,
  type MergingChild,
  type NewParent,
} from '@muster/core/organisation';
import type { Command } from '../../platform/command.ts';
import { changingOf, childrenToMove, heldBy, takenBeneath, type Changing } from '../changing.view.ts';
import { closeOne } from '../closing.ts';
import { organisationMerging } from '../hooks.ts';
import { takeOverLinks } from '../merging.ts';
import { movePlaces, reparent } from '../place-writes.ts';
import { skippedBy } from '../skipped.view.ts';

interface Input {
  readonly organisationId: string;
  readonly intoId: string;
  readonly on: CivilDate;
  readonly reason: string;
}

interface State {
  readonly from: Changing & {
    readonly children: readonly MergingChild[];
    readonly held: Held;
    readonly skips: number;
  };
  readonly into: Changing & NewParent & { readonly held: Held };
}

interface Facts {
  readonly children: readonly ChildMove[];
  readonly on: CivilDate;
  readonly reason: string;
}

/** What hangs beneath it and who belongs to it goes to the other; what was held there stays its own, and it closes. */
export const mergeOrganisationCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'organisation.merge',
  alone: true,
  load: async (tx, { organisationId, intoId }) => {
    const from = await changingOf(tx, organisationId);
    if (from === null) return refuse('not-found');
    const into = await changingOf(tx, intoId);
    if (into === null) return refuse('not-found', {}, 'intoId');
    return {
      from: {
        ...from,
        children: await childrenToMove(tx, from),
        held: await heldBy(tx, from),
        skips: await skippedBy(tx, from, into),
      },
      into: { ...into, ...(await takenBeneath(tx, into)), held: await heldBy(tx, into) },
    };
  },
  permit: ({ grants }, { from, into }) => {
    // Members change their branch or unit with it.
    for (const { place } of [from, into]) {
      const allowed = permit(grants, 'manage-roster', place);
      if (isRefusal(allowed)) return allowed;
    }
    const there = permit(grants, 'manage-organisations', into.place);
    return isRefusal(there) ? there : permit(grants, 'manage-organisations', from.place);
  },
  decide: ({ from, into }, { on, reason }, { at, timeZone, bytes }) => {
    const planned = planMerge(from, into, { on, today: civilDateAt(at, timeZone) }, () => pathLabel(bytes));
    return isRefusal(planned) ? planned : { ...planned, on, reason };
  },
  save: async (tx, { children, on, reason }, { from, into }, circumstances) => {
    const { regionId } = from;
    const { actor, at, tell } = circumstances;
    await movePlaces(tx, regionId, children);
    const ids = children.map(({ id }) => id);
    await reparent(tx, { regionId, ids, parentId: into.id, on, reason, by: actor, at });
    await takeOverLinks(tx, from, into, on);
    await tell(tx, organisationMerging, { regionId, kind: from.kind, fromId: from.id, intoId: into.id, on });
    await closeOne(tx, from, { on, reason, intoId: into.id }, circumstances);
  },
  record: ({ children, on, reason }, { from, into }) => [
    {
      regionId: from.regionId,
      unitId: from.kind === 'unit' ? from.id : null,
      kind: 'organisation.merged',
      subjectId: from.id,
      place: { path: from.path, linked: [...from.place.linked, into.path] },
      occurredAt: null,
      summary: { organisation: from.name, into: into.name, on, members: from.held.members },
      head: { organisation: from.id, into: into.id, on, reason, children: children.map(({ id }) => id) },
      personal: [],
    },
  ],
  answer: (_facts, { into }) => ({ id: into.id }),
};
