import { readInstance } from '@muster/contract/access';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from './client.ts';
import type { Instance } from './session.ts';

const whileBuildingMs = 2_000;

/** What this installation is; it changes once in its life, at its set-up, and while a demo writes its past. */
export function useInstance(): UseQueryResult<Instance> {
  return useQuery({
    queryKey: ['app', 'instance'],
    queryFn: () => client.call(readInstance, {}),
    staleTime: 10 * 60_000,
    refetchInterval: ({ state }) => (state.data?.building == null ? false : whileBuildingMs),
  });
}

/** Words in the clear are no harm on the machine itself. */
export function onThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
