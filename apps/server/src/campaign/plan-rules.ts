import { covers, permit, type Permit } from '@muster/core/access';
import { planStages, refuseFarStages, type Bilingual, type StageDates } from '@muster/core/campaign';
import { isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import type { Refused } from '../platform/command.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { RuleRow } from './batches.ts';
import { refuseClosed, type CampaignState } from './queries.ts';
import { ruleNodes, type RuleNode } from './rule-nodes.view.ts';
import { classChains, type ClassChain } from './class-chains.ts';

/** What an office says about a batch before it is opened. */
export interface PlanInput {
  readonly number: number;
  readonly title: Bilingual | null;
  readonly stages: readonly StageDates[];
  readonly rules: readonly { readonly organisationId: string; readonly classCode: string | null }[];
}

export interface PlanGround {
  readonly campaign: CampaignState;
  /** The nodes that the rules name, in the order of the rules. */
  readonly nodes: readonly RuleNode[];
  readonly classes: ReadonlyMap<string, ClassChain>;
  readonly numberTaken: boolean;
}

/** The nodes of the rules, in their order; null where one is not shown or lies outside the campaign. */
export async function nodesOfRules(
  tx: ReadTx,
  campaign: Pick<CampaignState, 'path'>,
  organisationIds: readonly string[],
): Promise<readonly RuleNode[] | null> {
  const found = await ruleNodes(tx, organisationIds);
  const nodes = organisationIds.flatMap((id) => found.get(id) ?? []);
  const isWithin = ({ place }: RuleNode) => [place.path, ...place.linked].some((path) => covers(campaign.path, path));
  return nodes.length === organisationIds.length && nodes.every(isWithin) ? nodes : null;
}

export async function planGround(
  tx: ReadTx,
  campaign: CampaignState,
  { rules }: Pick<PlanInput, 'rules'>,
  numberTaken: boolean,
): Promise<PlanGround | Refused> {
  const closed = refuseClosed(campaign);
  if (closed !== null) return closed;
  const nodes = await nodesOfRules(
    tx,
    campaign,
    rules.map(({ organisationId }) => organisationId),
  );
  if (nodes === null) return refuse('not-found', {}, 'rules');
  return { campaign, nodes, classes: await classChains(tx), numberTaken };
}

/** Held on every node that a rule names. */
export function permitOnAll(actor: Actor, nodes: readonly RuleNode[]): Permit | Refused {
  const [first, ...others] = nodes.map((node) => permit(actor.grants, 'manage-campaign', node.place));
  if (first === undefined) return refuse('not-permitted', { verb: 'manage-campaign' });
  return others.find((one) => isRefusal(one)) ?? first;
}

/** The rules as they are kept, when the whole plan holds together. */
export function judgePlan(
  { campaign, nodes, classes, numberTaken }: PlanGround,
  { number, stages, rules }: PlanInput,
  today: CivilDate,
): readonly RuleRow[] | Refused {
  if (numberTaken) return refuse('batch-number-exists', { number }, 'number');
  const planned = refuseFarStages(stages, today) ?? planStages(campaign.playbook, stages);
  if (isRefusal(planned)) return planned;
  const seen = new Set<string>();
  const kept: RuleRow[] = [];
  for (const [index, { organisationId, classCode }] of rules.entries()) {
    const node = nodes[index];
    if (node === undefined) return refuse('not-found', {}, `rules.${index}`);
    const known = classCode === null ? null : classes.get(classCode);
    if (known === undefined || known?.isRetired === true) {
      return refuse('class-unknown', { code: classCode ?? '' }, `rules.${index}.classCode`);
    }
    const isUnit = node.kind === 'unit';
    if (isUnit && classCode !== null) return refuse('unit-rule-with-class', {}, `rules.${index}.classCode`);
    const key = JSON.stringify([organisationId, classCode]);
    if (seen.has(key)) return refuse('rule-twice', {}, `rules.${index}`);
    seen.add(key);
    kept.push({ organisationId, path: node.place.path, isUnit, classCode });
  }
  return kept;
}
