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

/** Days from one to before another; null without an end. */
interface Days {
  readonly from: CivilDate | null;
  readonly before: CivilDate | null;
}

/** The days that a list is about, of one week alone where that is asked: what is asked or done by today, or in a whole week. */
export function daysOf(
  when: 'overdue' | 'week' | 'coming' | 'asked' | 'done' | 'exempt',
  today: CivilDate,
  week: CivilDate | null = null,
): Days {
  if (when === 'exempt' && week === null) return { from: null, before: null };
  const isAny = when === 'asked' || when === 'done' || when === 'exempt';
  if (isAny && week !== null) return { from: week, before: addDays(week, 7) };
  const from = when === 'overdue' || isAny ? null : today;
  const before = when === 'overdue' || isAny ? today : when === 'week' ? addDays(today, 7) : null;
  if (week === null) return { from, before };
  const after = addDays(week, 7);
  return {
    from: from !== null && from > week ? from : week,
    before: before !== null && before < after ? before : after,
  };
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
      .filter(
        (each) =>
          each.kind === kind && each.word === word && each.dueOn < (before ?? '9') && (from ?? '') <= each.dueOn,
      )
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
