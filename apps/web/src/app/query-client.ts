import { Refused } from '@muster/client';
import { QueryClient } from '@tanstack/react-query';

/** One for the desk. A figure says when it was counted, so it may stand for a minute before it is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (failures, error) => failures < 1 && !(error instanceof Refused && error.problem.status < 500),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
