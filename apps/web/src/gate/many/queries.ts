import { decideTransitions, endorseTransitions } from '@muster/contract/gate';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';
import { useSettle } from '../queries.ts';

export type ManySteps = {
  readonly kind: 'endorse' | 'pass' | 'refuse';
  readonly transitionIds: readonly string[];
  readonly note: string;
  readonly mendBy: string;
};

/** All of them or none; the server asks everything of each again. */
export function useStepMany(done: () => void): UseMutationResult<unknown, Error, ManySteps> {
  const intention = useIntention();
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ kind, transitionIds, note, mendBy }): Promise<unknown> => {
      const body = {
        transitionIds: [...transitionIds],
        ...(note !== '' && { note }),
        ...(kind === 'refuse' && { mendBy }),
      };
      const key = { key: intention.key({ kind, ...body }) };
      if (kind === 'endorse') return client.call(endorseTransitions, { body }, key);
      const outcome = kind === 'pass' ? 'passed' : 'refused';
      return client.call(decideTransitions, { body: { ...body, outcome } }, key);
    },
    onSuccess: () => {
      intention.done();
      done();
    },
    onSettled: settle,
  });
}
