import type { Visitor } from '../visitor.ts';
import { readCityFigures } from './read-city-figures.ts';

/** A figure of the documents beside what the instance says. */
export interface CheckedFigure {
  readonly title: string;
  readonly stated: string;
  readonly found: string;
  readonly agrees: boolean;
}

/** Written out from the documents, apart from the numbers that the city was made by. */
export async function checkCity(auditor: Visitor): Promise<readonly CheckedFigure[]> {
  const { first, second, finding } = await readCityFigures(auditor);
  const [high = 0, middle = 0, low = 0] = first.bands;
  const share = (units: number) => `${units} (${percent(units, first.units)})`;
  const rows: readonly (readonly [title: string, stated: string, found: string])[] = [
    ['batch 1: units', '771', String(first.units)],
    ['batch 1: committees', '90', String(first.committees)],
    ['batch 1: general branches', '81', String(first.generalBranches)],
    ['batch 1: branches', '1046', String(first.branches)],
    ['batch 1: members', '16436', String(first.members)],
    ['satisfied 95 and more', '639 (82.88 %)', share(high)],
    ['satisfied 90 to under 95', '122 (15.82 %)', share(middle)],
    ['satisfied under 90', '10 (1.30 %)', share(low)],
    ['satisfied 90 and more', '761 (98.70 %)', share(high + middle)],
    ['batch 2: organisations', '1685', String(second.organisations)],
    ['batch 2: members', '36065', String(second.members)],
    ['batch 2: floating', '2921', String(second.floating)],
    ['batch 2: units stated in all', '2367', String(finding.stated)],
    ['batch 2: units stated by class', '2469', String(finding.parts)],
    ['batch 2: units counted', '2469', String(finding.counted)],
    ['batch 2: units listed', '2469', String(finding.listed)],
    ['batch 2: units not in the total', '102', String(finding.difference)],
    ['what the total left out', 'sub-district + community', finding.explanation.join(' or ')],
  ];
  return rows.map(([title, stated, found]) => ({ title, stated, found, agrees: stated === found }));
}

/** Two places; none of none is no share. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}
