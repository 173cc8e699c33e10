import { listToCheck } from '@muster/contract/obligation';
import { useQuery } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import type { Turn } from './my-turn.ts';
import { useOwnOrders } from './order-queries.ts';
import type { UnitStanding } from './queries.ts';
import { awaiting } from './team-turns.ts';

export type Awaiting = {
  readonly turns: readonly Turn[];
  /** Everything that could add to it has come. */
  readonly known: boolean;
  /** Something did not come: there may be more than is listed. */
  readonly failed: boolean;
};

/** What waits for those who answer for these units. */
export function useAwaiting(standings: readonly UnitStanding[]): Awaiting {
  const gates = standings.map(({ gate }) => gate);
  const orders = useOwnOrders();
  const handedIn = useQuery({
    queryKey: ['obligation', 'to-check'],
    queryFn: async () => (await client.call(listToCheck, {})).obligations,
  });
  return {
    turns: awaiting(
      gates.filter((gate) => gate != null),
      orders.data?.orders ?? [],
      handedIn.data ?? [],
    ),
    known: gates.every((gate) => gate !== undefined) && !orders.isPending && !handedIn.isPending,
    failed: gates.includes(null) || orders.isError || handedIn.isError,
  };
}
