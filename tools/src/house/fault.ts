import type { CheckName, Exception } from '../exceptions.ts';

/** Something a check found: the file from the root of the house, and one sentence. */
export type Fault = { readonly path: string; readonly line?: number; readonly message: string };

const mostExceptions = 5;

/** Takes away what the exceptions excuse; adds a fault for each exception that is one too many, unused or unexplained. */
export function excuse(check: CheckName, faults: readonly Fault[], exceptions: readonly Exception[]): Fault[] {
  const ours = exceptions.filter((exception) => exception.check === check);
  const excused = new Set(ours.map((exception) => exception.path));
  const found = new Set(faults.map((fault) => fault.path));
  const path = 'tools/src/exceptions.ts';
  const left = faults.filter((fault) => !excused.has(fault.path));
  for (const exception of ours) {
    if (!found.has(exception.path)) left.push({ path, message: `${exception.path} needs no exception any more` });
    if (exception.reason.trim().length < 10) left.push({ path, message: `${exception.path}: say the reason` });
  }
  if (exceptions.length > mostExceptions) {
    left.push({ path, message: `${exceptions.length} exceptions; the house allows ${mostExceptions}` });
  }
  return left;
}
