import { inSteps, refuse, type Refusal, type Steps } from '../kernel/index.ts';
import { codeReader } from './code-list.ts';
import type { ImportFile } from './import-file.ts';
import { reportOf, type ImportReport } from './import-report.ts';
import type { OrganisationSurroundings } from './known-organisation.ts';
import type {
  ChangedOrganisation,
  NewOrganisation,
  OrganisationPlan,
  OrganisationSupplies,
  Placed,
} from './organisation-plan.ts';
import {
  readOrganisationRow,
  type OrganisationFaultCode,
  type OrganisationKey,
  type OrganisationRow,
} from './organisation-rows.ts';
import { treeOf } from './organisation-kinds.ts';
import { findParents, indexRows, knownOf, parentsFirst, type ParentRef } from './order-rows.ts';
import { link, plannedLinks, unitJudge, type Links } from './serve-units.ts';
import { changedOf, createdOf, groundOf, judgeRow, settle, type Ground, type Settled } from './settle-organisations.ts';

/** How a file is to be taken: a dry run, or for good, with or without the rows that are refused. */
export interface ImportWish {
  readonly commit: boolean;
  readonly exceptRefused: boolean;
}

/** Each row is read, and then held against what is known. */
export function stepsToPlanOrganisations({ lines }: ImportFile<OrganisationKey, OrganisationFaultCode>): number {
  return 2 * lines.length;
}

/** What importing a file beneath a node comes to; with errors it is refused, unless they are to be left out. */
export function* planOrganisations(
  file: ImportFile<OrganisationKey, OrganisationFaultCode>,
  around: OrganisationSurroundings,
  wish: ImportWish,
  supplies: OrganisationSupplies,
): Steps<{ report: ImportReport; plan: OrganisationPlan } | Refusal<'import-has-errors' | 'organisation-closed'>> {
  if (around.base.isClosed) return refuse('organisation-closed', { name: around.base.name });
  const classes = codeReader(around.classes);
  const rows: OrganisationRow[] = [];
  yield* inSteps(file.lines, (line) =>
    rows.push(readOrganisationRow(line, { classes, words: around.words }, supplies.today)),
  );
  const plan = yield* planRows(rows, groundOf(around, supplies));
  const refused = file.lines.filter((line) => line.isRefused).length;
  if (wish.commit && refused > 0 && !wish.exceptRefused) return refuse('import-has-errors', { refused });
  const { created, updated } = plan;
  return { report: reportOf(file, { created: created.length, updated, transferred: 0, committed: wish.commit }), plan };
}

function* planRows(
  rows: readonly OrganisationRow[],
  ground: Ground,
): Steps<OrganisationPlan & { readonly updated: number }> {
  const file = indexRows(rows);
  const parents = findParents(rows, file, ground.index, ground.around);
  const order = parentsFirst(rows, parents);
  const settled = new Map<OrganisationRow, Settled>();
  const links: Links = { begun: [], ended: [], linked: new Map(), figures: [] };
  const created: NewOrganisation[] = [];
  const changed: ChangedOrganisation[] = [];
  const claims: OrganisationPlan['claims'][number][] = [];
  const judgeUnits = unitJudge(settled, file, ground);
  let updated = 0;
  const judge = (row: OrganisationRow): void => {
    const ref = parents.get(row);
    const parent = ref === undefined ? null : placeOf(row, ref, settled, ground);
    const known = judgeRow(row, ref, parent, ground);
    const wanted = judgeUnits(row, known ?? null);
    if (row.line.isRefused || known === undefined || ref === undefined || row.kind === null) return;
    const found = settle(row, row.kind, ref, parent, known, ground);
    const relinked = wanted !== null && link(found, wanted, ground, links);
    settled.set(row, found);
    const { node } = found;
    const change = changedOf(found);
    const isStated = row.stated !== null && row.stated !== known?.stated;
    if (row.stated !== null && isStated) {
      claims.push({ id: ground.supplies.newId(), organisationId: node.id, stated: row.stated, path: node.path });
    }
    if (known === null && parent !== null) created.push(createdOf(found, parent.id, ground));
    if (change !== null) changed.push(change);
    if (known !== null && (change !== null || relinked || isStated)) updated += 1;
    if (known === null && node.kind === 'unit')
      links.figures.push({ measure: 'units', amount: 1, path: node.path, partyPath: null });
  };
  // Branches name units, so the places are settled first.
  yield* inSteps([...order.filter(isPlace), ...order.filter((each) => !isPlace(each))], judge, rows.length);
  return { created, changed, claims, updated, figures: links.figures, ...plannedLinks(links) };
}

function isPlace({ kind }: OrganisationRow): boolean {
  return kind !== null && treeOf(kind) === 'place';
}

/** A row whose parent is refused is refused too, unless that parent exists without the file. */
function placeOf(
  row: OrganisationRow,
  ref: ParentRef,
  settled: ReadonlyMap<OrganisationRow, Settled>,
  ground: Ground,
): Placed | null {
  if ('kept' in ref) return null;
  if ('known' in ref) return ref.known;
  const above = settled.get(ref.row)?.node ?? knownOf(ref.row, ground.index) ?? null;
  if (above === null && !row.line.isFaulty('parent'))
    row.line.refuse('parent', 'parent-refused', { row: row.line.rowOf(ref.row.line) });
  return above;
}
