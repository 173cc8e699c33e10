import { mayActOn } from '@muster/core/access';
import type { Actor } from '../platform/identity.ts';
import type { BatchRow } from './batches.ts';
import type { RuleNode } from './rule-nodes.view.ts';

/** Whoever answers for every place that the plan of a batch is about: that is who may make such a plan, change it, and give time in it. */
export function answersForPlan(
  { grants }: Actor,
  { rules }: Pick<BatchRow, 'rules'>,
  nodes: ReadonlyMap<string, RuleNode>,
): boolean {
  return (
    rules.length > 0 &&
    rules.every(({ organisationId, path }) =>
      mayActOn(grants, 'manage-campaign', nodes.get(organisationId)?.place ?? { path, linked: [] }),
    )
  );
}
