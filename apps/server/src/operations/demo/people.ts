import { listMembers } from '@muster/contract/roster';
import type { RouteAnswer } from '@muster/contract';
import type { Visitor } from '../visitor.ts';

export type DemoMember = RouteAnswer<typeof listMembers>['members'][number];

/** Everybody beneath a node, in the order of their codes. */
export async function everybody(visitor: Visitor, organisationId: string): Promise<DemoMember[]> {
  const members: DemoMember[] = [];
  let after: string | undefined;
  do {
    const page = await visitor.call(listMembers, {
      params: { organisationId },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    });
    members.push(...page.members);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return members.toSorted((a, b) => (a.code ?? '').localeCompare(b.code ?? ''));
}
