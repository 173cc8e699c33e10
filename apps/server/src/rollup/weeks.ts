import { addDays, weekOf } from '@muster/core/kernel';

/** Every Monday from the first week to the last one, or to a later one, with what is known of it; a week of which nothing is known is there, too. */
export function everyWeek<Row extends { readonly week: string }>(
  rows: readonly Row[],
  none: (week: string) => Row,
  until = '',
): readonly Row[] {
  const known = new Map(rows.map((row) => [row.week, row]));
  if (rows.length === 0) return [];
  const last = rows.reduce((latest, { week }) => (week > latest ? week : latest), until);
  let week = rows.reduce((first, row) => (row.week < first ? row.week : first), last);
  const all: Row[] = [];
  while (week <= last) {
    all.push(known.get(week) ?? none(week));
    week = addDays(week, 7);
  }
  return all;
}

interface Moved {
  readonly week: string;
  readonly opened: number;
  readonly passed: number;
  /** Merged or closed: before the stage, within it, or past it. */
  readonly endedAhead: number;
  readonly endedWithin: number;
  readonly endedPast: number;
}

export interface StageWeek extends Moved {
  /** Where the units were when the week had ended, and all that took part then. */
  readonly past: number;
  readonly within: number;
  readonly all: number;
}

const nothing = { opened: 0, passed: 0, endedAhead: 0, endedWithin: 0, endedPast: 0 };

const endedOf = ({ endedAhead, endedWithin, endedPast }: Moved) => endedAhead + endedWithin + endedPast;

/** From how many there are now, and how many came, went and ended in each week, where they were at its end; until the week of a day. */
export function stageWeeks(units: number, weeks: readonly Moved[], today: string): readonly StageWeek[] {
  let all = weeks.reduce((sum, row) => sum + endedOf(row), units);
  let [within, past] = [0, 0];
  return everyWeek<Moved>(weeks, (week) => ({ week, ...nothing }), weekOf(today)).map((row) => {
    all -= endedOf(row);
    within += row.opened - row.passed - row.endedWithin;
    past += row.passed - row.endedPast;
    return { ...row, past, within, all };
  });
}
