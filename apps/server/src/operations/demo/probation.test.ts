import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@muster/core/kernel';
import { membersFile } from '../city/city-files.ts';
import { cityDays } from '../city/found-city.ts';
import { planCity } from '../city/plan-city.ts';
import { membersCsv } from './roster-files.ts';
import { Seeded } from './seeded.ts';

const today = '2026-11-20';
const others = '2016-05-01';

/** By the rows of a roster: the days on which probationers joined, and those of everybody else. */
function daysIn(csv: string): { probationers: string[]; rest: string[] } {
  const rows = csv.trimEnd().split('\n').slice(1);
  const days = (are: boolean) =>
    rows.flatMap((row) => (row.includes(',预备,') === are ? [row.slice(row.lastIndexOf(',') + 1)] : []));
  return { probationers: days(true), rest: days(false) };
}

test('probation lasts a year: whoever of a demo is in it joined before its roster came and not a year ago', () => {
  const { first, second } = planCity();
  const took = addDays(cityDays(today).first, -30);
  const city = [first, second].map(({ members }) => [membersFile(members, others, took), took] as const);
  for (const [csv, importedOn] of [
    [membersCsv(new Seeded(2005), others, '2026-10-01'), '2026-10-01'] as const,
    ...city,
  ]) {
    const { probationers, rest } = daysIn(csv);
    assert.ok(probationers.length > 3 && probationers.every((day) => day < importedOn && day > addDays(today, -365)));
    assert.ok(new Set(probationers).size > 3, 'not all on one day');
    assert.deepEqual([...new Set(rest)], [others]);
    assert.ok(
      !csv.split('\n').some((row) => row.includes(',预备,') && row.includes('离退休')),
      'nobody joins in retirement',
    );
  }
});
