import { readUnread } from '@muster/contract/obligation';
import { useQuery } from '@tanstack/react-query';
import { client } from './client.ts';

export const unreadKey = ['obligation', 'unread'];

/** How many notices one has not read: asked again now and then, for a page may stand open all day. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: unreadKey,
    queryFn: async () => (await client.call(readUnread, {})).unread,
    staleTime: 60_000,
    refetchInterval: 300_000,
  });
  return data ?? 0;
}
