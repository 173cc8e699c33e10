import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { Failure } from '../ui/sheet/failure.tsx';
import { Forbidden } from '../ui/sheet/forbidden.tsx';
import { useRefusal } from './refusal.ts';

type Props = {
  readonly error: unknown;
  /** What could not be fetched: 名册. */
  readonly what: string;
  readonly onRetry?: () => void;
};

/** A query that did not come: not permitted, or broken, in the place of what was asked for. */
export function Trouble({ error, what, onRetry }: Props): ReactNode {
  const sayRefusal = useRefusal();
  if (error instanceof Refused) {
    const { code, request } = error.problem;
    if (code === 'not-permitted') return <Forbidden />;
    // What one may not see is not there for the server either, so that nobody learns of it by asking.
    if (code === 'not-found') return <Forbidden why={sayRefusal(error)} />;
    // A session that is over leads to the login page; until then nothing is to be said here.
    if (code === 'not-logged-in') return null;
    return <Failure what={`${what}: ${sayRefusal(error)}`} requestId={request || undefined} onRetry={onRetry} />;
  }
  return <Failure what={`${what}: ${sayRefusal(error)}`} onRetry={onRetry} />;
}
