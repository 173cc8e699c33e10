import type { Gate } from '../gate/queries.ts';

export type Turn = { readonly is: 'review' | 'decide' | 'confirm'; readonly href: string };

type Seen = Pick<Gate, 'unit' | 'transition' | 'findings'>;

/** What of this unit waits for the person who looks, by what the answer says that person may do. */
export function myTurn({ unit, transition, findings }: Seen): Turn | null {
  if (transition?.may.decide === true) return { is: 'decide', href: `/units/${unit.id}` };
  if (transition?.may.endorse === true) return { is: 'review', href: `/units/${unit.id}` };
  const count = findings.find(({ act }) => act.kind === 'confirm-assessment' && act.mayDo)?.act.targetId ?? null;
  return count === null ? null : { is: 'confirm', href: `/assessments/${count}` };
}
