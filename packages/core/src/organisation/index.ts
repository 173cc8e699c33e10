export { listText, nameText, plainText, readDate } from './cell-text.ts';
export { checkCharacter, creditCodeFault } from './credit-code.ts';
export { linesOf, type ImportFault, type ImportLine } from './import-line.ts';
export { reportOf, type ImportReport } from './import-report.ts';
export { cellName, findTable, type ImportColumn, type ImportTable } from './import-table.ts';
export { indexKnown, type KnownOrganisation, type OrganisationSurroundings } from './known-organisation.ts';
export { readListed } from './listed-word.ts';
export { nearest, nearestAmong } from './nearest-fit.ts';
export {
  kinds,
  kindWords,
  stateWords,
  trees,
  treeOf,
  type Kind,
  type OrganisationState,
  type Tree,
} from './organisation-kinds.ts';
export type {
  ChangedOrganisation,
  NewOrganisation,
  OrganisationFigure,
  OrganisationPlan,
  OrganisationSupplies,
  ServedUnit,
} from './organisation-plan.ts';
export { codesNamed, organisationColumns, type OrganisationFaultCode } from './organisation-rows.ts';
export { pathLabel } from './path-label.ts';
export { planOrganisations, type ImportWish } from './plan-organisations.ts';
export { writeOrganisations, type WrittenOrganisation } from './write-organisations.ts';
