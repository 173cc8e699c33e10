import { bundles } from '@muster/core/access';
import type { TestHouse } from '@muster/testkit';
import { platformOf } from '../app.ts';
import { systemChance } from '../platform/chance.ts';
import { contextOf, type Context } from '../platform/context.ts';
import { openDatabase } from '../platform/database/db.ts';
import type { Progress, Standing } from '../platform/progress.ts';
import { withClient } from '../platform/database/client.ts';

const wish = { fileName: 'a.csv', commit: true, exceptRefused: false, mends: [] };

/** What an office at a node is told of its requests, every word of it; whoever asks over HTTP hears some. */
export async function recordedOffice(house: TestHouse, code: string) {
  const db = openDatabase(house.database.connection('app'));
  const organisationId = house.id(code);
  const { rows } = await withClient(house.database.superuser(), (client) =>
    client.query<{ path: string }>('select path::text from organisation where id = $1', [organisationId]),
  );
  const path = rows[0]?.path ?? '';
  const platform = platformOf({
    db,
    clock: house.clock,
    chance: systemChance,
    timeZone: 'Asia/Shanghai',
    publicUrl: '',
    files: { folder: house.filesFolder, limitBytes: 10_000_000 },
  });
  const held = { path, regionId: 1, organisationId, role: 'office', campaignId: null };
  const actor = {
    accountId: systemChance.newId(),
    login: 'recorded',
    personId: systemChance.newId(),
    personRegionId: 1,
    personName: '江晚晴',
    grants: bundles.office.map((verb) => ({ ...held, verb })),
    home: [],
    csrf: '',
    expiresAt: house.clock.now(),
  };
  return {
    /** A file that it takes for good. */
    sent: (csv: string) => ({ ...wish, organisationId, csv }),
    close: () => db.close(),
    /** All that was told while this was done. */
    toldBy: async (work: (context: Context) => Promise<unknown>): Promise<readonly Standing[]> => {
      const told: Standing[] = [];
      const progress: Progress = { at: (phase, done, all) => void told.push({ phase, done, all }) };
      await work(contextOf(platform, actor, null, progress));
      return told;
    },
  };
}
