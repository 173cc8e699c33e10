import { addDays, type CivilDate } from '@muster/core/kernel';

/** As many days as leave whoever joined so long before the roster came in the first year still, when a campaign of two batches is looked at. */
const spread = 130;

/** When a probationer joined, by the number in the roster, so that nothing is drawn for it and everybody else stays who they are. */
export function probationerJoinedOn(number: number, importedOn: CivilDate): CivilDate {
  return addDays(importedOn, -1 - ((number * 37) % spread));
}
