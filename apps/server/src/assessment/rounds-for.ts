import type { RouteAnswer } from '@muster/contract';
import type { readAssessment } from '@muster/contract/assessment';
import { mayActOn } from '@muster/core/access';
import {
  areTooFew,
  differencesOf,
  hasCounted,
  isRecounting,
  voterGroups,
  type AssessmentCourse,
} from '@muster/core/assessment';
import type { Actor } from '../platform/identity.ts';
import type { AssessmentRecord } from './records.ts';

type Answer = RouteAnswer<typeof readAssessment>['assessment'];

/**
 * Of finished rounds only: the first teller's figures are nobody's business until the second has counted. So few papers tell what single
 * people said, and are not shown; where the two differ they have to see in what. Whoever may count again is shown where they differ and
 * one's own figures, since the other's could be copied.
 */
export function roundsFor(
  actor: Actor,
  record: AssessmentRecord,
  course: AssessmentCourse,
): Pick<Answer, 'rounds' | 'counts' | 'differences'> {
  const shown = course.finished.filter(
    ({ counts }) => !counts.every(({ papers }) => areTooFew(papers, record.fewestPapers)),
  );
  const names = new Map(record.counts.map(({ tellerId, tellerName }) => [tellerId, tellerName]));
  const recounts = countsAgain(actor, record, course);
  return {
    rounds: shown.map((round) => ({
      round: round.round,
      tellers: round.counts.map(({ tellerId }) => ({ personId: tellerId, name: names.get(tellerId) ?? '' })),
      differs: differencesOf(round).map(({ voters, answer }) => ({ voters, answer })),
    })),
    counts: shown
      .flatMap(({ counts }) => counts)
      .filter(({ tellerId }) => !recounts || tellerId === actor.personId)
      .flatMap(({ round, tellerId, papers }) =>
        voterGroups.map((voters) => ({ round, personId: tellerId, voters, answers: papers[voters] })),
      ),
    differences:
      course.state === 'differing'
        ? course.differences.map((cell) => (recounts ? { ...cell, first: null, second: null } : cell))
        : [],
  };
}

/** Also who has counted already in the new round: what one sees one can tell. */
function countsAgain(actor: Actor, record: AssessmentRecord, course: AssessmentCourse): boolean {
  if (!record.runs || !isRecounting(course)) return false;
  return hasCounted(record.counts, actor.personId) || mayActOn(actor.grants, 'tell-assessment', record.place);
}
