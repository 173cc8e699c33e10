import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { Failure } from '../ui/sheet/failure.tsx';
import { Forbidden } from '../ui/sheet/forbidden.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useTerms } from './campaign.ts';
import { Say } from './i18n/say.tsx';
import { useRefusal } from './refusal.ts';
import { useMe } from './session.ts';

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
    if (code === 'not-permitted') return <NotYours />;
    // What one may not see is not there for the server either, so that nobody learns of it by asking.
    if (code === 'not-found') return <NotYours why={sayRefusal(error)} />;
    // A session that is over leads to the login page; until then nothing is to be said here.
    if (code === 'not-logged-in') return null;
    return <Failure what={what} why={sayRefusal(error)} requestId={request || undefined} onRetry={onRetry} />;
  }
  return <Failure what={what} why={sayRefusal(error)} onRetry={onRetry} />;
}

/** Who can grant it is told by one's own place, which one may read; what lies above it is not named. */
function NotYours({ why }: { readonly why?: string }): ReactNode {
  const term = useTerms();
  const [held] = useMe().grants;
  const office = term('office');
  if (held === undefined) return <Forbidden why={why} ask={office} />;
  if (!held.path.includes('.')) return <Forbidden why={why} />;
  return (
    <Forbidden
      why={why}
      ask={<Say k="app.officeAbove" values={{ office, own: <UserText>{held.organisationName}</UserText> }} />}
    />
  );
}
