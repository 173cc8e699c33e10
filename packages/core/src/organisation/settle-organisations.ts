import { covers } from '../access/index.ts';
import {
  indexKnown,
  type KnownIndex,
  type KnownOrganisation,
  type OrganisationSurroundings,
} from './known-organisation.ts';
import { kindsAbove, treeOf, type Kind } from './organisation-kinds.ts';
import type {
  ChangedOrganisation,
  NewOrganisation,
  OrganisationFields,
  OrganisationSupplies,
  Placed,
} from './organisation-plan.ts';
import type { OrganisationRow } from './organisation-rows.ts';
import { knownOf, type ParentRef } from './order-rows.ts';

/** A row that stands: its node, and the organisation that it was already, if it was. */
export interface Settled {
  readonly row: OrganisationRow;
  readonly node: Placed;
  readonly known: KnownOrganisation | null;
  readonly fields: OrganisationFields;
}

/** Names and path labels are unique beneath a node; what a row takes, no later row can have. */
export interface Ground {
  readonly around: OrganisationSurroundings;
  readonly index: KnownIndex;
  readonly supplies: OrganisationSupplies;
  /** Who has a name beneath a parent: an organisation that exists, or a row of the file. */
  readonly names: Map<string, KnownOrganisation | OrganisationRow>;
  readonly paths: Set<string>;
  readonly lastPosition: Map<string, number>;
  readonly meant: Map<string, OrganisationRow>;
}

export function groundOf(around: OrganisationSurroundings, supplies: OrganisationSupplies): Ground {
  const open = around.known.filter((each) => !each.isClosed);
  const lastPosition = new Map<string, number>();
  for (const { parentId, position } of around.known) {
    if (parentId !== null) lastPosition.set(parentId, Math.max(position, lastPosition.get(parentId) ?? 0));
  }
  return {
    around,
    index: indexKnown(around.known),
    supplies,
    names: new Map(open.map((each) => [nameKey(each.parentId, each.name), each])),
    paths: new Set(around.known.map((each) => each.path)),
    lastPosition,
    meant: new Map(),
  };
}

function nameKey(parentId: string | null, name: string): string {
  return `${parentId ?? ''} ${name}`;
}

/**
 * Holds a row against its parent and against the organisation that it means, and finds all that is wrong with it: null for a new one,
 * undefined where nobody can say which it means. `ref` is undefined where the row names no parent that there is.
 */
export function judgeRow(
  row: OrganisationRow,
  ref: ParentRef | undefined,
  parent: Placed | null,
  ground: Ground,
): KnownOrganisation | null | undefined {
  const { kind } = row;
  const known = meantBy(row, parent, ground);
  if (known !== undefined && known !== null) mayChange(row, known, ground);
  if (kind !== null && parent !== null) mayHangUnder(row, kind, parent, known ?? null, ground);
  if (known === undefined) return undefined;
  mayHaveClass(row, known);
  if (ref !== undefined) mayHaveName(row, parentIdOf(ref, parent, known), known, ground);
  return known;
}

/** A row with which nothing is wrong takes its name and its place. */
export function settle(
  row: OrganisationRow,
  kind: Kind,
  ref: ParentRef,
  parent: Placed | null,
  known: KnownOrganisation | null,
  ground: Ground,
): Settled {
  const key = nameKey(parentIdOf(ref, parent, known), row.name);
  if (!ground.names.has(key)) ground.names.set(key, row);
  if (known !== null) ground.meant.set(known.id, row);
  const node = known === null ? newNode(kind, parent, ground) : known;
  return { row, node, known, fields: fieldsOf(row, known, ground.supplies) };
}

function parentIdOf(ref: ParentRef, parent: Placed | null, known: KnownOrganisation | null): string | null {
  return 'kept' in ref && known !== null ? known.parentId : (parent?.id ?? null);
}

/** By code, else credit code, else the name beneath the parent; null for a new one, undefined when the row is refused. */
function meantBy(row: OrganisationRow, parent: Placed | null, ground: Ground): KnownOrganisation | null | undefined {
  const { line, code, creditCode } = row;
  const known = knownOf(row, ground.index) ?? sameName(row, parent, ground);
  const holder = creditCode === null ? undefined : ground.index.byCreditCode.get(creditCode);
  if (holder !== undefined && holder !== known) {
    line.refuse('credit', 'credit-code-taken', { name: holder.name });
    return undefined;
  }
  if (code !== null && ground.around.heldElsewhere.has(code)) line.refuse('code', 'code-taken');
  if (creditCode !== null && ground.around.heldElsewhere.has(creditCode)) line.refuse('credit', 'code-taken');
  const first = known === null ? undefined : ground.meant.get(known.id);
  if (first !== undefined && !line.isFaulty('code') && !line.isFaulty('credit')) {
    line.refuse('name', 'twice-in-file', { row: line.rowOf(first.line) });
    return undefined;
  }
  return known;
}

/** One that has another code, or another credit code, is another organisation: its name is then taken. */
function sameName(row: OrganisationRow, parent: Placed | null, ground: Ground): KnownOrganisation | null {
  const holder = parent === null ? undefined : ground.names.get(nameKey(parent.id, row.name));
  if (holder === undefined || 'line' in holder) return null;
  const codesFit = row.code === null || holder.code === null;
  const creditCodesFit = row.creditCode === null || holder.creditCode === null;
  return codesFit && creditCodesFit && holder.kind === row.kind ? holder : null;
}

function mayChange({ line, kind, state, ...row }: OrganisationRow, known: KnownOrganisation, { around }: Ground): void {
  const { name, tree, path } = known;
  if (!known.may) line.refuse('name', 'beyond-authority', { name });
  else if (known.isClosed) line.refuse('name', 'closed', { name });
  else if (kind !== null && known.kind !== kind) line.refuse('kind', 'kind-change', { before: known.kind });
  else if (tree === around.base.tree && !covers(around.base.path, path))
    line.refuse('code', 'not-beneath', { name: around.base.name });
  if (known.hasOpenRemedy && state !== null && state !== known.state) line.refuse('state', 'remedy-open');
  if (row.unitClass === 'none' && known.classCode !== null) {
    const before = around.classes.find(({ code }) => code === known.classCode)?.title.zh ?? known.classCode;
    line.warn('class', 'taken-away', { before });
  }
  if (row.creditCode === null && row.hasNoCreditCode && known.creditCode !== null)
    line.warn('credit', 'taken-away', { before: known.creditCode });
}

function mayHangUnder(
  { line }: OrganisationRow,
  kind: Kind,
  parent: Placed,
  known: KnownOrganisation | null,
  { around: { base }, index }: Ground,
): void {
  const above = index.byId.get(parent.id);
  if (known !== null) {
    if (known.parentId !== parent.id) line.refuse('parent', 'parent-change');
    return;
  }
  if (!kindsAbove[kind].includes(parent.kind)) line.refuse('parent', 'parent-kind-wrong', { kind, above: parent.kind });
  else if (parent.tree === base.tree && !covers(base.path, parent.path))
    line.refuse('parent', 'parent-not-beneath', { name: base.name });
  else if (!parent.may) line.refuse('parent', 'parent-beyond-authority');
  else if (above?.isClosed === true) line.refuse('parent', 'closed', { name: above.name });
}

/** What was of a class when it was retired stays of it. */
function mayHaveClass({ line, unitClass }: OrganisationRow, known: KnownOrganisation | null): void {
  if (unitClass === null || unitClass === 'none') return;
  if (unitClass.isRetired && unitClass.code !== known?.classCode) line.refuse('class', 'class-retired');
}

/** A name that is given up in the same file is not free yet: names change one import after the other. */
function mayHaveName(
  { line, name }: OrganisationRow,
  parentId: string | null,
  known: KnownOrganisation | null,
  ground: Ground,
): void {
  const holder = name === '' ? undefined : ground.names.get(nameKey(parentId, name));
  const isInDoubt = (['code', 'credit', 'name'] as const).some((key) => line.isFaulty(key));
  if (holder === undefined || holder === known || isInDoubt) return;
  if ('line' in holder) line.refuse('name', 'twice-in-file', { row: line.rowOf(holder.line) });
  else line.refuse('name', 'name-taken', { code: holder.code ?? '' });
}

function newNode(kind: Kind, parent: Placed | null, { supplies, paths }: Ground): Placed {
  let path: string;
  do path = `${parent?.path ?? ''}.${supplies.newLabel()}`;
  while (paths.has(path));
  paths.add(path);
  return { id: supplies.newId(), kind, tree: treeOf(kind), path, may: true };
}

/** An empty cell leaves what is known; `无` takes it away. */
function fieldsOf(
  row: OrganisationRow,
  known: KnownOrganisation | null,
  { today }: OrganisationSupplies,
): OrganisationFields {
  return {
    name: row.name,
    code: row.code ?? known?.code ?? null,
    creditCode: row.hasNoCreditCode ? null : (row.creditCode ?? known?.creditCode ?? null),
    classCode: row.unitClass === 'none' ? null : (row.unitClass?.code ?? known?.classCode ?? null),
    state: row.state ?? known?.state ?? 'normal',
    operation: row.operation ?? known?.operation ?? 'running',
    openedOn: row.openedOn ?? known?.openedOn ?? today,
  };
}

/** A new node stands after its brothers, in the order of the file. */
export function createdOf({ node, fields }: Settled, parentId: string, { lastPosition }: Ground): NewOrganisation {
  const position = (lastPosition.get(parentId) ?? 0) + 1;
  lastPosition.set(parentId, position);
  return { id: node.id, tree: node.tree, kind: node.kind, parentId, path: node.path, position, ...fields };
}

/** Null when the row says nothing new. */
export function changedOf({ known, fields }: Settled): ChangedOrganisation | null {
  if (known === null) return null;
  const differs = (Object.keys(fields) as (keyof OrganisationFields)[]).some((key) => fields[key] !== known[key]);
  return differs ? { id: known.id, openedBefore: known.openedOn, ...fields } : null;
}
