import type { RouteAnswer } from '@muster/contract';
import { listOwnPlans, listSignIns, readOwnSignIn, readSignInCode, signIn } from '@muster/contract/study';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Screen = RouteAnswer<typeof readSignInCode>;
export type OwnSignIn = RouteAnswer<typeof readOwnSignIn>;
type OwnPlans = RouteAnswer<typeof listOwnPlans>['plans'];

const whileWatched = 3000;

/** Asked again often enough that the code shown is always one that is taken, and the count moves. */
export function useScreen(planId: string): UseQueryResult<Screen> {
  return useQuery({
    queryKey: ['study', 'screen', planId],
    queryFn: () => client.call(readSignInCode, { params: { planId } }),
    refetchInterval: whileWatched,
    refetchIntervalInBackground: true,
  });
}

/** While it is not open yet it is asked again by itself. */
export function useOwnSignIn(planId: string): UseQueryResult<OwnSignIn> {
  return useQuery({
    queryKey: ['study', 'own-sign-in', planId],
    queryFn: () => client.call(readOwnSignIn, { params: { planId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'not-yet' ? 5 * whileWatched : false),
  });
}

export function useSignIn(planId: string): UseMutationResult<unknown, Error, string> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (code) => client.call(signIn, { params: { planId }, body: { code } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['study', 'own-sign-in', planId] }),
  });
}

type SignIns = {
  /** By the person's id. */
  readonly signedAt: ReadonlyMap<string, string>;
  readonly leftOut: RouteAnswer<typeof listSignIns>['leftOut'];
};

/** When who of a branch signed in, and who is left out; not asked for without a plan. */
export function useSignIns(planId: string, branchId: string): UseQueryResult<SignIns> {
  return useQuery({
    queryKey: ['study', 'sign-ins', planId, branchId],
    enabled: planId !== '',
    queryFn: async () => {
      const { signIns, leftOut } = await client.call(listSignIns, { params: { planId, branchId } });
      return { signedAt: new Map(signIns.map(({ personId, signedAt }) => [personId, signedAt])), leftOut };
    },
  });
}

export function useOwnPlans(): UseQueryResult<OwnPlans> {
  return useQuery({
    queryKey: ['study', 'own-plans'],
    queryFn: async () => (await client.call(listOwnPlans, {})).plans,
  });
}
