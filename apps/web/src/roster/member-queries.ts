import type { RouteAnswer } from '@muster/contract';
import {
  findDestinations,
  findNamesakes,
  listLeftBehind,
  listRepresentativeGaps,
  listTransfers,
  readHistory,
  readRepresentatives,
} from '@muster/contract/roster';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useMemberCategories } from '../organisation/lists/queries.ts';

export type History = RouteAnswer<typeof readHistory>;
export type Contact = History['contacts'][number];
export type Destination = RouteAnswer<typeof findDestinations>['branches'][number];
export type Transfers = RouteAnswer<typeof listTransfers>;
export type Transfer = Transfers['transfers'][number];
export type LeftBehind = RouteAnswer<typeof listLeftBehind>;
export type LeftBehindFilter = keyof LeftBehind['counts'];
export type Representatives = RouteAnswer<typeof readRepresentatives>;
export type Gaps = RouteAnswer<typeof listRepresentativeGaps>;
export type Namesakes = RouteAnswer<typeof findNamesakes>;

export function useHistory(personId: string): UseQueryResult<History> {
  return useQuery({
    queryKey: ['roster', 'history', personId],
    queryFn: () => client.call(readHistory, { params: { personId } }),
  });
}

/** Asked once there is something to look for. */
export function useDestinations(personId: string, text: string): UseQueryResult<readonly Destination[]> {
  const wanted = text.trim();
  return useQuery({
    queryKey: ['roster', 'destinations', personId, wanted],
    queryFn: async () =>
      (await client.call(findDestinations, { params: { personId }, query: { text: wanted } })).branches,
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
  });
}

export function useNamesakes(organisationId: string, name: string, bornIn: number | null): UseQueryResult<Namesakes> {
  const wanted = name.trim();
  return useQuery({
    queryKey: ['roster', 'namesakes', organisationId, wanted, bornIn],
    queryFn: () =>
      client.call(findNamesakes, {
        params: { organisationId },
        query: { name: wanted, ...(bornIn !== null && { bornIn }) },
      }),
    enabled: wanted.length > 0,
  });
}

type State = 'open' | 'settled';

const transfersKey = (organisationId: string, state: State): readonly string[] => [
  'roster',
  'transfers',
  organisationId,
  state,
];

export function useTransfers(organisationId: string, state: State): UseInfiniteQueryResult<readonly Transfers[]> {
  return useInfiniteQuery({
    queryKey: [...transfersKey(organisationId, state), 'pages'],
    queryFn: ({ pageParam }) =>
      client.call(listTransfers, {
        params: { organisationId },
        query: { state, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

export function useLeftBehind(
  organisationId: string,
  filter: LeftBehindFilter,
): UseInfiniteQueryResult<readonly LeftBehind[]> {
  return useInfiniteQuery({
    queryKey: ['roster', 'left-behind', organisationId, filter],
    queryFn: ({ pageParam }) =>
      client.call(listLeftBehind, {
        params: { organisationId },
        query: { filter, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

export function useRepresentatives(unitId: string): UseQueryResult<Representatives> {
  return useQuery({
    queryKey: ['roster', 'representatives', unitId],
    queryFn: () => client.call(readRepresentatives, { params: { unitId } }),
  });
}

export function useRepresentativeGaps(organisationId: string): UseInfiniteQueryResult<readonly Gaps[]> {
  return useInfiniteQuery({
    queryKey: ['roster', 'gaps', organisationId],
    queryFn: ({ pageParam }) =>
      client.call(listRepresentativeGaps, {
        params: { organisationId },
        query: { limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

export type Category = { readonly code: string; readonly title: string; readonly isRetired: boolean };

/** The instance's categories of members in their order, in the present language. */
export function useCategories(): {
  readonly all: readonly Category[];
  readonly word: (code: string) => string;
} {
  const language = useLanguage();
  const { data } = useMemberCategories();
  const all = (data?.categories ?? []).map(({ code, title, isRetired }) => ({
    code,
    title: title[language],
    isRetired,
  }));
  return { all, word: (code) => all.find((one) => one.code === code)?.title ?? code };
}
