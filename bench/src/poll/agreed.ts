import { leafHash } from '@muster/proof';

/** What the recount says of a poll. */
export interface Recounted {
  readonly eligible: number;
  readonly issued: number;
  readonly cast: number;
  readonly tally: { readonly void: number; readonly questions: readonly (readonly number[])[] };
  readonly isBlocked: boolean | null;
  readonly root: string;
}

/** What the voters know, and the desk was told. */
export interface Known {
  readonly eligible: number;
  /** What each voter chose; 0 is nothing. */
  readonly answers: readonly number[];
  /** Leaves of the receipts. */
  readonly receipts: readonly string[];
  readonly root: string;
}

/** Throws where the recount's figures are not those that the voters' answers add up to. */
export function agreed(outcome: Recounted, { eligible, answers, root }: Known): void {
  const chosen = [0, 1, 2, 3, 4].map((answer) => answers.filter((each) => each === answer).length);
  const [issued, cast] = [answers.length, answers.length];
  const expected = { eligible, issued, cast, root, tally: { void: 0, questions: [chosen] } };
  for (const name of ['eligible', 'issued', 'cast', 'root', 'tally'] as const) {
    const [counted, known] = [outcome[name], expected[name]].map((value) => JSON.stringify(value));
    if (counted !== known) throw new Error(`${name}: counted ${counted}, chosen ${known}`);
  }
}

/** Every ballot for which there is a receipt lies on the board, once, and no other does. */
export function sameBallots(published: Buffer, length: number, receipts: readonly string[]): void {
  const leaves = Array.from({ length: published.length / length }, (_, at) =>
    Buffer.from(leafHash(published.subarray(at * length, (at + 1) * length))).toString('hex'),
  );
  const isSame = leaves.length === receipts.length && new Set([...leaves, ...receipts]).size === leaves.length;
  if (!isSame) throw new Error(`${leaves.length} ballots are published, ${receipts.length} have a receipt.`);
}

export function lineOf({ eligible, issued, cast, tally, isBlocked, root }: Recounted): string {
  const verdict = isBlocked === null ? 'there is no rule' : isBlocked ? 'the gate is blocked' : 'the gate is open';
  const chosen = tally.questions.flat().join(', ');
  return `R ${eligible}, I ${issued}, C ${cast}; chosen, nothing first: ${chosen}; void ${tally.void}; ${verdict}; root ${root}`;
}
