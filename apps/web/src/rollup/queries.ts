import type { RouteAnswer } from '@muster/contract';
import { listOutstanding, listStagesBeneath, listStandings, listUnitsIn, readOverview } from '@muster/contract/rollup';
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { batchQuery, useBatch } from './batch.ts';

export type OverviewAnswer = RouteAnswer<typeof readOverview>;
export type OverviewStage = OverviewAnswer['stages'][number];
export type OverviewCondition = OverviewAnswer['conditions'][number];
export type Standing = RouteAnswer<typeof listStandings>['rows'][number];
export type Verdict = Standing['verdict'];

export function useOverview(organisationId: string): UseQueryResult<OverviewAnswer> {
  const batch = useBatch();
  return useQuery({
    queryKey: ['rollup', 'overview', organisationId, batch],
    queryFn: () => client.call(readOverview, { params: { organisationId }, query: batchQuery(batch) }),
  });
}

export function useStandings(
  organisationId: string,
  { verdict, ...asked }: { readonly stage: string; readonly condition: string; readonly verdict: Verdict | null },
) {
  const batch = useBatch();
  return useInfiniteQuery({
    queryKey: ['rollup', 'standings', organisationId, asked, verdict, batch],
    queryFn: ({ pageParam }) =>
      client.call(listStandings, {
        params: { organisationId },
        query: {
          ...asked,
          ...batchQuery(batch),
          ...(verdict !== null && { verdict }),
          ...(pageParam !== null && { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** The list behind one figure of the overview. */
export function standingsAddress(
  organisationId: string,
  condition: Pick<OverviewCondition, 'stageCode' | 'code'>,
  verdict?: Verdict,
): string {
  const asked = new URLSearchParams({ stage: condition.stageCode, condition: condition.code });
  if (verdict !== undefined) asked.set('verdict', verdict);
  return `/overview/${organisationId}/standings?${asked.toString()}`;
}

export type LineBeneath = RouteAnswer<typeof listStagesBeneath>['rows'][number];
export type UnitIn = RouteAnswer<typeof listUnitsIn>['rows'][number];
export type OwedThing = RouteAnswer<typeof listOutstanding>['rows'][number];
export type OwedKind = OwedThing['kind'];
export type When = 'overdue' | 'week' | 'coming' | 'asked' | 'done' | 'exempt';
export const stageStates = ['open', 'closed', 'ahead'] as const;

const owedKinds: Readonly<Record<OwedKind, true>> = {
  deliverable: true,
  'make-up': true,
  lecture: true,
  reading: true,
  note: true,
  order: true,
  report: true,
  'self-check': true,
};

export function readKind(text: string): OwedKind | null {
  return Object.keys(owedKinds).find((kind): kind is OwedKind => kind === text) ?? null;
}

/** Page after page, in the order of the tree. */
export function useStagesBeneath(organisationId: string) {
  const batch = useBatch();
  return useInfiniteQuery({
    queryKey: ['rollup', 'beneath', organisationId, batch],
    queryFn: ({ pageParam }) =>
      client.call(listStagesBeneath, {
        params: { organisationId },
        query: { ...batchQuery(batch), ...(pageParam !== null && { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** By what units are counted. */
export const unitCounts = ['stage', 'band', 'opened', 'passed', 'ended', 'within', 'past', 'all', 'hours'] as const;
export type UnitCount = (typeof unitCounts)[number];

/** Without a stage those of all, which only bands are counted by. */
type UnitsWanted = { readonly stage?: string; readonly of: UnitCount; readonly value: string };

export function useUnitsIn(organisationId: string, wanted: UnitsWanted) {
  const batch = useBatch();
  return useInfiniteQuery({
    queryKey: ['rollup', 'units-in', organisationId, wanted, batch],
    queryFn: ({ pageParam }) =>
      client.call(listUnitsIn, {
        params: { organisationId },
        query: { ...wanted, ...batchQuery(batch), ...(pageParam !== null && { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useOwed(
  organisationId: string,
  when: When,
  kind: OwedKind | null,
  days: { readonly week: string | null; readonly since: string | null },
) {
  const batch = useBatch();
  return useInfiniteQuery({
    queryKey: ['rollup', 'owed', organisationId, when, kind, days, batch],
    queryFn: ({ pageParam }) =>
      client.call(listOutstanding, {
        params: { organisationId },
        query: {
          when,
          ...batchQuery(batch),
          ...(kind !== null && { kind }),
          ...(days.week !== null && { week: days.week }),
          ...(days.since !== null && { since: days.since }),
          ...(pageParam !== null && { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** The units behind one count. */
export function unitsInAddress(organisationId: string, stage: string | null, of: UnitCount, value: string): string {
  const asked = new URLSearchParams({ ...(stage !== null && { stage }), of, value });
  return `/overview/${organisationId}/units-in?${asked.toString()}`;
}

/** What is behind one count of things not done. */
export function owedAddress(
  organisationId: string,
  when: When,
  kind?: OwedKind,
  week?: string,
  since?: string,
): string {
  const asked = new URLSearchParams({
    when,
    ...(kind !== undefined && { kind }),
    ...(week !== undefined && { week }),
    ...(since !== undefined && { since }),
  });
  return `/overview/${organisationId}/owed?${asked.toString()}`;
}
