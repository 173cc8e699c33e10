import type { RouteAnswer } from '@muster/contract';
import type { coverageStates, listCoverage, readCoverage } from '@muster/contract/campaign';
import type { Coverage } from '@muster/core/campaign';
import type { ReadTx } from '../platform/database/db.ts';
import { batchesOf, type BatchRow } from './batches.ts';
import type { ClassChain } from './class-chains.ts';
import type { CampaignState } from './queries.ts';
import { ruleNodes } from './rule-nodes.view.ts';
import { coveredUnits, type CoveredUnit } from './units-in-scope.view.ts';

type State = (typeof coverageStates)[number];
type Counts = { takingPart: number; toTake: number; withoutMember: number };
type Listed = RouteAnswer<typeof listCoverage>['units'][number];

export interface CoverageFilter {
  readonly state?: State | undefined;
  readonly batch?: string | undefined;
  readonly class?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** How many units each batch has and will have, by class. Worked out from the roster and the rules at this moment. */
export async function coverageFigures(
  tx: ReadTx,
  campaign: CampaignState,
  nodePath: string,
  asOf: Date,
): Promise<RouteAnswer<typeof readCoverage>> {
  const batches = await batchesOf(tx, campaign.id);
  const { units, classes } = await coveredUnits(tx, campaign, nodePath, batches);
  const byBatch = Map.groupBy(units, ({ coverage }) => (coverage.state === 'covered' ? coverage.batchId : null));
  return {
    units: units.length,
    batches: batches.map(({ id, number, title, openedAt }) => {
      const own = byBatch.get(id) ?? [];
      const byClass = Map.groupBy(own, ({ classCode }) => classCode);
      const inListOrder = [...classes.keys(), null].filter((code) => byClass.has(code));
      return {
        id,
        number,
        title,
        isOpen: openedAt !== null,
        ...counted(own),
        classes: inListOrder.map((code) => ({
          unitClass: classOf(code, classes),
          ...counted(byClass.get(code) ?? []),
        })),
      };
    }),
    uncovered: units.filter(({ coverage }) => coverage.state === 'uncovered').length,
    doubly: units.filter(({ coverage }) => coverage.state === 'doubly').length,
    asOf: asOf.toISOString(),
  };
}

/** The units behind one of those figures, found in the same way, so that a list is as long as its figure says. */
export async function coverageList(
  tx: ReadTx,
  campaign: CampaignState,
  nodePath: string,
  { state, batch, class: wantedClass, after, limit }: CoverageFilter,
): Promise<RouteAnswer<typeof listCoverage>> {
  const batches = await batchesOf(tx, campaign.id);
  const { units, classes } = await coveredUnits(tx, campaign, nodePath, batches);
  const nodes = await ruleNodes(
    tx,
    batches.flatMap(({ rules }) => rules.map(({ organisationId }) => organisationId)),
  );
  const wanted = units.filter(
    (unit) =>
      (state === undefined || stateOf(unit) === state) &&
      (batch === undefined || (unit.coverage.state === 'covered' && unit.coverage.batchId === batch)) &&
      (wantedClass === undefined || (unit.classCode ?? 'none') === wantedClass),
  );
  const start = after === undefined ? 0 : 1 + wanted.findIndex(({ unitId }) => unitId === after);
  const page = wanted.slice(start, start + limit);
  const nameOf = (id: string) => nodes.get(id)?.name ?? null;
  return {
    all: wanted.length,
    units: page.map((unit) => listed(unit, batches, classes, nameOf)),
    next: start + limit < wanted.length ? (page.at(-1)?.unitId ?? null) : null,
  };
}

function listed(
  unit: CoveredUnit,
  batches: readonly BatchRow[],
  classes: ReadonlyMap<string, ClassChain>,
  nameOf: (id: string) => string | null,
): Listed {
  const { coverage } = unit;
  const numberOf = (id: string | null) => batches.find((batch) => batch.id === id)?.number ?? null;
  return {
    id: unit.unitId,
    name: unit.name,
    unitClass: classOf(unit.classCode, classes),
    state: stateOf(unit),
    hasMember: unit.hasMember,
    batchNumber: coverage.state === 'covered' ? numberOf(coverage.batchId) : null,
    missedBy: numberOf(missedBy(coverage)),
    claims: claimsOf(coverage).flatMap(({ batchId, rule }) => {
      const found = batches.find((batch) => batch.id === batchId);
      const claim = found?.rules[rule];
      if (found === undefined || claim === undefined) return [];
      return {
        batchNumber: found.number,
        node: nameOf(claim.organisationId),
        unitClass: classOf(claim.classCode, classes),
      };
    }),
  };
}

function claimsOf(coverage: Coverage): readonly { readonly batchId: string; readonly rule: number }[] {
  if (coverage.state === 'doubly') return coverage.claims;
  if (coverage.state === 'covered' && coverage.by.kind === 'rule') {
    return [{ batchId: coverage.batchId, rule: coverage.by.rule }];
  }
  return [];
}

function missedBy(coverage: Coverage): string | null {
  if (coverage.state === 'uncovered') return coverage.missedBy;
  return coverage.state === 'covered' && coverage.by.kind === 'carried' ? coverage.by.from : null;
}

function stateOf({ coverage, hasMember }: CoveredUnit): State {
  if (coverage.state !== 'covered') return coverage.state;
  if (coverage.by.kind === 'taking-part') return 'taking-part';
  return hasMember ? 'to-take' : 'without-member';
}

function counted(units: readonly CoveredUnit[]): Counts {
  const states = units.map(stateOf);
  const count = (state: State) => states.filter((each) => each === state).length;
  return { takingPart: count('taking-part'), toTake: count('to-take'), withoutMember: count('without-member') };
}

function classOf(code: string | null, classes: ReadonlyMap<string, ClassChain>): Listed['unitClass'] {
  if (code === null) return null;
  return { code, title: classes.get(code)?.title ?? { zh: code, en: code } };
}
