import { type CheckName, exceptions } from '../exceptions.ts';
import { excuse, type Fault } from './fault.ts';

/** Prints the faults left after the exceptions, and one closing line; a fault makes the process fail. */
export function report(check: CheckName, faults: readonly Fault[], summary: string): void {
  const left = excuse(check, faults, exceptions).toSorted((a, b) => a.path.localeCompare(b.path));
  for (const fault of left) {
    const place = fault.line === undefined ? fault.path : `${fault.path}:${fault.line}`;
    console.log(`${place}  ${fault.message}`);
  }
  console.log(left.length === 0 ? `${check}: ${summary}` : `${check}: ${left.length} faults; ${summary}`);
  if (left.length > 0) process.exitCode = 1;
}
