import { findKnown, type KnownIndex, type KnownOrganisation } from './known-organisation.ts';
import { codesShare, nearestAmong } from './nearest-fit.ts';
import type { OrganisationFigure, OrganisationPlan, Placed, ServedUnit } from './organisation-plan.ts';
import type { OrganisationRow } from './organisation-rows.ts';
import type { FileIndex } from './order-rows.ts';
import type { Ground, Settled } from './settle-organisations.ts';

/** Every link between a branch and a unit that begins or ends, and what follows from it for both. */
export interface Links {
  readonly begun: ServedUnit[];
  readonly ended: { branchId: string; unitId: string }[];
  readonly linked: Map<string, Set<string>>;
  readonly figures: OrganisationFigure[];
}

type Wanted = readonly { readonly unit: Placed; readonly isHost: boolean }[];

/**
 * Makes a function that finds the units which a row of a branch names, and all that is wrong with them; null where it names none, or
 * with a fault.
 */
export function unitJudge(settled: ReadonlyMap<OrganisationRow, Settled>, file: FileIndex, ground: Ground) {
  const { index, around } = ground;
  const units = around.known
    .filter((each) => each.kind === 'unit' && each.code !== null && !each.isClosed)
    .map((each) => each.code ?? '');
  const ofFile = [...file.byCode].filter(([, row]) => row.kind === 'unit').map(([code]) => code);
  const fit = nearestAmong([...units, ...ofFile], codesShare);

  const isThere = (code: string): boolean =>
    file.byCode.has(code) || file.byCreditCode.has(code) || findKnown(index, code) !== undefined;

  const find = (row: OrganisationRow, code: string, served: ReadonlySet<string>): Placed | null => {
    const other = file.byCode.get(code) ?? file.byCreditCode.get(code);
    const unit = (other === undefined ? undefined : settled.get(other)?.node) ?? findKnown(index, code);
    const known = unit === undefined ? undefined : index.byId.get(unit.id);
    if (unit === undefined && other !== undefined)
      row.line.refuse('units', 'unit-refused', { code, row: row.line.rowOf(other.line) });
    else if (unit === undefined) row.line.refuse('units', 'unit-unknown', { code }, fit(code));
    else if (unit.kind !== 'unit') row.line.refuse('units', 'unit-not-a-unit', { code });
    else if (!unit.may && !served.has(unit.id)) row.line.refuse('units', 'unit-beyond-authority', { code });
    else if (known?.isClosed === true && !served.has(unit.id)) row.line.refuse('units', 'closed', { name: known.name });
    else return unit;
    return null;
  };

  return (row: OrganisationRow, known: KnownOrganisation | null): Wanted | null => {
    const { line, kind, unitCodes } = row;
    if (kind === null) {
      // Whatever it turns out to be: what has no such code is not found then either.
      for (const code of unitCodes.filter((each) => !isThere(each)))
        line.refuse('units', 'unit-unknown', { code }, fit(code));
      return null;
    }
    if (kind !== 'branch') {
      if (unitCodes.length > 0) line.warn('units', 'units-not-for-this-kind');
      return null;
    }
    if (unitCodes.length === 0) {
      if (known === null) line.refuse('units', 'units-missing');
      return null;
    }
    const served = new Set(known?.serves.map((each) => each.unitId));
    const found = unitCodes.map((code) => find(row, code, served)).filter((unit) => unit !== null);
    if (line.isFaulty('units')) return null;
    const wanted = withHost([...new Map(found.map((unit) => [unit.id, unit])).values()], known);
    return known === null || mayLeave(row, wanted, known, index) ? wanted : null;
  };
}

/** The first named is the host, unless a unit that one may not see is. */
function withHost(units: readonly Placed[], known: KnownOrganisation | null): Wanted {
  const hostIsHidden = known !== null && known.serves.length > 0 && !known.serves.some((each) => each.isHost);
  return units.map((unit, position) => ({ unit, isHost: position === 0 && !hostIsHidden }));
}

/** A unit with members of the branch is not left behind; nor is one that would go out of sight with the link. */
function mayLeave({ line }: OrganisationRow, wanted: Wanted, known: KnownOrganisation, { byId }: KnownIndex): boolean {
  const kept = new Set(wanted.map(({ unit }) => unit.id));
  const left = known.serves.filter((each) => !kept.has(each.unitId));
  if (left.some((each) => each.hasMembers)) line.refuse('units', 'unit-has-members');
  else if (left.some((each) => !known.isOwn || byId.get(each.unitId)?.isOwn !== true))
    line.refuse('units', 'unit-beyond-authority', { code: '' });
  else if (left.length > 0)
    line.warn('units', 'taken-away', { before: left.map(({ unitId }) => byId.get(unitId)?.name ?? '').join('、') });
  return !line.isFaulty('units');
}

/** Gives a branch its units, and says whether a link changed. */
export function link(
  { node: branch, known, fields }: Settled,
  wanted: Wanted,
  { index, supplies }: Ground,
  links: Links,
): boolean {
  const before = new Map(known?.serves.map((each) => [each.unitId, each.isHost]));
  const after = new Map(wanted.map(({ unit, isHost }) => [unit.id, isHost]));
  const begun = wanted.filter(({ unit, isHost }) => before.get(unit.id) !== isHost);
  const ended = [...before].filter(([unitId, isHost]) => after.get(unitId) !== isHost).map(([unitId]) => unitId);
  const fromOn = known === null ? fields.openedOn : supplies.today;
  for (const { unit, isHost } of begun) {
    links.begun.push({ branchId: branch.id, unitId: unit.id, isHost, path: unit.path, partyPath: branch.path, fromOn });
  }
  for (const unitId of ended) links.ended.push({ branchId: branch.id, unitId });
  for (const unitId of ended.filter((each) => !after.has(each))) {
    const unit = index.byId.get(unitId);
    if (unit === undefined) continue;
    linkedOf(links, branch, known).delete(unit.path);
    linkedOf(links, unit, unit).delete(branch.path);
  }
  for (const { unit } of begun.filter((each) => !before.has(each.unit.id))) {
    linkedOf(links, branch, known).add(unit.path);
    linkedOf(links, unit, index.byId.get(unit.id) ?? null).add(branch.path);
  }
  links.figures.push(...hostFigures(branch, wanted, known, index.byId));
  return begun.length + ended.length > 0;
}

function linkedOf(links: Links, node: Placed, known: KnownOrganisation | null): Set<string> {
  const there = links.linked.get(node.id) ?? new Set(known?.linked);
  links.linked.set(node.id, there);
  return there;
}

/** A new branch counts in both trees; a new host moves the figure among the places alone. */
function hostFigures(
  branch: Placed,
  wanted: Wanted,
  known: KnownOrganisation | null,
  byId: ReadonlyMap<string, KnownOrganisation>,
): readonly OrganisationFigure[] {
  const host = wanted.find(({ isHost }) => isHost)?.unit;
  if (host === undefined) return [];
  if (known === null) return [{ measure: 'branches', amount: 1, path: host.path, partyPath: branch.path }];
  const before = byId.get(known.serves.find(({ isHost }) => isHost)?.unitId ?? '');
  if (before?.id === host.id) return [];
  const at = { measure: 'branches', partyPath: null } as const;
  const gain = { ...at, amount: 1, path: host.path };
  return before === undefined ? [gain] : [{ ...at, amount: -1, path: before.path }, gain];
}

export function plannedLinks(links: Links): Pick<OrganisationPlan, 'begun' | 'ended' | 'linked'> {
  const linked = [...links.linked].map(([id, paths]) => [id, [...paths].toSorted()] as const);
  return { begun: links.begun, ended: links.ended, linked: new Map(linked) };
}
