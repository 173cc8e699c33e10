import { listCounted, listRoots, readReconciliation } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
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
  /** What was stated in total, what the stated parts make, what is counted in them, and the parts that explain the difference. */
  readonly finding: {
    readonly stated: number | null;
    readonly parts: number | null;
    readonly counted: number;
    readonly explanation: readonly string[];
  };
  readonly attendances: number;
}

type Measure = 'units' | 'party-organisations' | 'members' | 'floating';
const organs = [
  'party-and-government-organ',
  'congress',
  'consultative-conference',
  'court',
  'procuratorate',
  'mass-organ',
  'direct-institution',
  'organ-managed-institution',
];

/** Asks the interface alone. The first batch is what lies beneath the work committees of the organs; the second is all the rest. */
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
  const first = {
    units: await counted(place, 'units', { by: 'class', of: organs.join(',') }),
    // What lies beneath a committee does not count the committee itself.
    committees: works.length + (await overWorks('party-organisations', 'committee')),
    generalBranches: await overWorks('party-organisations', 'general_branch'),
    branches: await overWorks('party-organisations', 'branch'),
    members: await overWorks('members'),
  };
  const overview = await auditor.call(readOverview, { params: { organisationId: place } });
  const inAll = await counted(party, 'party-organisations');
  return {
    first: { ...first, bands: overview.bands.map(({ units }) => units) },
    second: {
      organisations: inAll - first.committees - first.generalBranches - first.branches,
      members: (await counted(place, 'members')) - first.members,
      floating: await counted(place, 'floating'),
    },
    finding: await findingAt(auditor, place),
    attendances: overview.figures.attendances,
  };
}

async function workCommittees(auditor: Visitor, organisationId: string): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const query = { measure: 'party-organisations', by: 'kind', of: 'committee', limit: 200 } as const;
    const page = await auditor.call(listCounted, {
      params: { organisationId },
      query: after === undefined ? query : { ...query, after },
    });
    found.push(...page.rows.filter(({ name }) => name.endsWith('直属机关工作委员会')).map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
}

async function findingAt(auditor: Visitor, organisationId: string): Promise<ReadFigures['finding']> {
  const { measures } = await auditor.call(readReconciliation, { params: { organisationId } });
  const statement = measures
    .find(({ measure }) => measure === 'units')
    ?.statements.find(({ source }) => source === claimSource);
  const breakdown = statement?.breakdowns.find(({ by }) => by === 'class');
  const lines = breakdown?.lines.filter(({ stated }) => stated !== null) ?? [];
  return {
    stated: statement?.total?.stated ?? null,
    parts: breakdown?.sum ?? null,
    counted: lines.reduce((sum, line) => sum + line.counted, 0),
    explanation: breakdown?.explanation?.sets.map((set) => set.join(' + ')) ?? [],
  };
}
