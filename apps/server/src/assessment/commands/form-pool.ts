import { covers, permit } from '@muster/core/access';
import { formPool, type PoolState } from '@muster/core/assessment';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { campaignAtHand, effectivePlaybooks, lockedParticipations, refuseClosed } from '../../campaign/index.ts';
import type { Participation } from '../../campaign/index.ts';
import { evidenceClosedAmong } from '../../gate/index.ts';
import { findNode, findNodes, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import { electorateOf, votersAt } from '../opening.view.ts';
import { poolFact } from '../pool-fact.ts';
import { pooledAmong, votesAmong } from '../pool-records.ts';

interface Input {
  readonly organisationId: string;
  readonly unitIds: readonly string[];
}

interface State extends PoolState {
  readonly node: Node;
  readonly campaignId: string | null;
  readonly units: readonly { readonly unit: Node; readonly participation: Participation | null }[];
}

interface Facts {
  readonly id: string;
  readonly campaignId: string;
  readonly stageCode: string;
  readonly formedOn: string;
}

export const formPoolCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'assessment.form-pool',
  load: async (tx, { organisationId, unitIds }, asking) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const campaign = await campaignAtHand(tx, node, asking);
    const closed = campaign === null ? null : refuseClosed(campaign);
    if (closed !== null) return closed;
    const found = await findNodes(tx, unitIds);
    const locked = campaign === null ? null : await lockedParticipations(tx, unitIds, campaign.id);
    const units: State['units'][number][] = [];
    for (const id of unitIds) {
      const unit = found.get(id);
      if (unit === undefined) return refuse('not-found');
      const isHere =
        unit.regionId === node.regionId &&
        [unit.place.path, ...unit.place.linked].some((path) => covers(node.place.path, path));
      units.push({ unit, participation: isHere ? (locked?.get(id) ?? null) : null });
    }
    return { node, campaignId: campaign?.id ?? null, units, ...(await poolState(tx, units)) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: (state, _input, { at, timeZone, newId }) => {
    if (state.campaignId === null) return refuse('pool-unit-elsewhere', { unit: state.units[0]?.unit.name ?? '' });
    const formed = formPool(state);
    if (isRefusal(formed)) return formed;
    return { ...formed, id: newId(), campaignId: state.campaignId, formedOn: civilDateAt(at, timeZone) };
  },
  save: async (tx, { id, campaignId, stageCode, formedOn }, { node, units }, { actor, at }) => {
    const told = units.flatMap(({ unit }) => [unit.place.path, ...unit.place.linked]);
    await tx
      .insertInto('assessment_pool')
      .values({
        region_id: node.regionId,
        id,
        campaign_id: campaignId,
        organisation_id: node.id,
        stage_code: stageCode,
        formed_on: formedOn,
        formed_by: actor.personId,
        formed_by_name: actor.personName,
        recorded_at: at,
        path: node.place.path,
        told,
      })
      .execute();
    await tx
      .insertInto('assessment_pool_unit')
      .values(
        units.flatMap(({ unit, participation }, position) =>
          participation === null
            ? []
            : [
                {
                  region_id: node.regionId,
                  pool_id: id,
                  participation_id: participation.id,
                  unit_id: unit.id,
                  unit_name: unit.name,
                  position,
                  path: unit.place.path,
                  told,
                },
              ],
        ),
      )
      .execute();
  },
  record: ({ id, stageCode }, { node, units }) =>
    units.map(({ unit }) =>
      poolFact({
        kind: 'pool-formed',
        id,
        unit,
        at: node.id,
        stageCode,
        units: units.map((each) => each.unit.id),
      }),
    ),
  answer: ({ id }) => ({ id }),
};

async function poolState(tx: Tx, units: State['units']): Promise<PoolState> {
  const taking = units.flatMap(({ participation }) => participation ?? []);
  const stages = taking.map(({ id, openStage }) => ({ id, stageCode: openStage?.code ?? null }));
  const unitIds = units.map(({ unit }) => unit.id);
  const regionId = units[0]?.unit.regionId ?? 0;
  const voters = await votersAt(tx, regionId, unitIds);
  const together = await electorateOf(tx, regionId, unitIds);
  const pooled = await pooledAmong(tx, stages);
  const closed = await evidenceClosedAmong(tx, taking);
  const votes = await votesAmong(tx, stages);
  const playbooks = await effectivePlaybooks(
    tx,
    taking.map(({ id }) => id),
  );
  return {
    together: together.member + together.representative,
    candidates: units.map(({ unit, participation }) => ({
      unitId: unit.id,
      name: unit.name,
      stageCode: participation?.openStage?.code ?? null,
      voters: voters.get(unit.id) ?? 0,
      fewestVoters: playbooks.get(participation?.id ?? '')?.fewestVoters ?? 0,
      isPooled: pooled.has(participation?.id ?? ''),
      isCounting: votes.get(participation?.id ?? '') === 'counting',
      hasVoted: votes.get(participation?.id ?? '') === 'settled',
      evidenceClosed: closed.has(participation?.id ?? ''),
    })),
  };
}
