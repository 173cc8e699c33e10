import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendableHere, numbered } from './listed-faults.ts';
import type { ImportReport } from './use-import.ts';

const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Faults in B2 to B27, of which the first twenty rows are quoted. */
const report = {
  faultCount: 26,
  faults: rows(2, 27).map((row) => ({ sheet: null, row, cell: `B${row}`, severity: 'error', params: {} })),
  sheets: [{ name: null, sample: rows(2, 21).map((row) => ({ row, cells: ['1', '单味'] })) }],
} as unknown as ImportReport;

test('what can be typed anew is counted by the rows that are quoted, and not by the faults that are listed', () => {
  assert.equal(numbered(report).length, 26);
  assert.equal(mendableHere(report), 20);
});
