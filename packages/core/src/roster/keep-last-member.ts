import { lastStays, type Unsettled } from './last-member.ts';
import { cellOfPlace, leftBy, unitOf, warnOfFailedVotes, type TakenRow } from './leaving-row.ts';

/**
 * Of a unit that has still something to settle, the row that would transfer its last member is refused; by who is there once the whole file
 * is taken. Whoever is refused is missing where they would have come, so it is asked until nobody more is.
 */
export function keepLastMembers(taken: readonly TakenRow[], unsettled: ReadonlyMap<string, Unsettled>): void {
  if (unsettled.size === 0) return;
  const left = new Map([...unsettled].map(([id, { members }]) => [id, members]));
  const add = (unitId: string | null, amount: number): void => {
    const before = left.get(unitId ?? '');
    if (unitId !== null && before !== undefined) left.set(unitId, before + amount);
  };
  for (const { known, after } of taken) {
    add(unitOf(known?.membership ?? null), -1);
    add(unitOf(after), 1);
  }
  const leaving = taken.filter((each) => unsettled.has(leftBy(each) ?? ''));
  for (;;) {
    const last = leaving.findLast((each) => !each.row.line.isRefused && (left.get(leftBy(each) ?? '') ?? 1) < 1);
    const unit = last && unsettled.get(leftBy(last) ?? '');
    if (last === undefined || unit === undefined) break;
    const { refused, params } = lastStays(unit);
    last.row.line.refuse(cellOfPlace(last), refused, params);
    add(unit.unitId, 1);
    add(unitOf(last.after), -1);
  }
  warnOfFailedVotes(leaving, unsettled);
}
