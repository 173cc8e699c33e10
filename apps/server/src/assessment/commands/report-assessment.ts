import { permit } from '@muster/core/access';
import { reportCount } from '@muster/core/assessment';
import type { Command } from '../../platform/command.ts';
import { loadCounting, type LoadedCounting } from '../counting.ts';

interface Input {
  readonly assessmentId: string;
  readonly note?: string | undefined;
}

/** The figures are those of the tally; the team adds what it has to say of them. */
export const reportAssessmentCommand: Command<Input, LoadedCounting, { note: string | null }, { id: string }> = {
  name: 'assessment.report',
  load: (tx, { assessmentId }, { actor }) => loadCounting(tx, assessmentId, actor.personId),
  permit: (actor, { record }) => permit(actor.grants, 'confirm-assessment', record.place),
  decide: ({ record, confirmed, isOfTheUnit }, { note }) =>
    reportCount({ confirmed, reported: record.report !== null, isOfTheUnit }) ?? { note: note ?? null },
  save: async (tx, { note }, { record }, { actor, at }) => {
    await tx
      .insertInto('team_report')
      .values({
        region_id: record.regionId,
        assessment_id: record.id,
        campaign_id: record.campaignId,
        participation_id: record.participationId,
        note,
        reported_by: actor.personId,
        reported_by_name: actor.personName,
        recorded_at: at,
        path: record.place.path,
        linked: [...record.place.linked],
      })
      .execute();
  },
  record: ({ note }, { record }) => [
    {
      regionId: record.regionId,
      unitId: record.unit.id,
      kind: 'assessment.reported',
      subjectId: record.id,
      place: record.place,
      occurredAt: null,
      summary: { stage: record.stageCode },
      head: { assessment: record.id, stage: record.stageCode, attempt: record.attempt, note },
      personal: [],
    },
  ],
  answer: (_facts, { record }) => ({ id: record.id }),
};
