import { permit } from '@muster/core/access';
import { castOf, confirmAssessment, together, type Confirmed } from '@muster/core/assessment';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { loadCounting, type LoadedCounting } from '../counting.ts';

/** The tally itself is written by the database from the tellers' rows; this command never carries a figure to it. */
export const confirmAssessmentCommand: Command<{ assessmentId: string }, LoadedCounting, Confirmed, { id: string }> = {
  name: 'assessment.confirm',
  load: (tx, { assessmentId }, { actor }) => loadCounting(tx, assessmentId, actor.personId),
  permit: (actor, { record }) => permit(actor.grants, 'confirm-assessment', record.place),
  decide: (state, _input, { actor }) => confirmAssessment(state, actor.personId),
  save: async (tx, _facts, { record }, { actor, at }) => {
    await sql`select assessment_confirm(${record.regionId}, ${record.id}::uuid, ${actor.personId}::uuid, ${at})`.execute(
      tx,
    );
    await markDirty(tx, { regionId: record.regionId, id: record.participationId, ...record.place });
  },
  record: ({ round, papers, isTooFew }, { record }) => {
    const both = together(papers);
    return [
      {
        regionId: record.regionId,
        unitId: record.unit.id,
        kind: 'assessment.confirmed',
        subjectId: record.id,
        place: record.place,
        occurredAt: null,
        summary: isTooFew
          ? { cast: castOf(both), void: both.void }
          : { cast: castOf(both), dissatisfied: both.dissatisfied, void: both.void },
        head: {
          assessment: record.id,
          stage: record.stageCode,
          attempt: record.attempt,
          round,
          electorate: { ...record.electorate },
          member: { ...papers.member },
          representative: { ...papers.representative },
        },
        personal: [],
      },
    ];
  },
  answer: (_facts, { record }) => ({ id: record.id }),
};
