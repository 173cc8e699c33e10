import type { Verb } from '@muster/core/access';
import type { RouteAnswer } from '@muster/contract';
import { logOut, readMe, type readInstance } from '@muster/contract/access';
import { Refused } from '@muster/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, sessionKey } from './client.ts';

export type Me = RouteAnswer<typeof readMe>;
export type Grant = Me['grants'][number];
export type Instance = RouteAnswer<typeof readInstance>;

/** null when nobody is logged in; undefined while it is being asked. */
export function useSession(): {
  readonly me: Me | null | undefined;
  readonly failed: unknown;
  readonly again: () => void;
} {
  const { data, error, refetch } = useQuery({ queryKey: sessionKey, queryFn: askWhoIAm, staleTime: 5 * 60_000 });
  return { me: data, failed: data === undefined ? error : null, again: () => void refetch() };
}

/** On pages behind the guard, which renders them for a person only. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('this page stands behind the guard');
  return me;
}

/** For the menu alone: whether a page can be of any use. What one may do in it, each answer says itself. */
export function mayAnywhere(me: Me, verb: Verb): boolean {
  return me.grants.some((grant) => grant.verb === verb);
}

/** The nodes on which a verb is held, topmost first, each once. */
export function nodesWith(me: Me, verb: Verb): readonly Grant[] {
  const held = me.grants.filter((grant) => grant.verb === verb);
  const once = held.filter((grant, place) => held.findIndex((other) => other.path === grant.path) === place);
  return once.toSorted((a, b) => depth(a) - depth(b));
}

/** Ends the session and, with the document, everything that was shown in it: office computers are shared. */
export function useLogOut(): () => void {
  const { mutate } = useMutation({
    mutationFn: () => client.call(logOut, {}),
    onSettled: () => location.assign('/login'),
  });
  return () => mutate();
}

/** After a login or a set-up: nothing of an earlier person stays. */
export function useWelcome(): (me: Me) => void {
  const cache = useQueryClient();
  return (me) => {
    // What belongs to the installation stays, and so does the session's own query, since the page at hand watches it.
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' });
    cache.setQueryData(sessionKey, me);
  };
}

async function askWhoIAm(): Promise<Me | null> {
  try {
    return await client.call(readMe, {});
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'not-logged-in') return null;
    throw error;
  }
}

const depth = (grant: Grant): number => grant.path.split('.').length;
