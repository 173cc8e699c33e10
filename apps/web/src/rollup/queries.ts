import type { RouteAnswer } from '@muster/contract';
import { listStandings, readOverview } from '@muster/contract/rollup';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type OverviewAnswer = RouteAnswer<typeof readOverview>;
export type OverviewStage = OverviewAnswer['stages'][number];
export type OverviewCondition = OverviewAnswer['conditions'][number];
export type Standing = RouteAnswer<typeof listStandings>['rows'][number];
export type Verdict = Standing['verdict'];

export function useOverview(organisationId: string): UseQueryResult<OverviewAnswer> {
  return useQuery({
    queryKey: ['rollup', 'overview', organisationId],
    queryFn: () => client.call(readOverview, { params: { organisationId } }),
  });
}

export function useStandings(
  organisationId: string,
  asked: { readonly stage: string; readonly condition: string; readonly verdict: Verdict | null },
): UseQueryResult<readonly Standing[]> {
  const { verdict, ...query } = asked;
  return useQuery({
    queryKey: ['rollup', 'standings', organisationId, asked],
    queryFn: async () =>
      (
        await client.call(listStandings, {
          params: { organisationId },
          query: verdict === null ? query : { ...query, verdict },
        })
      ).rows,
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
