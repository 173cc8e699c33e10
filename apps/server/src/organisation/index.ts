import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { createRoots } from './create-roots.ts';
export { answerImport } from './answer-import.ts';
export { changesSomething, sourceFacts } from './import-source.ts';
export { unitClasses } from './unit-classes.ts';
export { branchesOf, findNode, hostOf, rootOf, type Node } from './queries.ts';
export { receiveImport, type ReceivedImport } from './receive-import.ts';
export { mayKeepList, readNode, routes } from './routes.ts';
export { writeTemplate, type Template } from './workbook/write-template.ts';
export { writeExport } from './write-export.ts';

/** Codes and names that are held where one cannot see; a path that two commands chose at once can be tried again. */
export const constraints: ConstraintRefusals = {
  organisation__code_unique: 'code-taken',
  organisation__credit_code_unique: 'code-taken',
  organisation__name_unique: 'import-has-errors',
  organisation__path_unique: 'unavailable',
};
