import { openerOf, type Opener } from '../hpke.ts';
import { decodeBallot, openBallot } from './ballot.ts';
import type { Poll } from './manifest.ts';

/** What was counted: for each question, how many chose nothing (0), the first answer, the second, … */
export type Tally = { readonly void: number; readonly questions: readonly (readonly number[])[] };

/** Counts what the ballots hold. Those whose content is no choice are void. */
export function tallyOf(poll: Poll, ballots: readonly Uint8Array[], closing: Uint8Array | Opener): Tally {
  const opener = 'agree' in closing ? closing : openerOf(closing);
  const questions = poll.manifest.questions.map(({ answers }) => Array.from({ length: answers + 1 }, () => 0));
  let spoilt = 0;
  for (const bytes of ballots) {
    const ballot = decodeBallot(poll, bytes);
    const answers = ballot === null ? null : openBallot(poll, opener, ballot);
    if (answers === null) spoilt += 1;
    else
      for (const [at, answer] of answers.entries()) {
        const counts = questions[at];
        if (counts !== undefined) counts[answer] = (counts[answer] ?? 0) + 1;
      }
  }
  return { void: spoilt, questions };
}
