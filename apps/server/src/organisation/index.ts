import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { fileWords, fileWordsAt } from './file-words.view.ts';
export { beyondSight, type FigureBehind } from './beyond.view.ts';
export { fillReadings } from './fill-readings.ts';
export { createRegion, createRoots } from './create-roots.ts';
export {
  organisationClosed,
  organisationMerging,
  unitClosed,
  type OrganisationClosed,
  type OrganisationMerging,
  type UnitClosed,
} from './hooks.ts';
export { answerImport } from './answer-import.ts';
export { changesSomething, sourceFacts } from './import-source.ts';
export { unitClasses } from './unit-classes.ts';
export { findNodes, hostsOf } from './find-nodes.ts';
export { standsAmong, withFormerPlaces, withFormerPlacesOf } from './former-places.ts';
export {
  branchesOf,
  branchesOfUnits,
  findNode,
  findRoots,
  hostOf,
  unitSeenOf,
  rootOf,
  topmostPlaces,
  type Node,
} from './queries.ts';
export { receiveImport, type ReceivedImport } from './receive-import.ts';
export { readNode } from './read-node.ts';
export { mayKeepList, routes } from './routes.ts';
export { writeTemplate, type Template } from './workbook/write-template.ts';
export { writeExport, writeSheets } from './write-export.ts';

/** Codes and names that are held where one cannot see; a path that two commands chose at once can be tried again. */
export const constraints: ConstraintRefusals = {
  organisation__code_unique: 'code-taken',
  organisation__credit_code_unique: 'code-taken',
  organisation__name_unique: 'name-taken',
  organisation_remedy__one_open: 'remedy-open-already',
  organisation_remedy_check__somebody_else: 'somebody-else-must',
  organisation_remedy_check__not_of_it: 'checker-is-of-it',
  organisation__path_unique: 'unavailable',
  organisation__merged_after_its_vote: 'vote-failed',
  organisation__orders_verified: 'orders-not-verified',
};
