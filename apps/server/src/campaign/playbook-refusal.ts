import type { PlaybookFault } from '@muster/core/campaign';
import { refuse, type InputFault } from '@muster/core/kernel';
import type { Refused } from '../platform/command.ts';

/** Faults that one answer names; mending them shows the next. */
const mostFaults = 20;

export function refusePlaybook(faults: readonly PlaybookFault[]): Refused {
  return { ...refuse('playbook-invalid', { faults: faults.length }), faults: inputFaults(faults) };
}

export function inputFaults(faults: readonly PlaybookFault[]): InputFault[] {
  return faults.slice(0, mostFaults).map(({ at, code, params }) => {
    const details = Object.entries(params).map(([name, value]) => `${name} ${value}`);
    const message = [code.replaceAll('-', ' '), ...details].join(', ');
    return { field: at, code: `playbook.${code}`, params, message };
  });
}
