import type { RouteAnswer } from '@muster/contract';
import {
  listReading,
  nameReadings,
  readActivityReadings,
  readBranchReading,
  readReadings,
  tickReadings,
} from '@muster/contract/study';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type Readings = RouteAnswer<typeof readReadings>;
export type BranchReading = RouteAnswer<typeof readBranchReading>;
type Beneath = RouteAnswer<typeof listReading>;
export type BranchRow = Beneath['rows'][number];
type Together = RouteAnswer<typeof readActivityReadings>;
export type Piece = Pick<Together['pieces'][number], 'piece' | 'work' | 'chapter'>;

const ofPerson = (personId: string) => ['study', 'readings', 'person', personId];
const ofActivity = (activityId: string) => ['study', 'readings', 'activity', activityId];

export function useReadings(personId: string): UseQueryResult<Readings> {
  return useQuery({
    queryKey: ofPerson(personId),
    queryFn: () => client.call(readReadings, { params: { personId } }),
  });
}

export type Ticked = { readonly piece: string; readonly read: boolean };

/** The tick stands at once; where it was refused it is taken back. */
export function useTick(personId: string): UseMutationResult<unknown, Error, Ticked> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ piece, read }) =>
      client.call(tickReadings, { params: { personId }, body: { pieces: [piece], read } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['study', 'readings'] }),
  });
}

export function useReadTogether(activityId: string): UseQueryResult<Together> {
  return useQuery({
    queryKey: ofActivity(activityId),
    queryFn: () => client.call(readActivityReadings, { params: { activityId } }),
  });
}

export function useNameReadings(activityId: string): UseMutationResult<unknown, Error, Ticked> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ piece, read }) =>
      client.call(nameReadings, { params: { activityId }, body: { pieces: [piece], read } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['study', 'readings'] }),
  });
}

export function useBranchReading(branchId: string): UseQueryResult<BranchReading> {
  return useQuery({
    queryKey: ['study', 'readings', 'branch', branchId],
    queryFn: () => client.call(readBranchReading, { params: { branchId } }),
  });
}

export function useReadingBeneath(organisationId: string): UseInfiniteQueryResult<readonly Beneath[]> {
  return useInfiniteQuery({
    queryKey: ['study', 'readings', 'beneath', organisationId],
    queryFn: ({ pageParam }) =>
      client.call(listReading, {
        params: { organisationId },
        query: { limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}
