import { refuse, type Refusal } from '../kernel/index.ts';

/** A poll that was announced and is neither counted, void nor cancelled. */
export interface RunningPoll {
  readonly questions: readonly string[];
  readonly eligible: ReadonlySet<string>;
}

/** Polls are the smallest cell that is published: of two that share people, the difference would be a smaller one. */
export function refuseOverlap(
  questions: readonly string[],
  personIds: readonly string[],
  running: readonly RunningPoll[],
): Refusal<'polls-not-disjoint'> | null {
  const alike = running.filter((poll) => poll.questions.some((code) => questions.includes(code)));
  const people = personIds.filter((id) => alike.some(({ eligible }) => eligible.has(id))).length;
  return people === 0 ? null : refuse('polls-not-disjoint', { people });
}
