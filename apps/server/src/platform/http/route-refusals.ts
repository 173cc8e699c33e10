import { refusalStatus, type RefusalCode } from '@muster/contract';
import type { Described } from './route-schema.ts';

/** Refusals by status, each with the codes that it can carry. */
export function refusalsOf(described: Described): [status: number, codes: RefusalCode[]][] {
  const codes = new Set([...ofItsKind(described), ...described.route.refusals]);
  return [...Map.groupBy(codes, (code) => refusalStatus[code])].toSorted(([one], [other]) => one - other);
}

/** What no route has to name, because every one of its kind is refused so. */
function ofItsKind({ route, isList, megabytes }: Described): RefusalCode[] {
  const { access, method, body, query, params, idempotency } = route;
  const isKnown = access !== 'public';
  const changes = method !== 'GET';
  return [
    // Whoever is known may name a campaign, in a header that is checked too.
    ...(isKnown || body || query || params ? (['invalid-input'] as const) : []),
    ...(body ? (['content-type-refused', megabytes === null ? 'too-large' : 'file-too-large'] as const) : []),
    ...(isKnown ? (['not-logged-in'] as const) : []),
    ...(isKnown && access !== 'session' ? (['not-permitted'] as const) : []),
    ...(changes ? (['forged-request'] as const) : []),
    ...(changes && isKnown ? (['being-built'] as const) : []),
    ...(idempotency === 'key' ? (['key-missing', 'key-malformed', 'key-reused'] as const) : []),
    ...(isList ? (['list-too-long'] as const) : []),
  ];
}
