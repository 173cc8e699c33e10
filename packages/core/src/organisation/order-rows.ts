import {
  findKnown,
  mapBy,
  type KnownIndex,
  type KnownOrganisation,
  type OrganisationSurroundings,
} from './known-organisation.ts';
import { codesShare, nearestAmong } from './nearest-fit.ts';
import { treeOf } from './organisation-kinds.ts';
import type { OrganisationRow } from './organisation-rows.ts';

/** What a row hangs under: another row of the file, a node that exists, or where it hangs already. */
export type ParentRef =
  | { readonly row: OrganisationRow }
  | { readonly known: KnownOrganisation }
  | { readonly kept: true };

export interface FileIndex {
  readonly byCode: ReadonlyMap<string, OrganisationRow>;
  readonly byCreditCode: ReadonlyMap<string, OrganisationRow>;
}

/** The rows by code; a second row of one code is refused. */
export function indexRows(rows: readonly OrganisationRow[]): FileIndex {
  const byCode = mapBy(rows, (row) => row.code);
  const byCreditCode = mapBy(rows, (row) => row.creditCode);
  for (const row of rows) {
    const sameCode = row.code === null ? row : (byCode.get(row.code) ?? row);
    const sameCredit = row.creditCode === null ? row : (byCreditCode.get(row.creditCode) ?? row);
    if (sameCode !== row) row.line.refuse('code', 'twice-in-file', { row: row.line.rowOf(sameCode.line) });
    else if (sameCredit !== row) row.line.refuse('credit', 'twice-in-file', { row: row.line.rowOf(sameCredit.line) });
  }
  return { byCode, byCreditCode };
}

/** The parent of every row that has one; the others are refused. */
export function findParents(
  rows: readonly OrganisationRow[],
  file: FileIndex,
  index: KnownIndex,
  around: OrganisationSurroundings,
): ReadonlyMap<OrganisationRow, ParentRef> {
  const fit = nearestAmong([...file.byCode.keys(), ...index.byCode.keys()], codesShare);
  const parents = new Map<OrganisationRow, ParentRef>();
  for (const row of rows) {
    const parent = parentOf(row, file, index, around);
    if (parent !== null) parents.set(row, parent);
    else if (row.parentCode === null) row.line.refuse('parent', 'parent-missing');
    else row.line.refuse('parent', 'parent-unknown', {}, fit(row.parentCode));
  }
  return parents;
}

function parentOf(
  row: OrganisationRow,
  file: FileIndex,
  index: KnownIndex,
  { base, counterpart }: OrganisationSurroundings,
): ParentRef | null {
  const known = knownOf(row, index);
  if (known !== undefined && (known === base || known === counterpart)) return { kept: true };
  if (row.parentCode !== null) {
    const above = file.byCode.get(row.parentCode) ?? file.byCreditCode.get(row.parentCode);
    if (above !== undefined) return { row: above };
    const node = findKnown(index, row.parentCode);
    return node === undefined ? null : { known: node };
  }
  if (known !== undefined) return { kept: true };
  if (row.kind === null || treeOf(row.kind) === base.tree) return { known: base };
  return counterpart === null ? null : { known: counterpart };
}

/** The organisation that a row's code, else its credit code, names. */
export function knownOf(row: OrganisationRow, index: KnownIndex): KnownOrganisation | undefined {
  const byCode = row.code === null ? undefined : index.byCode.get(row.code);
  if (byCode !== undefined || row.creditCode === null) return byCode;
  const byCredit = index.byCreditCode.get(row.creditCode);
  return byCredit === undefined || row.code === null || byCredit.code === null ? byCredit : undefined;
}

/** Every row after the row it hangs under, wherever in the file that stands; rows that hang under one another are refused. */
export function parentsFirst(
  rows: readonly OrganisationRow[],
  parents: ReadonlyMap<OrganisationRow, ParentRef>,
): readonly OrganisationRow[] {
  const placed = new Set<OrganisationRow>();
  for (const start of rows) {
    const chain = new Set<OrganisationRow>();
    let row: OrganisationRow | null = start;
    while (row !== null && !placed.has(row) && !chain.has(row)) {
      chain.add(row);
      row = rowAbove(parents.get(row));
    }
    if (row !== null && chain.has(row)) refuseRing(row, parents);
    for (const each of [...chain].toReversed()) placed.add(each);
  }
  return [...placed];
}

function refuseRing(start: OrganisationRow, parents: ReadonlyMap<OrganisationRow, ParentRef>): void {
  let row: OrganisationRow | null = start;
  do {
    row.line.refuse('parent', 'parent-cycle');
    row = rowAbove(parents.get(row));
  } while (row !== null && row !== start);
}

function rowAbove(parent: ParentRef | undefined): OrganisationRow | null {
  return parent !== undefined && 'row' in parent ? parent.row : null;
}
