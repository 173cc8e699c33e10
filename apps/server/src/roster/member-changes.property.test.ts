import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  acceptTransfer,
  addMember,
  changeStanding,
  correctPerson,
  endMembership,
  listMembers,
  listTransfers,
  proposeTransfer,
  voidMembershipEnd,
} from '@muster/contract/roster';
import { readOverview } from '@muster/contract/rollup';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const branches = ['SCHOOL-1', 'SCHOOL-2', 'COMMUNITY-1', 'JOINT-1'] as const;
const people = [
  'SCHOOL-1-05',
  'SCHOOL-1-07',
  'SCHOOL-2-03',
  'SCHOOL-2-06',
  'CLINIC-07',
  'STATION-04',
  'COMMUNITY-1-96',
];
const standings = ['full', 'probationary', 'applicant'] as const;

const act = fc.record({
  what: fc.constantFrom('transfer', 'accept', 'end', 'void', 'return', 'standing', 'categories'),
  who: fc.constantFrom('county', 'town', 'otherTown'),
  person: fc.constantFrom(...people),
  branch: fc.constantFrom(...branches),
  standing: fc.constantFrom(...standings),
  floating: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Whatever the rules refuse is left out: what they allow must add up. */
async function perform({ what, who, person, branch, standing, floating }: Act): Promise<void> {
  const client = await house.as(who);
  const params = { personId: house.id(person) };
  const branchId = house.id(branch);
  const on = '2026-03-20';
  if (what === 'transfer') await client.call(proposeTransfer, { params, body: { branchId } });
  if (what === 'end') await client.call(endMembership, { params, body: { reason: 'left', on } });
  if (what === 'standing') await client.call(changeStanding, { params, body: { standing, on, note: '更正' } });
  const body = { name: person, bornIn: 1980, categories: floating ? ['floating'] : [] };
  if (what === 'categories') await client.call(correctPerson, { params, body: { ...body, reason: '更正' } });
  if (what === 'return') {
    const added = { ...body, ...params, standing };
    await client.call(addMember, { params: { branchId }, body: added }, { key: crypto.randomUUID() });
  }
  if (what === 'accept') {
    const { transfers } = await client.call(listTransfers, { params: { organisationId: branchId } });
    const offered = transfers.find(({ mayAccept }) => mayAccept);
    if (offered !== undefined) await client.call(acceptTransfer, { params: { transferId: offered.id }, body: {} });
  }
  if (what === 'void') {
    const [last] = await rows<{ id: string }>(
      `select id from membership_end where person_id = '${params.personId}' and voided_at is null order by recorded_at desc, id desc limit 1`,
    );
    if (last !== undefined)
      await client.call(voidMembershipEnd, { params: { endId: last.id }, body: { reason: '更正' } });
  }
}

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

test('whatever order members come, move, change and leave in: at most one open membership each, and incremental = recount', async () => {
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 14 }), async (acts) => {
      for (const each of acts) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
        if ((await refusalOf(perform(each))) === null) allowed += 1;
      }
      await house.fold();
      assert.deepEqual(await house.differences(), []);
      const twice = await rows(
        'select person_id from membership where to_on is null group by person_id having count(*) > 1',
      );
      assert.deepEqual(twice, []);
      const astray = await rows(
        `select p.id from person p join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
         where p.path <> m.path or p.party_path <> m.party_path`,
      );
      assert.deepEqual(astray, [], 'a person stands where the membership is');
      const county = await house.as('county');
      const node = { params: { organisationId: house.id('COUNTY') } };
      const listed = (await county.call(listMembers, node)).all;
      const applicants = (await county.call(listMembers, { ...node, query: { standing: 'applicant' } })).all;
      assert.equal((await county.call(readOverview, node)).figures.members, listed - applicants);
    }),
    { numRuns: 12 },
  );
  assert.ok(allowed > 30, `only ${allowed} acts were allowed`);
});
