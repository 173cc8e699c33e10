import { finish, isRefusal, type Refusal, type Steps } from '../kernel/index.ts';
import { openFile, type ImportFile, type ImportTableKind } from './import-file.ts';
import { plainSheet } from './import-sheet.ts';

/** The table that these records hold, as an import finds it. */
export function fileOf<Key extends string, Code extends string>(
  records: readonly (readonly string[])[],
  kind: ImportTableKind<Key, Code>,
): ImportFile<Key, Code> {
  return planned<ImportFile<Key, Code>>(openFile([plainSheet(records)], kind));
}

/** What was not refused. */
export function planned<Plan extends object>(steps: Steps<Plan | Refusal>): Plan {
  const plan = finish(steps);
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan));
  return plan;
}
