import type { RouteAnswer } from '@muster/contract';
import { appoint, appointMany, endAppointment, listAppointments } from '@muster/contract/access';
import type { RouteCall } from '@muster/contract';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { useIntention } from '../app/intention.ts';

export type Appointment = RouteAnswer<typeof listAppointments>['appointments'][number];
export type Appointing = RouteCall<typeof appoint>['body'];

const keyOf = (organisationId: string): readonly string[] => ['access', 'appointments', organisationId];

export function useAppointments(organisationId: string): UseQueryResult<readonly Appointment[]> {
  return useQuery({
    queryKey: keyOf(organisationId),
    queryFn: async () => (await client.call(listAppointments, { params: { organisationId } })).appointments,
  });
}

export function useAppoint(organisationId: string): UseMutationResult<RouteAnswer<typeof appoint>, Error, Appointing> {
  const cache = useQueryClient();
  const { key, done } = useIntention();
  return useMutation({
    mutationFn: (body: Appointing) => client.call(appoint, { params: { organisationId }, body }, { key: key(body) }),
    onSuccess: async () => {
      done();
      await cache.invalidateQueries({ queryKey: keyOf(organisationId) });
    },
  });
}

type Many = RouteCall<typeof appointMany>['body']['appointments'];

/** Many offices at once; whatever page shows one of them is asked anew. */
export function useAppointMany(onDone: () => void): UseMutationResult<RouteAnswer<typeof appointMany>, Error, Many> {
  const cache = useQueryClient();
  const { key, done } = useIntention();
  return useMutation({
    mutationFn: (appointments: Many) => {
      const body = { appointments };
      return client.call(appointMany, { body }, { key: key(body) });
    },
    onSuccess: async () => {
      done();
      onDone();
      await cache.invalidateQueries();
    },
  });
}

export function useEndAppointment(organisationId: string): UseMutationResult<{ id: string }, Error, string> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (appointmentId: string) => client.call(endAppointment, { params: { appointmentId } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keyOf(organisationId) }),
  });
}
