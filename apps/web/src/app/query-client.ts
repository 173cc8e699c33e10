import { QueryClient } from '@tanstack/react-query';

/** One for the desk. A figure says when it was counted, so it may stand for a minute before it is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 60_000, retry: 1, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
