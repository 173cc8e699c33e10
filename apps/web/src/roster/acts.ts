import type { Route, RouteAnswer, RouteCall } from '@muster/contract';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { useIntention } from '../app/intention.ts';

/** What changes when a member comes, moves, changes or leaves: rolls, hours, what is missing, counts, offices, records. */
const moved = ['roster', 'study', 'gate', 'rollup', 'ledger', 'access', 'supervision', 'assessment'];

/** A command about members; one key for every retry of one intention. `done` is called even when the form goes away with it. */
export function useRosterAct<R extends Route>(
  route: R,
  done: (answer: RouteAnswer<R>) => void = () => undefined,
): UseMutationResult<RouteAnswer<R>, Error, RouteCall<R>> {
  const cache = useQueryClient();
  const intention = useIntention();
  return useMutation({
    mutationFn: (call: RouteCall<R>) => client.call(route, call, { key: intention.key(call) }),
    onSuccess: async (answer: RouteAnswer<R>) => {
      intention.done();
      done(answer);
      await Promise.all(moved.map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
    },
  });
}
