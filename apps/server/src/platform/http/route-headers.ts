import type { Route } from '@muster/contract';

/** Keys that the sender makes up. */
export const madeUpKey = /^[\w-]{8,100}$/;

const headers = {
  'x-muster-csrf': {
    type: 'string',
    description:
      'The token of the session, as `logIn` and `readMe` answer it. A request whose `Origin` is another host is refused all the same.',
  },
  'idempotency-key': {
    type: 'string',
    pattern: madeUpKey.source,
    description:
      'Made up by the sender, one for each intention. Sent again with the same request it is answered from the first time; with another request it is refused.',
  },
  'progress-id': {
    type: 'string',
    pattern: madeUpKey.source,
    description: 'Made up by the sender: `readProgress` tells by it how far the request is.',
  },
} as const;

/** What a route reads of a request besides its address and its body. */
export function headersOf({ method, access, idempotency }: Route, others: object = { type: 'object' }): object {
  const known = others as { properties?: object; required?: readonly string[] };
  if (method === 'GET' || access === 'public') return others;
  const needed = ['x-muster-csrf', ...(idempotency === 'key' ? ['idempotency-key'] : [])] as const;
  const asked = [...needed, 'progress-id'] as (keyof typeof headers)[];
  return {
    ...others,
    properties: { ...known.properties, ...Object.fromEntries(asked.map((name) => [name, headers[name]])) },
    required: [...(known.required ?? []), ...needed],
  };
}
