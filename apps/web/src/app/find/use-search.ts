import type { RouteAnswer } from '@muster/contract';
import { search } from '@muster/contract/roster';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../client.ts';

export type Found = RouteAnswer<typeof search>['found'][number];
export type FoundPerson = Extract<Found, { what: 'person' }>;
export type FoundOrganisation = Extract<Found, { what: 'organisation' }>;
export type Finds = RouteAnswer<typeof search>;

/** What is looked for: kinds (all without), only beneath a node, only who or what is there, only members. */
export type FindWish = {
  readonly kinds?: readonly (FoundOrganisation['kind'] | 'person')[];
  readonly beneath?: string;
  readonly only?: 'present' | 'members';
};

/** Long enough for a syllable, short enough not to be waited for. */
const pause = 180;

/** What answers to what was typed, asked once the typing rests; the last answer stays until the next one is there. */
export function useSearch(
  typed: string,
  { kinds, beneath, only }: FindWish = {},
): UseQueryResult<Finds> & { readonly isSettled: boolean } {
  const q = useRested(typed.trim());
  const found = useQuery({
    queryKey: ['roster', 'search', q, kinds, beneath, only],
    queryFn: ({ signal }) =>
      client.call(
        search,
        {
          query: {
            q,
            ...(kinds !== undefined && { kinds: kinds.join(',') }),
            ...(beneath !== undefined && { beneath }),
            ...(only !== undefined && { only }),
          },
        },
        { signal },
      ),
    enabled: q !== '' && typed.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  // What is there answers to what stands typed now, or no answer can be had.
  return { ...found, isSettled: q === typed.trim() && !found.isPlaceholderData && !found.isPending };
}

function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested;
}
