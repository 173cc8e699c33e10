/** Applications and requests for other dates come page by page: what awaits oneself is never behind what awaits others. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readMe } from '@muster/contract/access';
import { listDateRequests } from '@muster/contract/campaign';
import { listTransitions } from '@muster/contract/gate';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

const units = ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'];
let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  // Every unit has applied: the first one as the town's office, the third is endorsed by somebody, the last one by the county's office.
  await withClient(house.database.superuser(), async (client) => {
    // Who may do this is not what is asked here.
    await client.query('set session_replication_role = replica');
    for (const [place, code] of units.entries()) {
      const { rows } = await client.query<{ id: string }>(
        `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path, linked)
         select region_id, gen_random_uuid(), campaign_id, id, unit_id, 'study', coalesce($2::uuid, gen_random_uuid()), now(), path, linked
         from participation where unit_id = $1 returning id`,
        [house.id(code), place === 0 ? await personOf('town') : null],
      );
      if (place > 1)
        await client.query(
          `insert into transition_step (region_id, transition_id, step, actor_id, actor_name, judged, judged_hash, recorded_at, path, linked)
           select region_id, id, 'endorsed', coalesce($2::uuid, gen_random_uuid()), '', '[]', '', now(), path, linked from transition where id = $1`,
          [rows[0]?.id, place === 3 ? await personOf('county') : null],
        );
      await client.query(
        `insert into stage_request (region_id, id, campaign_id, participation_id, unit_id, reason, is_outside, asked_by, asked_by_name, recorded_at, path, linked)
         select region_id, gen_random_uuid(), campaign_id, id, unit_id, '农忙', true, coalesce($2::uuid, gen_random_uuid()), '', now(), path, linked
         from participation where unit_id = $1`,
        [house.id(code), place === 1 ? await personOf('town') : null],
      );
    }
  });
});
after(() => house.close());

async function personOf(who: CastName): Promise<string> {
  return (await (await house.as(who)).call(readMe, {})).person.id;
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly all: number;
  readonly next: string | null;
}

/** Every page of one row: the same total on each, nothing twice. */
async function whole<Row extends { readonly id: string }>(
  read: (query: { limit: number; after?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | null = null; ;) {
    const page = await read({ limit: 1, ...(next !== null && { after: next }) });
    rows.push(...page.rows);
    if (page.next === null) {
      assert.equal(rows.length, page.all);
      assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
      return rows;
    }
    ({ next } = page);
  }
}

test('applications: each is in one of the two lists of whoever may see it, and in the own one where the next step is theirs', async () => {
  for (const who of ['town', 'county', 'office', 'team', 'head', 'secretary'] as const) {
    const by = await house.as(who);
    const list = (awaiting: 'me' | 'others') =>
      whole(async (page) => {
        const { transitions, ...rest } = await by.call(listTransitions, { query: { awaiting, ...page } });
        return { rows: transitions, ...rest };
      });
    const mine = await list('me');
    const others = await list('others');
    assert.ok(
      mine.every(({ may }) => may.endorse || may.decide),
      who,
    );
    assert.ok(
      others.every(({ may }) => !may.endorse && !may.decide),
      who,
    );
    assert.deepEqual((await by.call(listTransitions, {})).mine, {
      endorse: mine.filter(({ may }) => may.endorse).length,
      decide: mine.filter(({ may }) => may.decide).length,
    });
    const names = [...mine, ...others].map(({ unit }) => unit.name);
    if (who === 'office') assert.equal(names.length, units.length);
    if (who === 'head') assert.deepEqual(names, ['白鹭镇中心小学']);
    if (who === 'county') assert.deepEqual([mine.length, others.length], [1, 3], 'not what it endorsed itself');
  }
});

test('requests for other dates: each is in one of the two lists, the oldest first', async () => {
  for (const who of ['town', 'county', 'office', 'otherTown', 'head'] as const) {
    const by = await house.as(who);
    const list = (awaiting: 'me' | 'others') =>
      whole(async (page) => {
        const { requests, ...rest } = await by.call(listDateRequests, { query: { awaiting, ...page } });
        return { rows: requests, ...rest };
      });
    const mine = await list('me');
    const others = await list('others');
    assert.ok(
      mine.every(({ may }) => may.decide),
      who,
    );
    assert.ok(
      others.every(({ may }) => !may.decide),
      who,
    );
    for (const rows of [mine, others]) {
      const asked = rows.map(({ askedAt }) => askedAt);
      assert.deepEqual(asked, asked.toSorted());
    }
    if (who === 'county') assert.equal(mine.length, units.length);
    if (who === 'town') assert.deepEqual([mine.length, others.length], [1, 1], 'not what it asked for itself');
    if (who === 'head') assert.deepEqual([mine.length, others.length], [0, 1]);
  }
});
