import type { CivilDate } from '../kernel/index.ts';
import {
  operationWords,
  stateWords,
  type Kind,
  type Operation,
  type OrganisationState,
  type Tree,
} from './organisation-kinds.ts';
import { columnsIn, kindWordsIn, type FileWords } from './file-words.ts';
import { organisationColumns, type OrganisationKey } from './organisation-rows.ts';

/** An organisation as an export writes it; `unitCodes` with the host first. */
export interface WrittenOrganisation {
  readonly id: string;
  readonly tree: Tree;
  readonly kind: Kind;
  readonly parentId: string | null;
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
  /** The title of the class, which means its code again. */
  readonly className: string | null;
  readonly state: OrganisationState;
  readonly operation: Operation;
  readonly position: number;
  readonly openedOn: CivilDate;
  readonly stated: number | null;
  readonly unitCodes: readonly string[];
}

/** Header and rows, every node before those beneath it. `parentCode` is empty where importing would find the parent without it. */
export function writeOrganisations(
  organisations: readonly WrittenOrganisation[],
  parentCode: (organisation: WrittenOrganisation) => string,
  words: FileWords,
  language: 'zh' | 'en' = 'zh',
): readonly (readonly string[])[] {
  const said: Said =
    language === 'zh'
      ? {
          kind: (kind) => kindWordsIn(words)[kind],
          state: (state) => stateWords[state],
          operation: (operation) => operationWords[operation],
        }
      : { kind: itself, state: itself, operation: itself };
  return [
    columnsIn(organisationColumns, words).map(({ names }) => names[language === 'zh' ? 0 : 1]),
    ...treeOrder(organisations).map((each) => cellsOf(each, parentCode(each), said)),
  ];
}

interface Said {
  readonly kind: (kind: Kind) => string;
  readonly state: (state: OrganisationState) => string;
  readonly operation: (operation: Operation) => string;
}

/** A value's own name is its English word. */
const itself = (value: string): string => value;

function cellsOf(organisation: WrittenOrganisation, parent: string, said: Said): readonly string[] {
  const cells: Readonly<Record<OrganisationKey, string>> = {
    code: organisation.code ?? '',
    name: organisation.name,
    kind: said.kind(organisation.kind),
    parent,
    class: organisation.className ?? '',
    credit: organisation.creditCode ?? '',
    units: organisation.unitCodes.join('、'),
    state: said.state(organisation.state),
    operation: said.operation(organisation.operation),
    openedOn: organisation.openedOn,
    stated: organisation.stated === null ? '' : String(organisation.stated),
  };
  return organisationColumns.map(({ key }) => cells[key]);
}

/** The places, then the party organisations, each from the top down, brothers by position and name. */
function treeOrder(organisations: readonly WrittenOrganisation[]): readonly WrittenOrganisation[] {
  const inOrder = organisations.toSorted(
    (a, b) =>
      (a.tree === b.tree ? 0 : a.tree === 'place' ? -1 : 1) || a.position - b.position || compare(a.name, b.name),
  );
  const ids = new Set(inOrder.map((each) => each.id));
  const beneath = Map.groupBy(inOrder, (each) => each.parentId);
  const waiting = inOrder.filter((each) => each.parentId === null || !ids.has(each.parentId)).toReversed();
  const written: WrittenOrganisation[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    written.push(next);
    waiting.push(...(beneath.get(next.id) ?? []).toReversed());
  }
  return written;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
