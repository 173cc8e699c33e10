import { permit } from '@muster/core/access';
import { enterCount, voterGroups, type Counted, type Papers } from '@muster/core/assessment';
import type { Command } from '../../platform/command.ts';
import { loadCounting, type LoadedCounting } from '../counting.ts';

interface Input {
  readonly assessmentId: string;
  readonly papers: Papers;
}

export const enterCountCommand: Command<Input, LoadedCounting, Counted, { round: number; state: Counted['state'] }> = {
  name: 'assessment.enter-count',
  load: (tx, { assessmentId }, { actor }) => loadCounting(tx, assessmentId, actor.personId),
  permit: (actor, { record }) => permit(actor.grants, 'tell-assessment', record.place),
  decide: (state, { papers }, { actor }) => enterCount(state, actor.personId, papers),
  save: async (tx, { count }, { record }, { actor, at }) => {
    await tx
      .insertInto('tally_teller')
      .values(
        voterGroups.map((voters) => ({
          region_id: record.regionId,
          assessment_id: record.id,
          round: count.round,
          teller_id: count.tellerId,
          teller_name: actor.personName,
          voters,
          satisfied: count.papers[voters].satisfied,
          basically_satisfied: count.papers[voters].basicallySatisfied,
          dissatisfied: count.papers[voters].dissatisfied,
          dont_know: count.papers[voters].dontKnow,
          void: count.papers[voters].void,
          recorded_at: at,
          path: record.place.path,
          linked: [...record.place.linked],
        })),
      )
      .execute();
  },
  // The figures are in the head alone: a list that shows the summary must not tell the second teller what the first one found.
  record: ({ count }, { record }) => [
    {
      regionId: record.regionId,
      unitId: record.unit.id,
      kind: 'assessment.counted',
      subjectId: record.id,
      place: record.place,
      occurredAt: null,
      summary: { round: count.round },
      head: {
        assessment: record.id,
        round: count.round,
        teller: count.tellerId,
        member: { ...count.papers.member },
        representative: { ...count.papers.representative },
      },
      personal: [],
    },
  ],
  answer: ({ count, state }) => ({ round: count.round, state }),
};
