/** The figures of an office: how far the nodes beneath are, and what is not done, each as long as its list. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays } from '@muster/core/kernel';
import { listOutstanding, listStagesBeneath, listUnitsIn, readOverview } from '@muster/contract/rollup';
import { checkDeliverable, listObligations, readObligation, submitDeliverable } from '@muster/contract/obligation';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await house.fold();
});
after(() => house.close());

const at = (code: string) => ({ params: { organisationId: house.id(code) } });
const sights: readonly (readonly [CastName, readonly string[]])[] = [
  ['office', ['COUNTY-COMMITTEE', 'JOINT-1']],
  ['county', ['COUNTY', 'OTHER-TOWN']],
  ['town', ['TOWN', 'TOWN-COMMITTEE']],
  ['head', ['SCHOOL', 'SCHOOL-1']],
];

async function whole(
  read: (after: string | undefined) => Promise<{ ids: string[]; all: number; next: string | null }>,
) {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    ids.push(...page.ids);
    if (page.next === null) {
      assert.equal(new Set(ids).size, ids.length, 'nothing twice');
      assert.equal(page.all, ids.length, 'as long as it says');
      return ids;
    }
    cursor = page.next;
  }
}

/** Every figure of every sight beside the length of its list. */
async function figuresAreTheirLists(): Promise<void> {
  for (const [who, nodes] of sights)
    for (const node of nodes) {
      const by = await house.as(who);
      const { stages, owed, bands } = await by.call(readOverview, at(node));
      const units = (stage: string, of: 'stage' | 'band', value: string) =>
        whole(async (cursor) => {
          const query = { stage, of, value, after: cursor, limit: 4 };
          const page = await by.call(listUnitsIn, { ...at(node), query });
          return { ...page, ids: page.rows.map(({ unit }) => unit.id) };
        });
      for (const { code, ...counts } of stages)
        for (const state of ['ahead', 'open', 'closed'] as const)
          assert.equal((await units(code, 'stage', state)).length, counts[state], `${who} ${node} ${code} ${state}`);
      for (const [place, { units: figure }] of bands.entries()) {
        const listed = await Promise.all(stages.map(({ code }) => units(code, 'band', String(place))));
        assert.equal(listed.flat().length, figure, `${who} ${node} band ${place}`);
      }
      for (const { kind, overdue, week, asked } of owed) {
        assert.ok(overdue <= asked);
        for (const [when, figure] of [
          ['overdue', overdue],
          ['week', week],
        ] as const) {
          const listed = await whole(async (cursor) => {
            const page = await by.call(listOutstanding, {
              ...at(node),
              query: { when, kind, after: cursor, limit: 20 },
            });
            return { ...page, ids: page.rows.map(({ id }) => id) };
          });
          assert.equal(listed.length, figure, `${who} ${node} ${kind} ${when}`);
        }
      }
    }
}

test('stages, bands and what is owed: at every depth a figure is as long as its list', async () => {
  await figuresAreTheirLists();
  const { rows } = await (await house.as('office')).call(listStagesBeneath, at('COUNTY'));
  const { stages } = await (await house.as('office')).call(readOverview, at('COUNTY'));
  for (const { code, open, closed, ahead } of stages) {
    const beneath = rows.flatMap((row) => row.stages.filter((stage) => stage.code === code));
    for (const [state, figure] of Object.entries({ open, closed, ahead }))
      assert.equal(
        beneath.reduce((sum, stage) => sum + stage[state as 'open'], 0),
        figure,
        `${code} ${state}`,
      );
  }
});

test('what is owed becomes overdue by time alone, leaves the figure when handed in, and is back when returned', async () => {
  const head = await house.as('head');
  const { obligations } = await head.call(listObligations, at('SCHOOL'));
  const [first] = obligations;
  assert.ok(first);
  house.clock.set(new Date(`${addDays(first.dueOn, 1)}T09:00:00+08:00`));
  const overdue = async (code = 'COUNTY') => {
    await house.fold();
    assert.deepEqual(await house.differences(), []);
    const { owed } = await (await house.as('office')).call(readOverview, at(code));
    return owed.find(({ kind }) => kind === 'deliverable')?.overdue;
  };
  const atFirst = await overdue();
  assert.ok(atFirst !== undefined && atFirst >= 1);
  await figuresAreTheirLists();
  const { rows } = await (await house.as('office')).call(listStagesBeneath, at('TOWN'));
  assert.ok((rows.find(({ organisation }) => organisation.id === house.id('SCHOOL'))?.overdue ?? 0) >= 1);

  const params = { obligationId: first.id };
  const file = { name: '方案.txt', base64: Buffer.from('方案').toString('base64') };
  const body = { text: '方案', file: first.form === 'file' ? file : null };
  await head.call(submitDeliverable, { params, body });
  assert.equal(await overdue(), atFirst - 1);
  const team = await house.as('team');
  const { deliverables } = await team.call(readObligation, { params });
  await team.call(checkDeliverable, {
    params: { deliverableId: deliverables[0]?.id ?? '' },
    body: { outcome: 'returned', note: '再改' },
  });
  assert.equal(await overdue(), atFirst);
});

test('the lines of a node with many beneath cost as many queries as those of one with few', async () => {
  const office = await house.as('office');
  const cost = async (code: string) => {
    const sent = house.queries();
    await office.call(listStagesBeneath, at(code));
    await office.call(listOutstanding, { ...at(code), query: { when: 'week' } });
    await office.call(listUnitsIn, { ...at(code), query: { stage: 'study', of: 'stage', value: 'open' } });
    return house.queries() - sent;
  };
  const one = await cost('TOWN');
  assert.equal(await cost('COUNTY'), one);
});
