import type { FastifyRequest } from 'fastify';

/** Whether one address has tried more than `max` times in a minute; a server without limits (tests, building a demo) never says so. */
export function tooOftenAMinute(max: number): (request: FastifyRequest) => Promise<boolean> {
  let check: ReturnType<FastifyRequest['server']['createRateLimit']> | undefined;
  return async (request) => {
    if (!request.server.hasDecorator('createRateLimit')) return false;
    check ??= request.server.createRateLimit({ max, timeWindow: '1 minute' });
    const result = await check(request);
    return !result.isAllowed && result.isExceeded;
  };
}
