import { refuse } from '@muster/core/kernel';
import type { Permit } from '@muster/core/access';
import type { Command } from '../../platform/command.ts';
import { personPlace, type PersonPlace } from '../queries.ts';

interface Input {
  readonly page: string;
  readonly body: string;
}

interface Facts {
  readonly id: string;
  readonly page: string;
  readonly body: string;
  readonly at: Date;
}

/** Anybody who is logged in may say what burdens; it needs no verb, since it is said for oneself. */
export const reportBurdenCommand: Command<Input, PersonPlace, Facts, { id: string }> = {
  name: 'opinion.report-burden',
  load: async (tx, _input, { actor }) => (await personPlace(tx, actor.personId)) ?? refuse('not-found'),
  permit: () => ({ verb: 'read' }) as Permit,
  decide: (_state, input, { newId, at }) => ({ id: newId(), at, ...input }),
  save: async (tx, facts, person) => {
    await tx
      .insertInto('burden_report')
      .values({
        region_id: person.regionId,
        id: facts.id,
        person_id: person.id,
        page: facts.page,
        body: facts.body,
        recorded_at: facts.at,
        path: person.path,
      })
      .execute();
  },
  record: (facts, person) => [
    {
      regionId: person.regionId,
      unitId: null,
      kind: 'opinion.burden-reported',
      subjectId: facts.id,
      place: { path: person.path, linked: [] },
      occurredAt: null,
      unnamed: true,
      summary: { page: facts.page },
      head: { page: facts.page },
      personal: [],
    },
  ],
  answer: (facts) => ({ id: facts.id }),
};
