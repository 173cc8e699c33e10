import { mayActOn, permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { judgeReport } from '@muster/core/organisation';
import type { Command } from '../../platform/command.ts';
import { loadRemedy, remedyFact, type LoadedRemedy } from '../remedies/load-remedy.ts';

interface Input {
  readonly remedyId: string;
  readonly note: string;
}

interface Facts {
  readonly id: string;
  readonly note: string;
}

/** By whoever keeps the records there, or manages the organisation where it has nobody left. */
export const reportRemedyCommand: Command<Input, LoadedRemedy, Facts, { id: string }> = {
  name: 'organisation.report-remedy',
  load: async (tx, { remedyId }) => (await loadRemedy(tx, remedyId)) ?? refuse('not-found'),
  permit: ({ grants }, { node: { place } }) =>
    mayActOn(grants, 'record-activity', place)
      ? permit(grants, 'record-activity', place)
      : permit(grants, 'manage-organisations', place),
  decide: (remedy, { note }, { newId }) => judgeReport(remedy) ?? { id: newId(), note },
  save: async (tx, { id, note }, remedy, { actor, at }) => {
    const { regionId, place } = remedy.node;
    await tx
      .insertInto('organisation_remedy_report')
      .values({
        region_id: regionId,
        id,
        remedy_id: remedy.id,
        note,
        reported_by: actor.personId,
        reported_by_name: actor.personName,
        recorded_at: at,
        path: place.path,
        linked: [...place.linked],
      })
      .execute();
  },
  record: ({ id, note }, remedy) => [
    remedyFact(remedy, 'organisation.remedy-reported', {}, { remedy: remedy.id, report: id, note }, remedy.id),
  ],
  answer: ({ id }) => ({ id }),
};
