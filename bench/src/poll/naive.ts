import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect, connectionOf } from '../city.ts';
import { clockOf, processorTimeOfOne } from './processor-time.ts';
import { sendAll } from './send-all.ts';

/** Milliseconds of the processor that the naive endpoint and PostgreSQL worked for so many votes, sent by the same senders. */
export async function naiveVotes(
  folder: string,
  voters: number,
): Promise<{ readonly endpoint: number; readonly database: number }> {
  const database = await connect(folder);
  await database.query(`
    create table naive_voter (id int primary key, voted boolean not null default false);
    create table naive_ballot (id int generated always as identity primary key, choice int not null);
    insert into naive_voter (id) select generate_series(1, ${voters})`);
  await database.end();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'naive.process.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    child.stdin.end(await connectionOf(folder, 'owner'));
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    const address = `http://127.0.0.1:${port.toString().trim()}/`;
    const clock = await clockOf(folder);
    const both = () => ({ endpoint: processorTimeOfOne(child.pid ?? 0), database: clock().database });
    const before = both();
    await sendAll(
      Array.from({ length: voters }, (_, at) => ({ address, body: JSON.stringify({ voter: at + 1, choice: at % 5 }) })),
    );
    const after = both();
    return { endpoint: after.endpoint - before.endpoint, database: after.database - before.database };
  } finally {
    child.kill();
  }
}
