import type { RouteAnswer } from '@muster/contract';
import {
  applyForTransition,
  decideTransition,
  endorseTransition,
  listGates,
  listTransitions,
  readGate,
  returnTransition,
} from '@muster/contract/gate';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { transitionsKey } from '../app/awaiting.ts';

export type Gate = RouteAnswer<typeof readGate>;
export type Finding = Gate['findings'][number];
export type Transition = NonNullable<Gate['transition']>;

/** Worked out on request: what one sees is never older than the opening of the page. */
const gateOf = (unitId: string) => ({
  queryKey: ['gate', 'unit', unitId],
  queryFn: () => client.call(readGate, { params: { unitId } }),
  staleTime: 5_000,
});

/** Of several units in one answer, by the unit's id; kept as well for the page of each. */
export const gatesOf = (unitIds: readonly string[]) => ({
  queryKey: ['gate', 'units', ...unitIds],
  queryFn: async ({ client: cache }: { readonly client: QueryClient }): Promise<ReadonlyMap<string, Gate>> => {
    const { gates } = await client.call(listGates, { query: { units: unitIds.join(',') } });
    for (const gate of gates) cache.setQueryData(gateOf(gate.unit.id).queryKey, gate);
    return new Map(gates.map((gate) => [gate.unit.id, gate]));
  },
  staleTime: 5_000,
});

export function useGate(unitId: string): UseQueryResult<Gate> {
  return useQuery(gateOf(unitId));
}

export function useTransitions(awaiting: 'me' | 'others') {
  return useInfiniteQuery({
    queryKey: [...transitionsKey, awaiting],
    queryFn: ({ pageParam }) =>
      client.call(listTransitions, { query: { awaiting, ...(pageParam !== null && { after: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useApply(unitId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (judgedHash) => client.call(applyForTransition, { params: { unitId }, body: { judgedHash } }),
    onSettled: settle,
  });
}

export type Step = {
  readonly kind: 'endorse' | 'return' | 'pass' | 'refuse';
  readonly note: string;
  readonly mendBy: string;
};

/** One step of somebody else than who took the one before; the server asks everything again. */
export function useStep(transitionId: string, done: () => void): UseMutationResult<unknown, Error, Step> {
  const settle = useSettle();
  const params = { transitionId };
  return useMutation({
    mutationFn: ({ kind, note, mendBy }: Step): Promise<unknown> => {
      const said = note === '' ? {} : { note };
      switch (kind) {
        case 'endorse':
          return client.call(endorseTransition, { params, body: said });
        case 'return':
          return client.call(returnTransition, { params, body: { reason: note } });
        case 'pass':
          return client.call(decideTransition, { params, body: { outcome: 'passed', ...said } });
        case 'refuse':
          return client.call(decideTransition, { params, body: { outcome: 'refused', ...said, mendBy } });
      }
    },
    onSuccess: done,
    onSettled: settle,
  });
}

/** A refused step shows that the records moved: then what stands here is asked for again as well. */
export function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['gate', 'study', 'assessment', 'rollup', 'ledger'].map((slice) =>
        cache.invalidateQueries({ queryKey: [slice] }),
      ),
    );
}
