import assert from 'node:assert/strict';
import { readMe } from '@muster/contract/access';
import { openDatabase } from '../../platform/database/db.ts';
import { withClient } from '../../platform/database/client.ts';
import type { FilesPlace } from '../../platform/files/files.ts';
import type { Connection } from '../../platform/database/grants.ts';
import { foldAll } from '../../rollup/index.ts';
import { ensureTemplate } from '../../testing/database.ts';
import { demoAccounts } from '../serve-demo.ts';
import { openDemoHouse } from '../demo/demo-house.ts';
import { visitAs } from '../visit.ts';
import { buildCity } from './build-city.ts';
import { planCity } from './plan-city.ts';
import { readCityFigures } from './read-city-figures.ts';

const now = new Date('2026-11-20T10:00:00+08:00');

/** A template with the city at a part of its size, its past whole. */
export function cityAt(scale: number, files: FilesPlace): Promise<string> {
  return ensureTemplate(`city|${scale}|${process.pid}`, async (connection) => {
    await withClient(connection('owner'), (owner) =>
      owner.query(
        `insert into instance (id, name, kind, building, time_zone, created_at) values (gen_random_uuid(), '', 'demo', true, 'Asia/Shanghai', now())`,
      ),
    );
    await opened(connection, async ({ app, worker }) => {
      const house = await openDemoHouse({ app, files }, 'Asia/Shanghai', now);
      try {
        const told: number[] = [];
        const tending = { settle: () => Promise.resolve(), fold: (but: readonly string[]) => foldAll(worker, but) };
        const city = await buildCity(house, now, (done) => told.push(done), tending, scale);
        assert.ok(
          told.every((done, index) => done >= (told[index - 1] ?? 0)),
          'progress goes forward',
        );
        const first = city.beingBuilt();
        assert.equal(first?.names.length, 7, 'no seat is whole yet');
        assert.equal(first.done, 0);
        for (const { login } of demoAccounts('city'))
          await visitAs({ app, files }, login, (one) => one.call(readMe, {}));
        const { bands } = (await visitAs({ app, files }, 'auditor', readCityFigures)).first;
        assert.deepEqual(bands, planCity(scale).figures.batch1.bands, 'the bands are there from the beginning');
        assert.equal(await city.writeHistory(tending), true);
        assert.equal(city.beingBuilt(), null);
      } finally {
        await house.close();
      }
    });
  });
}

interface Opened {
  readonly app: ReturnType<typeof openDatabase>;
  readonly worker: ReturnType<typeof openDatabase>;
}

export async function opened<T>(connection: Connection, work: (databases: Opened) => Promise<T>): Promise<T> {
  const app = openDatabase({ ...connection('app'), keepsPlans: true });
  const worker = openDatabase(connection('worker'));
  try {
    return await work({ app, worker });
  } finally {
    await app.close();
    await worker.close();
  }
}
