import type { RouteAnswer, RouteCall } from '@muster/contract';
import { keepUnitClasses } from '@muster/contract/organisation';
import { keepMemberCategories, listMemberCategories } from '@muster/contract/roster';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { unitClassesKey } from '../claims/queries.ts';

export type MemberCategories = RouteAnswer<typeof listMemberCategories>;
type Kept = { added: number; changed: number };

const categoriesKey = ['roster', 'categories'];

export function useMemberCategories(): UseQueryResult<MemberCategories> {
  return useQuery({ queryKey: categoriesKey, queryFn: () => client.call(listMemberCategories, {}) });
}

export function useKeepClasses(): UseMutationResult<Kept, Error, RouteCall<typeof keepUnitClasses>['body']> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body) => client.call(keepUnitClasses, { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: unitClassesKey }),
  });
}

export function useKeepCategories(): UseMutationResult<Kept, Error, RouteCall<typeof keepMemberCategories>['body']> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body) => client.call(keepMemberCategories, { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: categoriesKey }),
  });
}
