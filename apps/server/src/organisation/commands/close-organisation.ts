import { permit } from '@muster/core/access';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { judgeClosing, type Held } from '@muster/core/organisation';
import type { Command } from '../../platform/command.ts';
import { changingOf, heldBy, type Changing } from '../changing.view.ts';
import { closeOne } from '../closing.ts';

interface Input {
  readonly organisationId: string;
  readonly on: CivilDate;
  readonly reason: string;
}

interface State {
  readonly organisation: Changing;
  readonly held: Held;
}

interface Facts {
  readonly on: CivilDate;
  readonly reason: string;
}

/** Ends on a day; stays readable, with its history, for whoever could read it. */
export const closeOrganisationCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'organisation.close',
  alone: true,
  load: async (tx, { organisationId }) => {
    const organisation = await changingOf(tx, organisationId);
    return organisation === null ? refuse('not-found') : { organisation, held: await heldBy(tx, organisation) };
  },
  permit: ({ grants }, { organisation }) => permit(grants, 'manage-organisations', organisation.place),
  decide: ({ organisation, held }, { on, reason }, { at, timeZone }) =>
    judgeClosing(organisation, held, { on, today: civilDateAt(at, timeZone) }) ?? { on, reason },
  save: (tx, facts, { organisation }, circumstances) =>
    closeOne(tx, organisation, { ...facts, intoId: null }, circumstances),
  record: ({ on, reason }, { organisation }) => [
    {
      regionId: organisation.regionId,
      unitId: organisation.kind === 'unit' ? organisation.id : null,
      kind: 'organisation.closed',
      subjectId: organisation.id,
      place: organisation.place,
      occurredAt: null,
      summary: { organisation: organisation.name, on },
      head: { organisation: organisation.id, on, reason },
      personal: [],
    },
  ],
  answer: (_facts, { organisation }) => ({ id: organisation.id }),
};
