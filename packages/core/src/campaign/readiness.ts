import { refuse, type Refusal } from '../kernel/index.ts';
import type { Bilingual, ReadinessItem } from './playbook.ts';

/** What can be counted from records before a batch is opened. Of each, nothing may be lacking. */
export const readinessMeasures = [
  'organisation.unwell',
  'roster.transfers-open',
  'campaign.units-unplaced',
  'access.branches-without-secretary',
  'access.units-without-staff',
  'supervision.units-without-team',
] as const;
export type ReadinessMeasure = (typeof readinessMeasures)[number];

/** How much is lacking by one measure at this moment, of how much was looked at; null where there is no such whole. */
export interface ReadinessFigure {
  readonly measure: ReadinessMeasure;
  readonly lacking: number;
  readonly all: number | null;
}

/** That something is ready, by somebody's word. */
export interface ReadyWord {
  readonly itemCode: string;
  readonly readyOn: string;
  readonly words: string;
  readonly by: string;
}

/** How one item stands. */
export interface ReadinessStanding {
  readonly code: string;
  readonly title: Bilingual;
  readonly isHard: boolean;
  readonly isMet: boolean;
  /** Empty for one that is confirmed by word. */
  readonly figures: readonly ReadinessFigure[];
  readonly word: ReadyWord | null;
}

export function judgeReadiness(
  items: readonly ReadinessItem[],
  figures: readonly ReadinessFigure[],
  words: readonly ReadyWord[],
): readonly ReadinessStanding[] {
  return items.map(({ code, title, isHard, measures }) => {
    const own = measures.flatMap((measure) => figures.filter((figure) => figure.measure === measure));
    // What nobody counted cannot be taken for ready.
    const isCounted = own.length === measures.length && own.every(({ lacking }) => lacking === 0);
    const word = measures.length > 0 ? null : (words.find(({ itemCode }) => itemCode === code) ?? null);
    const isMet = measures.length > 0 ? isCounted : word !== null;
    return { code, title, isHard, isMet, figures: own, word };
  });
}

/** A hard item refuses; with anything else lacking somebody says why the batch opens all the same. */
export function refuseUnready(
  standings: readonly Pick<ReadinessStanding, 'isHard' | 'isMet'>[],
  reason: string | null,
): Refusal<'readiness-lacking' | 'opening-reason-missing'> | null {
  const lacking = standings.filter(({ isMet }) => !isMet);
  const hard = lacking.filter(({ isHard }) => isHard).length;
  if (hard > 0) return refuse('readiness-lacking', { count: hard });
  if (lacking.length > 0 && reason === null) {
    return refuse('opening-reason-missing', { count: lacking.length }, 'reason');
  }
  return null;
}

/**
 * What several nodes ask together, each by its own layers: an item is asked once, and is hard where one of them has it so.
 */
export function readinessTogether(lists: readonly (readonly ReadinessItem[])[]): readonly ReadinessItem[] {
  const together = new Map<string, ReadinessItem>();
  for (const item of lists.flat()) {
    const known = together.get(item.code);
    together.set(item.code, known === undefined ? item : { ...known, isHard: known.isHard || item.isHard });
  }
  return [...together.values()];
}
