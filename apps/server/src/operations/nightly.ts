import { systemClock } from '../platform/clock.ts';
import { forgetAttempts } from '../access/index.ts';
import { forgetKeys } from '../platform/forget-keys.ts';
import { sweepFiles } from '../platform/files/sweep-files.ts';
import type { Job } from '../platform/jobs.ts';
import { remind } from '../obligation/index.ts';
import type { Log } from '../platform/log.ts';
import { findDifferences } from '../rollup/index.ts';
import { fillReadings } from './fill-readings.ts';
import type { Installation } from './installation.ts';

/** What runs by the clock, most of it while offices sleep. A figure that differs from its records is an alarm, never mended in silence. */
export function nightly(
  { worker, files }: Installation,
  { timeZone, isBeingBuilt }: { readonly timeZone: string; readonly isBeingBuilt: () => boolean },
  log: Log,
): readonly Job[] {
  return [
    {
      name: 'recount',
      cron: '30 2 * * *',
      run: async () => {
        const differences = await findDifferences(worker);
        for (const { of, path, name, stageCode, measure, stored, counted } of differences.slice(0, 100)) {
          log.error({ path, name, stageCode, measure, stored, counted }, `a ${of} differs from its records`);
        }
      },
    },
    {
      name: 'fill-readings',
      cron: '50 2 * * *',
      run: () => fillReadings(worker, (line) => log.info({}, line)),
    },
    {
      // By day alone. Said twice it says nothing new, so that an hour in which nobody served is made up for. While a demo's past is being
      // written, what is discharged later looks overdue.
      name: 'remind',
      cron: '5,35 7-20 * * *',
      run: async () => {
        if (isBeingBuilt()) return;
        const said = await remind(worker, systemClock.now(), timeZone);
        if (said > 0) log.info({ said }, 'people were told what is due or decided');
      },
    },
    {
      name: 'forget-keys',
      cron: '10 * * * *',
      run: () => forgetKeys(worker),
    },
    {
      name: 'forget-attempts',
      cron: '15 * * * *',
      run: () => forgetAttempts(worker),
    },
    {
      name: 'sweep-files',
      cron: '40 * * * *',
      run: async () => {
        const swept = await sweepFiles(worker, files.folder, systemClock.now());
        if (swept.rows + swept.contents > 0) log.info({ ...swept }, 'files that nothing speaks of were taken away');
      },
    },
  ];
}
