import { systemClock } from '../platform/clock.ts';
import { forgetKeys } from '../platform/forget-keys.ts';
import { sweepFiles } from '../platform/files/sweep-files.ts';
import type { Job } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { findDifferences } from '../rollup/index.ts';
import { fillReadings } from './fill-readings.ts';
import type { Installation } from './installation.ts';

/** What runs while offices sleep. A figure that differs from its records is an alarm, never mended in silence. */
export function nightly({ worker, files }: Installation, log: Log): readonly Job[] {
  return [
    {
      name: 'recount',
      cron: '30 2 * * *',
      run: async () => {
        const differences = await findDifferences(worker);
        for (const { path, measure, stored, counted } of differences.slice(0, 100)) {
          log.error({ path, measure, stored, counted }, 'a figure differs from its records');
        }
      },
    },
    {
      name: 'fill-readings',
      cron: '50 2 * * *',
      run: () => fillReadings(worker, (line) => log.info({}, line)),
    },
    {
      name: 'forget-keys',
      cron: '10 * * * *',
      run: () => forgetKeys(worker),
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
