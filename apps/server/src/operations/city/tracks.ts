import type { PlannedUnit } from './plan-city.ts';

const byKeySteps: ReadonlySet<string> = new Set(['non-public-enterprise', 'social-organisation', 'intermediary']);

/** Whether the playbook has a unit go by stages; the others hold the key steps. */
export function goesByStages({ classCode, operation }: PlannedUnit): boolean {
  if (operation === 'halted' || byKeySteps.has(classCode)) return false;
  return classCode !== 'state-owned-enterprise' || operation === 'running';
}
