import type { RouteAnswer } from '@muster/contract';
import { readProgress } from '@muster/contract/platform';
import { useQuery } from '@tanstack/react-query';
import { client } from './client.ts';

export type Standing = RouteAnswer<typeof readProgress>;

/** A call and how far it is. */
export type Told<Call> = Call & { readonly standing: Standing | null };

const everyMs = 500;

/** How far a long call is, asked for twice a second while it lasts; null until the server knows of it. */
export function useProgress(progressId: string | null, isUnderWay: boolean): Standing | null {
  const { data } = useQuery({
    queryKey: ['app', 'progress', progressId],
    queryFn: () => client.call(readProgress, { params: { progressId: progressId ?? '' } }),
    enabled: isUnderWay && progressId !== null,
    retry: false,
    refetchInterval: everyMs,
    gcTime: 0,
  });
  return isUnderWay ? (data ?? null) : null;
}
