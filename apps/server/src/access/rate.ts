import type { FastifyRequest } from 'fastify';
import { attemptsByAddress } from './attempts-by-address.ts';

/** Who has failed so often within a minute waits; a whole office behind one address logs in as it likes. */
const mostFailures = 30;

/** Of all attempts, right ones too: a password is slow to check, and nobody is to keep the server at it. */
const mostAttempts = 300;

/** Tries something that may fail; null where its address has tried too often. A server without limits (tests, building a demo) tries all. */
export function triedByAddress(): <T>(
  request: FastifyRequest,
  at: Date,
  attempt: () => Promise<T>,
  hasFailed: (outcome: T) => boolean,
) => Promise<T | null> {
  const attempts = attemptsByAddress(mostFailures);
  let check: ReturnType<FastifyRequest['server']['createRateLimit']> | undefined;
  return async (request, at, attempt, hasFailed) => {
    if (!request.server.hasDecorator('createRateLimit')) return attempt();
    check ??= request.server.createRateLimit({ max: mostAttempts, timeWindow: '1 minute' });
    const all = await check(request);
    if (!all.isAllowed && all.isExceeded) return null;
    if (!(await attempts.begin(request.ip, at))) return null;
    let failed = true;
    try {
      const outcome = await attempt();
      failed = hasFailed(outcome);
      return outcome;
    } finally {
      attempts.end(request.ip, at, failed);
    }
  };
}
