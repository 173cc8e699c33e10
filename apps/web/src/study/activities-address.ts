import type { Which } from './queries.ts';

export type Narrowed = { readonly which: Which | undefined; readonly kind: string | undefined };

/** The list of activities of a place, narrowed or not. */
export function activitiesAddress(organisationId: string, { which, kind }: Narrowed): string {
  const asked = new URLSearchParams({ ...(which !== undefined && { which }), ...(kind !== undefined && { kind }) });
  return `/organisations/${organisationId}/activities${asked.size === 0 ? '' : `?${asked.toString()}`}`;
}
