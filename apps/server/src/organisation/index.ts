import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { createRoots } from './create-roots.ts';
export { readCsv, writeCsv } from './csv.ts';
export { answerOf, type ImportAnswer } from './import-answer.ts';
export { changesSomething, sourceFacts } from './import-source.ts';
export { branchesOf, findNode, hostOf, type Node } from './queries.ts';
export { readNode, routes } from './routes.ts';

/** Codes and names that are held where one cannot see; a path that two commands chose at once can be tried again. */
export const constraints: ConstraintRefusals = {
  organisation__code_unique: 'code-taken',
  organisation__credit_code_unique: 'code-taken',
  organisation__name_unique: 'import-has-errors',
  organisation__path_unique: 'unavailable',
};
