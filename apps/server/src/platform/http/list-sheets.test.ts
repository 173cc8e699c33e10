import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { listMembers } from '@muster/contract/roster';
import type { Context } from '../context.ts';
import { allLines, mostRows, table, type SheetsOf, type SheetWords } from './list-sheets.ts';

const name = { zh: '名册', en: 'Roster' };
const sheets: SheetsOf<typeof listMembers> = {
  name,
  tables: [table(name, ({ members }) => members, [[name, (member) => member.name]])],
};
const words: SheetWords = {
  language: 'zh',
  of: ({ zh }) => zh,
  term: (code) => code,
  title: (_what, code) => code,
  moment: (instant) => instant,
  hours: (minutes) => minutes / 60,
};
const told: number[] = [];
const context = { progress: { at: (_phase: string, done: number) => void told.push(done) } } as unknown as Context;
const input = { params: { organisationId: '' }, query: { limit: 50 }, body: undefined };

test('given a list of many pages, all of them are read from the first, whichever was asked for', async () => {
  const asked: (string | undefined)[] = [];
  const lines = await allLines(
    {
      input: { ...input, query: { limit: 50, after: 'somewhere' } },
      sheets,
      handle: ({ query }) => {
        asked.push(query.after);
        const at = asked.length;
        const members = Array.from({ length: 3 }, (_, row) => ({ name: `${at}-${row}` })) as never;
        return Promise.resolve({ members, all: 9, beyond: 0, next: at < 3 ? `page ${at}` : null });
      },
    },
    words,
    context,
  );
  assert.deepEqual(asked, [undefined, 'page 1', 'page 2']);
  assert.deepEqual(lines, [['1-0', '1-1', '1-2', '2-0', '2-1', '2-2', '3-0', '3-1', '3-2'].map((cell) => [cell])]);
  assert.deepEqual(told, [3, 6, 9], 'whoever waits is told how far it is');
});

test('given a list longer than a workbook takes, it is refused at its first page', async () => {
  let asked = 0;
  const handle = () => Promise.resolve({ members: [], all: mostRows + 1, beyond: 0, next: `page ${(asked += 1)}` });
  assert.deepEqual(await allLines({ input, sheets, handle }, words, context), {
    refused: 'list-too-long',
    params: { rows: mostRows },
  });
  assert.equal(asked, 1);
});
