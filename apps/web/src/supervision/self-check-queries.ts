import type { RouteAnswer, RouteCall } from '@muster/contract';
import { checkAgain, checkOneself, readSelfCheck } from '@muster/contract/supervision';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type SelfCheck = RouteAnswer<typeof readSelfCheck>;
export type Item = SelfCheck['items'][number];
export type Said = NonNullable<RouteCall<typeof checkOneself>['body']>;

export function useSelfCheck(unitId: string): UseQueryResult<SelfCheck> {
  return useQuery({
    queryKey: ['supervision', 'self-check', unitId],
    queryFn: () => client.call(readSelfCheck, { params: { unitId } }),
  });
}

export const check = (unitId: string) => (body: Said, key: string) =>
  client.call(checkOneself, { params: { unitId }, body }, { key });
export const review = (checkId: string) => (body: Said) => client.call(checkAgain, { params: { checkId }, body });
