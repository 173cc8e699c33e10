import { listCounted, listRoots, readReconciliation } from '@muster/contract/organisation';
import { listUnitsIn, readOverview, readStatistics } from '@muster/contract/rollup';
import type { Visitor } from '../visitor.ts';
import { claimSource } from './found-city.ts';

/** What the documents say of the city, as somebody who may only read finds it. */
export interface ReadFigures {
  readonly first: {
    readonly units: number;
    readonly committees: number;
    readonly generalBranches: number;
    readonly branches: number;
    readonly members: number;
    /** Units by band of satisfaction, from the highest. */
    readonly bands: readonly number[];
  };
  readonly second: { readonly organisations: number; readonly members: number; readonly floating: number };
  /** Of the second batch: the stated total, the sum of the stated parts, the count and the length of its list; the parts that explain the difference. */
  readonly finding: {
    readonly stated: number | null;
    readonly parts: number | null;
    readonly counted: number | null;
    readonly listed: number | null;
    readonly difference: number | null;
    readonly explanation: readonly string[];
  };
  readonly attendances: number;
}

/** Every unit of a batch goes through it, and every member is asked for its hours. */
const firstStage = 'study';

type Measure = 'units' | 'party-organisations' | 'members' | 'floating';

/**
 * Asks the interface alone. Units, members and bands are those of the batch that they take part in; party organisations take part in none,
 * and the first batch's are those beneath the work committees of the organs.
 */
export async function readCityFigures(auditor: Visitor): Promise<ReadFigures> {
  const { nodes } = await auditor.call(listRoots, {});
  const rootOf = (tree: 'place' | 'party') => nodes.find((node) => node.tree === tree)?.id ?? '';
  const [place, party] = [rootOf('place'), rootOf('party')];
  const counted = async (organisationId: string, measure: Measure, of?: { by: 'class' | 'kind'; of: string }) =>
    (await auditor.call(listCounted, { params: { organisationId }, query: { measure, limit: 1, ...of } })).all;
  const works = await workCommittees(auditor, party);
  const overWorks = async (measure: Measure, kind?: string) => {
    const each = await Promise.all(
      works.map((id) => counted(id, measure, kind === undefined ? undefined : { by: 'kind', of: kind })),
    );
    return each.reduce((sum, one) => sum + one, 0);
  };
  const ofBatch = await auditor.call(readStatistics, { params: { organisationId: place }, query: { batch: 1 } });
  const first = {
    units: await unitsOfBatch(auditor, place, 1),
    // What lies beneath a committee does not count the committee itself.
    committees: works.length + (await overWorks('party-organisations', 'committee')),
    generalBranches: await overWorks('party-organisations', 'general_branch'),
    branches: await overWorks('party-organisations', 'branch'),
    members: (ofBatch.hours.find(({ stageCode }) => stageCode === firstStage)?.bands ?? []).reduce(
      (sum, { members }) => sum + members,
      0,
    ),
  };
  const overview = await auditor.call(readOverview, { params: { organisationId: place } });
  const inAll = await counted(party, 'party-organisations');
  return {
    first: { ...first, bands: ofBatch.bands.map(({ units }) => units) },
    second: {
      organisations: inAll - first.committees - first.generalBranches - first.branches,
      members: (await counted(place, 'members')) - first.members,
      floating: await counted(place, 'floating'),
    },
    finding: await findingAt(auditor, place),
    attendances: overview.figures.attendances,
  };
}

/** Units that take part in a batch and stand in the tree. */
async function unitsOfBatch(auditor: Visitor, organisationId: string, batch: number): Promise<number> {
  const params = { organisationId };
  const standing = await everyRow((since) =>
    auditor.call(listCounted, { params, query: { measure: 'units', limit: 200, ...since } }),
  );
  const known = new Set(standing.map(({ id }) => id));
  const taking = await Promise.all(
    (['ahead', 'open', 'closed'] as const).map((value) =>
      everyRow((since) =>
        auditor.call(listUnitsIn, {
          params,
          query: { stage: firstStage, of: 'stage', value, batch, limit: 200, ...since },
        }),
      ),
    ),
  );
  return taking.flat().filter(({ unit }) => known.has(unit.id)).length;
}

async function everyRow<Row>(
  ask: (since: { after?: string }) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    const page: { readonly rows: readonly Row[]; readonly next: string | null } = await ask(
      next === null ? {} : { after: next },
    );
    rows.push(...page.rows);
    ({ next } = page);
  } while (next !== null);
  return rows;
}

async function workCommittees(auditor: Visitor, organisationId: string): Promise<string[]> {
  const query = { measure: 'party-organisations', by: 'kind', of: 'committee', limit: 200 } as const;
  const rows = await everyRow((since) =>
    auditor.call(listCounted, { params: { organisationId }, query: { ...query, ...since } }),
  );
  return rows.flatMap(({ id, name }) => (name.endsWith('直属机关工作委员会') ? [id] : []));
}

async function findingAt(auditor: Visitor, organisationId: string): Promise<ReadFigures['finding']> {
  const params = { organisationId };
  const { batches, measures } = await auditor.call(readReconciliation, { params });
  const batch = batches.find(({ number }) => number === 2)?.id;
  const statement = measures
    .find(({ measure }) => measure === 'units')
    ?.statements.find(({ source, batchId }) => source === claimSource && batchId === batch);
  const breakdown = statement?.breakdowns.find(({ by }) => by === 'class');
  const list =
    batch === undefined
      ? undefined
      : await auditor.call(listCounted, { params, query: { measure: 'units', batch, limit: 1 } });
  return {
    stated: statement?.total?.stated ?? null,
    parts: breakdown?.sum ?? null,
    counted: statement?.counted ?? null,
    listed: list?.all ?? null,
    difference: breakdown?.difference ?? null,
    explanation: breakdown?.explanation?.sets.map((set) => set.join(' + ')) ?? [],
  };
}
