import { Refused } from '@muster/client';
import type { RouteAnswer, RouteInput } from '@muster/contract';
import { readPerson } from '@muster/contract/roster';
import {
  correctSheet,
  listActivities,
  readActivity,
  readRoll,
  recordActivity,
  recordSheet,
  voidActivity,
} from '@muster/contract/study';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import type { sentMeeting } from './meeting.ts';
import type { Plan } from './plan-queries.ts';

export type Roll = RouteAnswer<typeof readRoll>;
export type Activity = RouteAnswer<typeof listActivities>['activities'][number];
export type ActivitySheet = RouteAnswer<typeof readActivity>;
export type Person = RouteAnswer<typeof readPerson>;
export type Recorded = Omit<RouteAnswer<typeof recordActivity>, 'lectureIds'>;

/** What a recorded or voided meeting changes: hours, what is missing, counts, records. */
const moved = ['study', 'gate', 'roster', 'rollup', 'ledger'];

export function useRoll(branchId: string): UseQueryResult<Roll> {
  return useQuery({
    queryKey: ['study', 'roll', branchId],
    queryFn: () => client.call(readRoll, { params: { branchId } }),
  });
}

export function useLatestActivities(organisationId: string): UseQueryResult<readonly Activity[]> {
  return useQuery({
    queryKey: ['study', 'latest', organisationId],
    queryFn: async () =>
      (await client.call(listActivities, { params: { organisationId }, query: { limit: 5 } })).activities,
  });
}

export type Activities = RouteAnswer<typeof listActivities>;
export type Which = NonNullable<RouteInput<typeof listActivities>['query']['which']>;

export function useActivities(
  organisationId: string,
  wish: { readonly which: Which | undefined; readonly kind: string | undefined },
): UseInfiniteQueryResult<InfiniteData<Activities>> {
  return useInfiniteQuery({
    queryKey: ['study', 'activities', organisationId, wish],
    queryFn: ({ pageParam }) =>
      client.call(listActivities, {
        params: { organisationId },
        query: { ...wish, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function useActivity(activityId: string, branch: string): UseQueryResult<ActivitySheet> {
  return useQuery({
    queryKey: ['study', 'activity', activityId, branch],
    queryFn: () => client.call(readActivity, { params: { activityId }, query: branch === '' ? {} : { branch } }),
  });
}

export function usePerson(personId: string): UseQueryResult<Person> {
  return useQuery({
    queryKey: ['study', 'person', personId],
    queryFn: () => client.call(readPerson, { params: { personId } }),
  });
}

export type Sent = {
  readonly key: string;
  /** What it was planned as, if it was. */
  readonly plan: Plan | undefined;
  readonly heads: number | null;
  readonly body: ReturnType<typeof sentMeeting>;
};

/** Tries even where the browser believes that there is no network, so that the answer is said at once. */
export function useRecordActivity(
  branchId: string,
  done: (recorded: Recorded) => void,
): UseMutationResult<Recorded, Error, Sent> {
  const settle = useSettle();
  const cache = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ key, plan, heads, body }) => {
      if (plan === undefined) return client.call(recordActivity, { params: { branchId }, body }, { key });
      const { absences, lateReason, another, ...held } = body;
      const sheet = {
        absences,
        ...(heads !== null && { heads }),
        ...(lateReason !== undefined && { lateReason }),
        ...(another === true && { another }),
      };
      // When it was held the host has said.
      const said = plan.activityId === null ? { ...sheet, held } : sheet;
      return client.call(recordSheet, { params: { planId: plan.id, branchId }, body: said }, { key });
    },
    onSuccess: (recorded) => {
      done(recorded);
      return settle();
    },
    // Somebody else has recorded it meanwhile: what that was stands on the page before one is asked.
    onError: (error) =>
      error instanceof Refused && error.problem.code === 'meeting-recorded-already'
        ? cache.invalidateQueries({ queryKey: ['study', 'roll', branchId] })
        : undefined,
  });
}

export type SentCorrection = {
  readonly key: string;
  readonly branchId: string;
  readonly body: { version: number; absences: { personId: string; reason: string }[]; adds: string[]; reason: string };
};

export function useCorrectSheet(
  activityId: string,
  done: () => void,
): UseMutationResult<unknown, Error, SentCorrection> {
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ key, branchId, body }) =>
      client.call(correctSheet, { params: { activityId, branchId }, body }, { key }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

/** `done` is called even when what comes of it takes the form off the page. */
export function useVoidActivity(activityId: string, done: () => void): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(voidActivity, { params: { activityId }, body: { reason } }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => Promise.all(moved.map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
