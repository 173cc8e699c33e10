import type { RouteAnswer, RouteInput } from '@muster/contract';
import { listMobilisation, listQuietBranches, listUnspoken } from '@muster/contract/study';
import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type Mobilisation = RouteAnswer<typeof listMobilisation>;
export type MobilisationWish = Partial<Omit<RouteInput<typeof listMobilisation>['query'], 'after' | 'limit'>>;
export type Quiet = RouteAnswer<typeof listQuietBranches>;

export function useMobilisation(
  organisationId: string,
  wish: MobilisationWish,
): UseInfiniteQueryResult<readonly Mobilisation[]> {
  return useInfiniteQuery({
    queryKey: ['study', 'mobilisation', organisationId, wish],
    queryFn: ({ pageParam }) =>
      client.call(listMobilisation, {
        params: { organisationId },
        query: { ...wish, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

export function useQuietBranches(organisationId: string, days: number): UseInfiniteQueryResult<readonly Quiet[]> {
  return useInfiniteQuery({
    queryKey: ['study', 'quiet', organisationId, days],
    queryFn: ({ pageParam }) =>
      client.call(listQuietBranches, {
        params: { organisationId },
        query: { days, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

export type UnspokenPage = RouteAnswer<typeof listUnspoken>;
export type UnspokenWish = Partial<Pick<RouteInput<typeof listUnspoken>['query'], 'stage' | 'lecture'>>;

export function useAllUnspoken(
  organisationId: string,
  wish: UnspokenWish,
): UseInfiniteQueryResult<readonly UnspokenPage[]> {
  return useInfiniteQuery({
    queryKey: ['study', 'unspoken', organisationId, wish],
    queryFn: ({ pageParam }) =>
      client.call(listUnspoken, {
        params: { organisationId },
        query: { ...wish, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}
