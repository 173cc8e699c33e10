import { makeApp } from './app.ts';
import { systemChance } from './platform/chance.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/database/db.ts';
import { makeLog } from './platform/log.ts';

/** The description of the interface (OpenAPI 3.1), made from the routes as they are served; needs no database. */
export async function openApiDocument(): Promise<object> {
  const db = openDatabase({});
  const app = await makeApp({
    db,
    clock: systemClock,
    chance: systemChance,
    log: makeLog('silent'),
    timeZone: 'Asia/Shanghai',
    publicUrl: 'http://localhost',
    files: { folder: '', limitBytes: 0 },
    sessionHours: 8,
    tls: null,
    trustProxy: false,
    requestsAMinute: null,
    deskFolder: null,
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  await db.close();
  return document;
}
