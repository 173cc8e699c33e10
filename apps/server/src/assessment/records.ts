import type { PlaceInCampaign } from '@muster/core/access';
import type { Answers, Count, Electorate, Papers, Voters } from '@muster/core/assessment';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { linkedColumn } from '../platform/place.ts';

/** A count with who entered it and when. */
export interface RecordedCount extends Count {
  readonly tellerName: string;
  readonly recordedAt: Date;
}

/** What assessment_confirm wrote. */
export interface RecordedTally {
  readonly papers: Papers;
  /** Members and representatives are told apart; otherwise all of it stands in the place of the members. */
  readonly isApart: boolean;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
}

export interface RecordedPool {
  readonly id: string;
  /** Where the papers are counted; null: here. */
  readonly countedIn: string | null;
  /** The host of the vote first. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

/** One attempt with everything that was recorded of it. */
export interface AssessmentRecord {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  /** Its campaign is not closed. */
  readonly runs: boolean;
  readonly participationId: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly stageCode: string;
  readonly attempt: number;
  readonly heldOn: string;
  readonly place: PlaceInCampaign;
  readonly electorate: Electorate;
  /** Fewer valid ones are no result. */
  readonly fewestPapers: number;
  /** Of a vote held together with other units. */
  readonly pool: RecordedPool | null;
  /** In the order in which they were entered. */
  readonly counts: readonly RecordedCount[];
  readonly tally: RecordedTally | null;
  /** It is voted on with electronic ballots, and nobody counts papers. */
  readonly isByPoll: boolean;
  readonly report: RecordedReport | null;
}

/** What the team told the office of a count. */
export interface RecordedReport {
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
}

/** The units that a count is about. */
export function unitsOf({ regionId, unit, pool }: AssessmentRecord): { regionId: number; unitId: string }[] {
  return [unit, ...(pool?.units ?? [])].map(({ id }) => ({ regionId, unitId: id }));
}

/** Those of a campaign at and beneath nodes of either tree. */
export interface Beneath {
  readonly beneath: readonly string[];
  readonly campaignId: string;
}

/** One assessment, or a page of many: so many at most that come after the one named. */
export type Which =
  | { readonly id: string }
  | (Beneath & { readonly after?: string | undefined; readonly limit: number });

/** How many there are, whatever the page. */
export async function countAssessments(tx: ReadTx, which: Beneath): Promise<number> {
  const { rows } = await sql<{
    all: number;
  }>`select count(*)::int as all from assessment a where ${areBeneath(which)}`.execute(tx);
  return rows[0]?.all ?? 0;
}

function areBeneath({ beneath, campaignId }: Beneath) {
  const paths = sql`${[...beneath]}::ltree[]`;
  return sql<boolean>`a.campaign_id = ${campaignId}::uuid and (a.path <@ any (${paths}) or a.linked <@ any (${paths}))`;
}

/** Ordered by place, then by time; six queries whatever their number. */
export async function assessmentRecords(tx: ReadTx, which: Which): Promise<AssessmentRecord[]> {
  const heads = await headRows(tx, which);
  if (heads.length === 0) return [];
  const electorates = Map.groupBy(await electorateRows(tx, heads), (row) => row.assessment_id);
  const counts = Map.groupBy(await tellerRows(tx, heads), (row) => row.assessment_id);
  const tallies = Map.groupBy(await tallyRows(tx, heads), (row) => row.assessment_id);
  const pools = await pooledUnits(tx, heads);
  const reports = await reportsOf(tx, heads);
  return heads.map((head) => ({
    regionId: head.region_id,
    id: head.id,
    campaignId: head.campaign_id,
    runs: head.closed_on === null,
    participationId: head.participation_id,
    unit: { id: head.unit_id, name: head.unit_name },
    stageCode: head.stage_code,
    attempt: head.attempt,
    heldOn: head.held_on,
    fewestPapers: head.fewest_papers,
    place: { path: head.path, linked: head.linked, campaignId: head.campaign_id },
    electorate: electorateOf(electorates.get(head.id) ?? []),
    pool:
      head.pool_id === null
        ? null
        : { id: head.pool_id, countedIn: head.counted_in, units: pools.get(head.pool_id) ?? [] },
    counts: countsOf(counts.get(head.id) ?? []),
    tally: tallyOf(tallies.get(head.id) ?? []),
    isByPoll: head.is_by_poll,
    report: reports.get(head.counted_in ?? head.id) ?? null,
  }));
}

type HeadRow = Awaited<ReturnType<typeof headRows>>[number];

function headRows(tx: ReadTx, which: Which) {
  const wanted =
    'id' in which
      ? sql<boolean>`a.id = ${which.id}`
      : sql<boolean>`${areBeneath(which)} and ${comesAfter(which.after)}`;
  return tx
    .selectFrom('assessment as a')
    .innerJoin('organisation as unit', (join) =>
      join.onRef('unit.region_id', '=', 'a.region_id').onRef('unit.id', '=', 'a.unit_id'),
    )
    .innerJoin('campaign as c', 'c.id', 'a.campaign_id')
    .select([
      'c.closed_on',
      'a.region_id',
      'a.id',
      'a.campaign_id',
      'a.participation_id',
      'a.unit_id',
      'a.stage_code',
      'a.attempt',
    ])
    .select(['a.pool_id', 'a.counted_in', 'a.fewest_papers'])
    .select(
      sql<boolean>`exists (select from ballot_poll b where b.region_id = a.region_id and b.assessment_id = coalesce(a.counted_in, a.id))`.as(
        'is_by_poll',
      ),
    )
    .select(['a.path', 'unit.name as unit_name', sql<string>`a.held_on`.as('held_on')])
    .select(linkedColumn('a.linked').as('linked'))
    .where(wanted)
    .orderBy('a.path')
    .orderBy('a.recorded_at')
    .orderBy('a.id')
    .limit('id' in which ? 1 : which.limit)
    .execute();
}

const comesAfter = (id: string | undefined) =>
  id === undefined
    ? sql`true`
    : sql`(a.path, a.recorded_at, a.id) > (select l.path, l.recorded_at, l.id from assessment l where l.id = ${id}::uuid)`;

/** By the assessment where it was counted; whoever sees a unit of a joint vote is told what was reported of it. */
async function reportsOf(tx: ReadTx, heads: readonly HeadRow[]): Promise<ReadonlyMap<string, RecordedReport>> {
  const { rows } = await sql<RecordedReport & { of: string }>`
    select assessment_id as of, reported_by_name as by, recorded_at as at, note
    from assessment_reports(${heads.map(({ region_id: region }) => region)}::int[], ${heads.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map(({ of, ...report }) => [of, report]));
}

async function pooledUnits(tx: ReadTx, heads: readonly HeadRow[]): Promise<ReadonlyMap<string, RecordedPool['units']>> {
  const ids = [...new Set(heads.flatMap(({ pool_id }) => pool_id ?? []))];
  const rows = await tx
    .selectFrom('assessment_pool_unit')
    .select(['pool_id', 'unit_id as id', 'unit_name as name'])
    .where(sql<boolean>`pool_id = any (${ids}::uuid[])`)
    .orderBy('position')
    .execute();
  const byPool = Map.groupBy(rows, (row) => row.pool_id);
  return new Map([...byPool].map(([id, units]) => [id, units.map((unit) => ({ id: unit.id, name: unit.name }))]));
}

function electorateRows(tx: ReadTx, heads: readonly HeadRow[]) {
  return tx
    .selectFrom('tally_electorate')
    .select(['assessment_id', 'eligible', sql<Voters>`voters`.as('voters')])
    .where(among(heads))
    .execute();
}

function tellerRows(tx: ReadTx, heads: readonly HeadRow[]) {
  return tx
    .selectFrom('tally_teller')
    .select(['assessment_id', 'round', 'teller_id', 'teller_name', 'recorded_at', sql<Voters>`voters`.as('voters')])
    .select(['satisfied', 'basically_satisfied', 'dissatisfied', 'dont_know', 'void'])
    .where(among(heads))
    .orderBy('round')
    .orderBy('recorded_at')
    .orderBy('teller_id')
    .execute();
}

function tallyRows(tx: ReadTx, heads: readonly HeadRow[]) {
  return tx
    .selectFrom('tally_assessment')
    .select(['assessment_id', 'confirmed_by_name', 'confirmed_at'])
    .select(sql<Voters | 'together'>`voters`.as('voters'))
    .select(['satisfied', 'basically_satisfied', 'dissatisfied', 'dont_know', 'void'])
    .where(among(heads))
    .execute();
}

function among(heads: readonly HeadRow[]) {
  const regions = heads.map((head) => head.region_id);
  const ids = heads.map((head) => head.id);
  return sql<boolean>`(region_id, assessment_id) in (select * from unnest(${regions}::int[], ${ids}::uuid[]))`;
}

const noPapers: Answers = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };

type PapersRow = Pick<
  Awaited<ReturnType<typeof tellerRows>>[number],
  'satisfied' | 'basically_satisfied' | 'dissatisfied' | 'dont_know' | 'void'
> & { readonly voters: Voters | 'together' };

function papersOf(rows: readonly PapersRow[]): Papers {
  const of = (voters: Voters): Answers => {
    const row = rows.find((each) => each.voters === voters);
    if (row === undefined) return noPapers;
    const { satisfied, basically_satisfied, dissatisfied, dont_know } = row;
    return { satisfied, basicallySatisfied: basically_satisfied, dissatisfied, dontKnow: dont_know, void: row.void };
  };
  return { member: of('member'), representative: of('representative') };
}

function electorateOf(rows: Awaited<ReturnType<typeof electorateRows>>): Electorate {
  const of = (voters: Voters) => rows.find((row) => row.voters === voters)?.eligible ?? 0;
  return { member: of('member'), representative: of('representative') };
}

function countsOf(rows: Awaited<ReturnType<typeof tellerRows>>): RecordedCount[] {
  return [...Map.groupBy(rows, (row) => `${row.round} ${row.teller_id}`).values()].flatMap((both) => {
    const [first] = both;
    if (first === undefined) return [];
    const { round, teller_id, teller_name, recorded_at } = first;
    return [{ round, tellerId: teller_id, tellerName: teller_name, recordedAt: recorded_at, papers: papersOf(both) }];
  });
}

function tallyOf(rows: Awaited<ReturnType<typeof tallyRows>>): RecordedTally | null {
  const [first] = rows;
  if (first === undefined) return null;
  const isApart = first.voters !== 'together';
  const papers = papersOf(isApart ? rows : [{ ...first, voters: 'member' }]);
  return { papers, isApart, confirmedBy: first.confirmed_by_name, confirmedAt: first.confirmed_at };
}
