/** Rosters come in and go out as workbooks, over HTTP. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { exportOrganisations, importOrganisations, readOrganisationTemplate } from '@muster/contract/organisation';
import { readProgress } from '@muster/contract/platform';
import { exportMembers, importMembers, readMemberTemplate } from '@muster/contract/roster';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { openWorkbook } from './workbook/open-workbook.ts';
import { madeRow, madeWorkbook } from './workbook/made-workbook.fixture.ts';
import { writeBook } from './workbook/write-book.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const routes = { organisations: importOrganisations, members: importMembers } as const;

async function importBook(
  who: CastName,
  what: keyof typeof routes,
  node: string,
  book: Uint8Array,
  over: { commit?: boolean; exceptRefused?: boolean; marked?: 'zh' | 'en'; mends?: object[] } = {},
) {
  const body = { fileName: '名册.xlsx', xlsx: Buffer.from(book).toString('base64'), commit: false, ...over } as never;
  return (await house.as(who)).call(routes[what], { params: { organisationId: house.id(node) }, body });
}

function bookOf(...sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[]) {
  return writeBook({ sheets: sheets.map((sheet) => ({ ...sheet, widths: [] })) });
}

async function count(query: string): Promise<number> {
  const { rows } = await withClient(house.database.superuser(), (client) => client.query<{ n: number }>(query));
  return rows[0]!.n;
}

const people = [
  ['编码', '姓名', '出生年', '党支部编码'],
  ['0042', '=1+1', '1970', 'SCHOOL-1'],
  ['511825199001010012', '阿依努尔·买买提', '1980', 'SCHOOL-1'],
];

describe('a workbook', () => {
  test('that was exported imports again with everything unchanged, organisations and members alike', async () => {
    for (const [route, what, who, node] of [
      [exportOrganisations, 'organisations', 'town', 'TOWN'],
      [exportOrganisations, 'organisations', 'county', 'COUNTY-COMMITTEE'],
      [exportMembers, 'members', 'county', 'COUNTY'],
      [exportMembers, 'members', 'otherTown', 'JOINT-1'],
    ] as const) {
      const client = await house.as(who);
      for (const language of ['zh', 'en'] as const) {
        const params = { organisationId: house.id(node) };
        const made = await client.call(route, { params, query: { format: 'xlsx', language } });
        assert.match(made.fileName, /\.xlsx$/);
        const bytes = Buffer.from(made.xlsx ?? '', 'base64');
        const report = await importBook(who, what, node, bytes, { commit: true });
        assert.deepEqual([report.unchanged, report.faults], [report.rows, []], `${node} ${language}`);
        assert.ok(report.rows > 0);
        const [sheet] = await openWorkbook(bytes);
        const isChinese = /[一-鿿]/.test(JSON.stringify([sheet?.name, sheet?.rows[0]]));
        assert.equal(isChinese, language === 'zh', 'headers and the name of the sheet');
      }
    }
  });

  test('keeps zeros, long codes and what looks like a formula, in and out', async () => {
    const report = await importBook('town', 'members', 'TOWN', await bookOf({ name: '名册', rows: people }), {
      commit: true,
    });
    const told = report.faults.map(({ cell, severity, code }) => `${cell} ${severity} ${code}`);
    assert.deepEqual([report.created, told], [2, ['B2 warning name-odd']]);
    const client = await house.as('town');
    const at = { params: { organisationId: house.id('SCHOOL-1') } };
    const { xlsx } = await client.call(exportMembers, { ...at, query: { format: 'xlsx' } });
    const [sheet] = await openWorkbook(Buffer.from(xlsx ?? '', 'base64'));
    const written = sheet!.rows
      .filter(([code]) => people.some((row) => row[0] === code))
      .map(([code, name]) => [code, name] as const);
    assert.deepEqual(new Map(written), new Map(people.map(([code, name]) => [code, name] as const)));
    const { csv } = await client.call(exportMembers, at);
    const again = await client.call(importMembers, {
      ...at,
      body: { fileName: 'a.csv', csv: csv ?? '', commit: true },
    });
    assert.deepEqual([again.unchanged, again.faults], [again.rows, []]);
  });

  test('with a sheet of each kind gives each import its own, and faults name sheet and cell', async () => {
    const book = await bookOf(
      {
        name: '说明',
        rows: [
          ['列', '怎么写'],
          ['姓名', '全名'],
          ['名称', '全称'],
        ],
      },
      {
        name: '单位',
        rows: [
          ['code', 'name', 'kind'],
          ['E1', '新单位', 'unit'],
          ['E2', '新地区', '单味'],
        ],
      },
      {
        name: '人员',
        rows: [
          ['code', 'name', 'branch_code'],
          ['E3', '张三', 'SCHOOL-9'],
        ],
      },
    );
    const units = await importBook('town', 'organisations', 'TOWN', book);
    assert.deepEqual(
      units.sheets.map(({ name }) => name),
      ['单位'],
    );
    assert.deepEqual(
      units.faults.map(({ sheet, cell, code, nearest }) => [sheet, cell, code, nearest]),
      [['单位', 'C3', 'kind-unknown', '单位']],
    );
    const members = await importBook('town', 'members', 'TOWN', book);
    assert.deepEqual(
      members.sheets.map(({ name }) => name),
      ['人员'],
    );
    assert.deepEqual(
      members.faults.map(({ sheet, cell, code }) => [sheet, cell, code]),
      [['人员', 'C2', 'branch-unknown']],
    );
  });

  test('in which a code became a number is refused there, and taken when the cell is mended', async () => {
    const book = madeWorkbook([
      {
        name: '名册',
        cells:
          madeRow(1, ['编码', '姓名', '党支部编码']) +
          madeRow(2, [{ xml: '<c><v>511825199001010000</v></c>' }, '李四', 'SCHOOL-1']),
      },
    ]);
    const { faults } = await importBook('town', 'members', 'TOWN', book);
    assert.deepEqual(
      faults.map(({ cell, code }) => [cell, code]),
      [['A2', 'number-rounded']],
    );
    const mends = [{ sheet: '名册', cell: 'A2', text: '511825199001010039' }];
    const report = await importBook('town', 'members', 'TOWN', book, { commit: true, mends });
    assert.deepEqual([report.created, report.faults], [1, []]);
    assert.equal(await count(`select count(*)::int as n from person where code = '511825199001010039'`), 1);
    assert.equal(await count(`select count(*)::int as n from ledger_entry where summary ->> 'mended' = '1'`), 1);
  });

  test('is handed back with its refused rows marked, and these import when they are mended', async () => {
    const rows = [
      ['编码', '姓名', '身份', '党支部编码'],
      ['F1', '王一', '正式', 'SCHOOL-1'],
      ['F2', '王二', '正工', 'SCHOOL-1'],
      ['F3', '', '正式', 'SCHOOL-1'],
    ];
    const over = { commit: true, exceptRefused: true, marked: 'zh' } as const;
    const report = await importBook('town', 'members', 'TOWN', await bookOf({ name: '名册', rows }), over);
    assert.deepEqual([report.created, report.refused, report.committed], [1, 2, true]);
    const [marked] = await openWorkbook(Buffer.from(report.marked ?? '', 'base64'));
    assert.deepEqual(marked!.rows, [
      [...rows[0]!, '须改正之处'],
      [...rows[2]!, '身份：没有“正工”这一身份；写正式、预备、申请人之一（最接近：正式）'],
      [...rows[3]!, '姓名：名称为空'],
    ]);
    const mended = marked!.rows.map((cells) => cells.map((cell) => (cell === '正工' ? '正式' : cell)));
    mended[2]![1] = '王三';
    const again = await importBook('town', 'members', 'TOWN', await bookOf({ name: '名册', rows: mended }), {
      commit: true,
    });
    assert.deepEqual([again.created, again.refused, again.faults], [2, 0, []]);
  });

  test('that is none, or is sent with text beside it, is refused', async () => {
    assert.equal(
      await refusalOf(importBook('town', 'members', 'TOWN', Buffer.from('编码,姓名'))),
      'workbook-unreadable',
    );
    const xlsx = Buffer.from(await bookOf({ name: '名册', rows: people })).toString('base64');
    const params = { organisationId: house.id('TOWN') };
    const client = await house.as('town');
    for (const content of [{}, { xlsx, csv: '编码,姓名' }, { xlsx: 'kein Base64!' }]) {
      const body = { fileName: 'a', commit: false, ...content };
      assert.equal(await refusalOf(client.call(importMembers, { params, body })), 'invalid-input');
    }
    const refused = importBook('head', 'members', 'TOWN', Buffer.from('x'));
    assert.match((await refusalOf(refused)) ?? '', /not-permitted|not-found/);
  });
});

describe('a template', () => {
  test('has the columns, what is required, and the lists of this instance; with a row in it, it imports', async () => {
    const client = await house.as('office');
    for (const [route, what] of [
      [readOrganisationTemplate, 'organisations'],
      [readMemberTemplate, 'members'],
    ] as const) {
      for (const language of ['zh', 'en'] as const) {
        const { fileName, xlsx } = await client.call(route, { query: { language } });
        assert.match(fileName, /\.xlsx$/);
        const sheets = await openWorkbook(Buffer.from(xlsx, 'base64'));
        assert.equal(sheets.length, 3);
        const header = sheets[0]!.rows[0]!;
        const filled = header.map(
          (word) => ({ '名称*': '新', 'name*': '新', '种类*': '单位', 'kind*': 'unit', '姓名*': '新' })[word] ?? '',
        );
        const book = await bookOf(
          ...sheets.map(({ name, rows }, at) => ({ name: name ?? '', rows: at === 0 ? [header, filled] : rows })),
        );
        const node = what === 'members' ? 'SCHOOL-1' : 'TOWN';
        const report = await importBook('office', what, node, book);
        assert.deepEqual([report.rows, report.faults], [1, []], `${what} ${language}`);
      }
    }
  });
});

describe('a long import', () => {
  const many = (from: number, rows: number) => [
    ['编码', '姓名', '出生年', '党支部编码'],
    ...Array.from({ length: rows }, (_, at) => [`L${from + at}`, `甲${at}`, '1970', 'SCHOOL-1']),
  ];

  test('tells how far it is to whoever sent it, and to nobody else', async () => {
    const [client, other] = [await house.as('town'), await house.as('county')];
    const progress = randomUUID();
    const params = { progressId: progress };
    const csv = many(0, 3_000)
      .map((row) => row.join(','))
      .join('\n');
    const body = { fileName: 'a.csv', csv, commit: true };
    const call = { params: { organisationId: house.id('TOWN') }, body };
    const over = { is: false };
    const seen = new Set<string>();
    const importing = client.call(importMembers, call, { progress }).finally(() => (over.is = true));
    while (!over.is) {
      seen.add((await client.call(readProgress, { params })).phase);
      assert.deepEqual(await other.call(readProgress, { params }), { phase: 'waiting', done: 0, all: 0 });
    }
    assert.equal((await importing).created, 3_000);
    assert.ok(seen.has('writing'), [...seen].join());
    assert.deepEqual(await client.call(readProgress, { params }), { phase: 'done', done: 1, all: 1 });
  });

  test('that loses the database while it writes leaves nothing', async () => {
    const client = await house.as('town');
    const progress = randomUUID();
    const peopleBefore = await count('select count(*)::int as n from person');
    const entries = await count('select count(*)::int as n from ledger_entry');
    const csv = many(10_000, 6_000)
      .map((row) => row.join(','))
      .join('\n');
    const call = { params: { organisationId: house.id('TOWN') }, body: { fileName: 'a.csv', csv, commit: true } };
    const over = { is: false };
    const importing = refusalOf(client.call(importMembers, call, { progress })).finally(() => (over.is = true));
    let killed = 0;
    while (!over.is && killed === 0) {
      const { phase, done } = await client.call(readProgress, { params: { progressId: progress } });
      if (phase !== 'writing' || done === 0) continue;
      killed = await count(
        `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
         where datname = current_database() and usename = 'muster_app' and query like '%json_to_recordset%' and state <> 'idle'`,
      );
    }
    assert.equal(killed, 1);
    assert.equal(await importing, 'unavailable');
    assert.equal(await count('select count(*)::int as n from person'), peopleBefore);
    assert.equal(
      await count(
        `select count(*)::int as n from membership m where not exists (select from person p where p.id = m.person_id)`,
      ),
      0,
    );
    assert.equal(await count('select count(*)::int as n from ledger_entry'), entries);
  });
});
