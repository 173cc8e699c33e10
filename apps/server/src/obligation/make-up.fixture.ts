import type { CivilDate } from '@muster/core/kernel';
import type { TestHouse } from '@muster/testkit';
import { v7 } from 'uuid';
import { withClient } from '../platform/database/client.ts';
import { inTransaction, openDatabase } from '../platform/database/db.ts';
import { owe, type Owed } from './owe.ts';

type School = Pick<Owed, 'regionId' | 'campaignId' | 'participationId' | 'unitId' | 'path' | 'linked'>;

/** A make-up lesson that somebody of the school owes from here on; its id. */
export async function oweMakeUp(
  house: TestHouse,
  { member, branch, dueOn }: { readonly member: string; readonly branch: string; readonly dueOn: CivilDate },
): Promise<string> {
  const rows = <Row extends object>(query: string): Promise<Row[]> =>
    withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
  const [school] = await rows<School>(
    `select region_id as "regionId", campaign_id as "campaignId", id as "participationId", unit_id as "unitId",
       path::text, linked::text[] from participation where unit_id = '${house.id('SCHOOL')}'`,
  );
  if (school === undefined) throw new Error('The school takes no part.');
  const originId = v7();
  const db = openDatabase(house.database.connection('app'));
  try {
    await inTransaction(db, { paths: [school.path], self: null }, (tx) =>
      owe(tx, new Date(), v7, [
        {
          ...school,
          stageCode: 'study',
          addressee: 'person',
          personId: house.id(member),
          branchId: house.id(branch),
          kind: 'make-up',
          dutyCode: 'make-up',
          title: { zh: '补课', en: 'Make-up' },
          anchor: 'day',
          dueOn,
          originKind: 'sheet',
          originId,
        },
      ]),
    );
  } finally {
    await db.close();
  }
  const [owed] = await rows<{ id: string }>(`select id from obligation where origin_id = '${originId}'`);
  if (owed === undefined) throw new Error('Nothing is owed.');
  return owed.id;
}
