import { refuse, type Refusal } from '../kernel/index.ts';

/** A sealed choice has one byte a question, and as many bytes as these. */
const mostQuestions = 16;

/** Codes of the questions of a poll; the first is the one that the gate rules on. */
export function refuseQuestions(
  codes: readonly string[],
): Refusal<'poll-without-questions' | 'poll-questions-too-many' | 'poll-question-twice'> | null {
  if (codes.length === 0) return refuse('poll-without-questions', {}, 'questions');
  if (codes.length > mostQuestions) return refuse('poll-questions-too-many', { most: mostQuestions }, 'questions');
  const twice = codes.findIndex((code, at) => codes.indexOf(code) < at);
  return twice === -1 ? null : refuse('poll-question-twice', { question: codes[twice] ?? '' }, `questions.${twice}`);
}
