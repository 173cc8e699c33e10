import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Log } from './log.ts';

export interface Job {
  readonly name: string;
  /** Five fields, in the instance's time zone. */
  readonly cron: string;
  readonly run: () => Promise<void>;
}

/** Starts the queue on the schema that the migrations made, and its clockwork. */
export async function startJobs(
  connection: pg.ClientConfig,
  jobs: readonly Job[],
  timeZone: string,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({ ...(connection as object), schema: 'pgboss', migrate: false, createSchema: false, max: 3 });
  boss.on('error', (error) => log.error({ err: error }, 'a job queue error'));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name);
    await boss.schedule(job.name, job.cron, null, { tz: timeZone });
    await boss.work(job.name, { pollingIntervalSeconds: 30 }, () => job.run());
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) };
}
