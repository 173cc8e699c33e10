import { obligationKinds, type ObligationKind } from '@muster/core/obligation';
import { addDays, type CivilDate } from '@muster/core/kernel';

interface Counter {
  readonly measure: string;
  readonly amount: number;
}

interface OwedFigures {
  readonly kind: ObligationKind;
  readonly overdue: number;
  readonly asked: number;
  readonly week: number;
  readonly exempt: number;
}

/** The days that a list of what is not done is about: from one to before another; null from the beginning. */
export function daysOf(when: 'overdue' | 'week', today: CivilDate): { from: CivilDate | null; before: CivilDate } {
  return when === 'overdue' ? { from: null, before: today } : { from: today, before: addDays(today, 7) };
}

/** Sums the counters of each due day: what is overdue depends on the day on which one asks. */
export function owedBy(today: CivilDate, counters: readonly Counter[]): OwedFigures[] {
  const dated = counters.flatMap(({ measure, amount }) => {
    const [word, kind, dueOn] = measure.split(':');
    return (word === 'owed' || word === 'asked' || word === 'exempt') && dueOn !== undefined
      ? [{ word, kind, dueOn, amount }]
      : [];
  });
  const sum = (kind: string, word: string, when: 'overdue' | 'week') => {
    const { from, before } = daysOf(when, today);
    return dated
      .filter((each) => each.kind === kind && each.word === word && each.dueOn < before && (from ?? '') <= each.dueOn)
      .reduce((all, { amount }) => all + amount, 0);
  };
  const exempt = (kind: string) =>
    dated.filter((each) => each.kind === kind && each.word === 'exempt').reduce((all, { amount }) => all + amount, 0);
  return obligationKinds
    .filter((kind) => dated.some((each) => each.kind === kind && each.amount > 0))
    .map((kind) => ({
      kind,
      overdue: sum(kind, 'owed', 'overdue'),
      asked: sum(kind, 'asked', 'overdue'),
      week: sum(kind, 'owed', 'week'),
      exempt: exempt(kind),
    }));
}
