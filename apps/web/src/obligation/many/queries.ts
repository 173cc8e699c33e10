import { checkDeliverables, exemptObligations } from '@muster/contract/obligation';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';

type Checks = {
  readonly outcome: 'accepted' | 'returned';
  readonly note: string | null;
  readonly checks: readonly { readonly obligationId: string; readonly version: number }[];
};

export function useCheckMany(done: () => void): UseMutationResult<unknown, Error, Checks> {
  const intention = useIntention();
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ outcome, note, checks }) => {
      const body = { outcome, note, checks: [...checks] };
      return client.call(checkDeliverables, { body }, { key: intention.key(body) });
    },
    onSuccess: () => {
      intention.done();
      done();
    },
    onSettled: settle,
  });
}

type LetOff = { readonly obligationIds: readonly string[]; readonly reason: string };

export function useExemptMany(done: () => void): UseMutationResult<unknown, Error, LetOff> {
  const intention = useIntention();
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ obligationIds, reason }) => {
      const body = { obligationIds: [...obligationIds], reason };
      return client.call(exemptObligations, { body }, { key: intention.key(body) });
    },
    onSuccess: () => {
      intention.done();
      done();
    },
    onSettled: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['obligation', 'gate', 'rollup', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })),
    );
}
