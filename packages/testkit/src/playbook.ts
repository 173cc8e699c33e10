import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The town's playbook with four hours in the place of forty-five, so that a test reaches them in two meetings, and a plan that is due
 * after the day on which tests begin. Nothing has to be ready before a batch: tests of that ask for it themselves.
 */
export function smallPlaybook(): string {
  const file = join(import.meta.dirname, '../../../playbooks/2005-town.yaml');
  return readFileSync(file, 'utf8')
    .replace(/^readiness:\n(?: .*\n)+/m, '')
    .replace('each: 45 hours', 'each: 4 hours')
    .replace('daysAfterStart: 10', 'daysBeforeEnd: 3');
}

/** The study stage of the small campaign, and the day on which tests begin: beyond its earliest end. */
export const studyStage = { startsOn: '2026-02-10', endsOn: '2026-03-25' };
export const testNow = new Date('2026-03-20T09:00:00+08:00');
