import type { RouteAnswer } from '@muster/contract';
import { listNotices, markNoticesRead } from '@muster/contract/obligation';
import { useInfiniteQuery, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { unreadKey } from '../../app/unread.ts';

export type Notice = RouteAnswer<typeof listNotices>['notices'][number];
export type NoticeThing = Notice['things'][number];
export type NoticeStep = Notice['steps'][number];

/** The latest days first. */
export function useNotices() {
  return useInfiniteQuery({
    queryKey: ['obligation', 'notices'],
    queryFn: ({ pageParam }) =>
      client.call(listNotices, { query: { ...(pageParam !== null && { before: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

type Which = readonly Pick<Notice, 'kind' | 'onDay'>[];

export function useMarkRead(): UseMutationResult<unknown, Error, Which> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (notices) =>
      client.call(markNoticesRead, { body: { notices: notices.map(({ kind, onDay }) => ({ kind, onDay })) } }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['obligation', 'notices'] }),
        cache.invalidateQueries({ queryKey: unreadKey }),
      ]),
  });
}
