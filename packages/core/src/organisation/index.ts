export { isShortened, listText, mostOfACode, nameText, plainText, readCount, readDate, saysNone } from './cell-text.ts';
export {
  asWord,
  classesWithin,
  codeReader,
  inTreeOrder,
  wordsOf,
  type CodeEntry,
  type CodeReader,
  type UnitClass,
} from './code-list.ts';
export { columnsIn, inWords, kindWordsIn, ownWords, tableIn, type FileWords } from './file-words.ts';
export { doubtSentences, organisationSentences, type FaultSentence } from './fault-sentences.ts';
export { openFile, stepsToOpen, type ImportFile, type ImportTableKind } from './import-file.ts';
export type { ImportFault, ImportLine } from './import-line.ts';
export { reportOf, type ImportReport, type RefusedRow } from './import-report.ts';
export { sayFault, templateOf } from './say-fault.ts';
export { mendSheets, plainSheet, type CellDoubt, type ImportSheet, type Mend, type Merge } from './import-sheet.ts';
export { cellName, emptyCells, reasonColumn, type FileRefusal, type ImportColumn } from './import-table.ts';
export { isText } from './is-text.ts';
export type { KnownOrganisation, OrganisationSurroundings } from './known-organisation.ts';
export { readListed } from './listed-word.ts';
export { codesShare, nearest, nearestAmong } from './nearest-fit.ts';
export {
  kinds,
  kindsAbove,
  kindWords,
  operations,
  operationWords,
  stateWords,
  treeOf,
  type Kind,
  type Operation,
  type Tree,
} from './organisation-kinds.ts';
export type { OrganisationPlan } from './organisation-plan.ts';
export {
  creditCodeOf,
  organisationColumns,
  organisationTable,
  type OrganisationFaultCode,
  type OrganisationKey,
} from './organisation-rows.ts';
export { pathLabel, risingLabels } from './path-label.ts';
export { planOrganisations, stepsToPlanOrganisations, type ImportWish } from './plan-organisations.ts';
export { writeOrganisations, type WrittenOrganisation } from './write-organisations.ts';
export { claimable, claimMeasures, partings, partyKinds, type ClaimMeasure, type Parting } from './claim-measures.ts';
export { partKey, type CountedPart } from './claim-parts.ts';
export { keepList, type KeptList, type ListEntry } from './keep-list.ts';
export {
  liveClaims,
  reconcile,
  type ByBatch,
  type Claim,
  type ClaimGround,
  type CountedMeasure,
  type Reconciled,
} from './reconcile.ts';
export { judgeClosing, type Held } from './close-organisation.ts';
export type { ChangingOrganisation } from './changing-organisation.ts';
export { planEdit, type FieldChange, type OrganisationDetails } from './edit-organisation.ts';
export { stagesMet, type UnitStages } from './stages-met.ts';
export { planMerge, type ChildMove, type MergingChild } from './merge-organisations.ts';
export { planMove, type Move, type NewParent } from './move-organisation.ts';
export { judgeCheck, judgeFlag, judgeReport, type RemedyState } from './remedy.ts';
export { judgeStatement, type StatedPart } from './judge-statement.ts';
